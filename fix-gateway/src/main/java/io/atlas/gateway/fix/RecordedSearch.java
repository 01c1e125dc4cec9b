package io.atlas.gateway.fix;

import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.nio.charset.StandardCharsets;

/** Reads {@code fix.messages} from some offset to its end for the last record of one store. Thread: the agent. */
final class RecordedSearch implements FixMessageSink.Search {
    private static final int RECORDS_PER_STEP = 512;

    private final String storeAndPos;
    private final String session;
    private final LogReader reader;
    private final long end;
    private long position;
    private long pos;
    private long offset = -1;

    /** @param storeAndPos what stands before the position in a record of that store */
    RecordedSearch(CommandLog log, int partition, String storeAndPos, String session, long from) {
        this.storeAndPos = storeAndPos;
        this.session = session;
        this.end = log.endOffset(Topics.FIX_MESSAGES, partition);
        this.position = from - 1;
        this.reader = log.reader(Topics.FIX_MESSAGES, partition, from);
    }

    @Override
    public boolean done() {
        reader.poll(this::look, RECORDS_PER_STEP);
        boolean done = position >= end - 1;
        if (done) {
            reader.close();
        }
        return done;
    }

    private void look(LogRecord record) {
        position = record.offset();
        String text = new String(record.value(), StandardCharsets.UTF_8);
        int at = text.indexOf(storeAndPos);
        if (at < 0 || !text.startsWith(session, at - session.length())) {
            return;
        }
        int from = at + storeAndPos.length();
        pos = Math.max(pos, Long.parseLong(text.substring(from, text.indexOf('"', from))));
        offset = record.offset();
    }

    @Override
    public long pos() {
        return pos;
    }

    @Override
    public long offset() {
        return offset;
    }
}
