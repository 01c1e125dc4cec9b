package io.atlas.launcher.replay;

import io.atlas.launcher.Refusal;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Reads a partition as it lies there, valid or not. */
final class RecordScan {
    private static final int LIMIT = 1_024;
    private static final long PARK_NS = 200_000L;
    private static final long SILENCE_NS = 15_000_000_000L;

    private RecordScan() {}

    /** Hands over every record before {@code end}. */
    static void toEnd(LogReader reader, long end, Consumer<LogRecord> handler) {
        long[] next = {0};
        long lastNewsNs = System.nanoTime();
        while (next[0] < end) {
            int read = reader.poll(
                    record -> {
                        next[0] = record.offset() + 1;
                        if (record.offset() < end) {
                            handler.accept(record);
                        }
                    },
                    LIMIT);
            if (read > 0) {
                lastNewsNs = System.nanoTime();
            } else if (System.nanoTime() - lastNewsNs > SILENCE_NS) {
                throw new Refusal("the log went silent after record %d of %d.", next[0] - 1, end);
            } else {
                LockSupport.parkNanos(PARK_NS);
            }
        }
    }
}
