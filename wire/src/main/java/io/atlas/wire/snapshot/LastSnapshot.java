package io.atlas.wire.snapshot;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** A service that ends writes a last snapshot, if the log takes it at once, so that the next start is short. */
public final class LastSnapshot {
    private static final int MOST_STEPS = 20_000;
    private static final int MOST_IDLE_STEPS = 500;
    private static final long IDLE_NS = 500_000L;

    private LastSnapshot() {}

    /** Steps as long as something is pending and moves; a log that does not answer is given a quarter of a second. */
    public static void write(BooleanSupplier pending, IntSupplier step) {
        int idle = 0;
        for (int i = 0; i < MOST_STEPS && idle < MOST_IDLE_STEPS && pending.getAsBoolean(); i++) {
            if (step.getAsInt() > 0) {
                idle = 0;
            } else {
                idle++;
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }
}
