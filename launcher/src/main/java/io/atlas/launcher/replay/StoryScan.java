package io.atlas.launcher.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atlas.domain.LogPosition;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.EpochFold;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.RecordCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds the records that speak of something by their bytes: a record is parsed only when it contains one of the texts looked for,
 * so a log of millions is searched at the speed of reading it.
 */
public final class StoryScan {
    /** A record found. */
    public record Found(LogPosition position, LogRecord record) {
        /** The cause its header names, or null. */
        public LogPosition causeOrNull() {
            return RecordBytes.causeOrNull(record.value());
        }

        /** Its JSON. */
        public String text() {
            return new String(record.value(), UTF_8);
        }
    }

    private final CommandLog log;
    private long read;
    private long inert;

    public StoryScan(CommandLog log) {
        this.log = log;
    }

    /** How many partitions the topic has. */
    public int partitions(String topic) {
        return log.partitions(topic);
    }

    /** Valid records of an owned topic that contain one of the texts. */
    public List<Found> valid(String topic, int partition, RecordCodec<?> codec, Collection<String> texts) {
        return valid(topic, partition, codec, texts, -1);
    }

    /** As above, and the one at that offset. */
    public List<Found> valid(String topic, int partition, RecordCodec<?> codec, Collection<String> texts, long offset) {
        byte[][] wanted = bytes(texts);
        return scan(topic, partition, codec, record -> record.offset() == offset || contains(record.value(), wanted));
    }

    /** Valid records of an owned topic whose cause is one of these; each is looked up, so there may be many. */
    public List<Found> causedBy(String topic, int partition, RecordCodec<?> codec, Collection<LogPosition> causes) {
        Map<LogPosition, Boolean> wanted = new HashMap<>();
        causes.forEach(cause -> wanted.put(cause, true));
        return scan(topic, partition, codec, record -> {
            LogPosition cause = RecordBytes.causeOrNull(record.value());
            return cause != null && wanted.containsKey(cause);
        });
    }

    /** Records of a topic without owners that contain one of the texts. */
    public List<Found> any(String topic, int partition, Collection<String> texts) {
        byte[][] wanted = bytes(texts);
        return scan(topic, partition, null, record -> contains(record.value(), wanted));
    }

    private List<Found> scan(String topic, int partition, RecordCodec<?> codecOrNull, Predicate<LogRecord> matches) {
        List<Found> found = new ArrayList<>();
        EpochFold fold = new EpochFold();
        try (LogReader reader = log.reader(topic, partition, 0)) {
            RecordScan.toEnd(reader, log.endOffset(topic, partition), record -> {
                read++;
                boolean valid = codecOrNull == null || fold.accept(record.offset(), codecOrNull.header(record.value()));
                if (valid && matches.test(record)) {
                    found.add(new Found(new LogPosition(topic, partition, record.offset()), record));
                }
            });
        }
        inert += fold.inertCount();
        return found;
    }

    /** The time in the last record, 0 if there is none or it says none. */
    public long lastTimeNs(String topic, int partition) {
        long end = log.endOffset(topic, partition);
        long[] timeNs = {0};
        if (end > 0) {
            try (LogReader reader = log.reader(topic, partition, end - 1)) {
                RecordScan.toEnd(reader, end, record -> timeNs[0] = RecordBytes.time(record.value()));
            }
        }
        return timeNs[0] == Long.MAX_VALUE ? 0 : timeNs[0];
    }

    private static byte[][] bytes(Collection<String> texts) {
        return texts.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
    }

    private static boolean contains(byte[] value, byte[][] texts) {
        for (byte[] text : texts) {
            if (RecordBytes.indexOf(value, text, 0, value.length) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Records looked at. */
    public long read() {
        return read;
    }

    /** Records among them that did nothing: late writes of former owners, and what follows a hole. */
    public long inertCount() {
        return inert;
    }
}
