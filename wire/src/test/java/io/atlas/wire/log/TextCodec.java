package io.atlas.wire.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atlas.domain.EpochStart;
import io.atlas.domain.LogPosition;

/** Bodies are plain text, or {@link EpochStart}; a record is its fields with bars between. */
final class TextCodec implements RecordCodec<Object> {
    private static final String START = "START";

    @Override
    public byte[] encode(long epoch, long seq, LogPosition causeOrNull, long time, Object body) {
        String cause = causeOrNull == null ? "-" : causeOrNull.toString();
        String text = body instanceof EpochStart start
                ? String.join("|", START, String.valueOf(start.followsEpoch()), "0", cause, time + "", start.owner())
                : String.join("|", "TEXT", epoch + "", seq + "", cause, time + "", body.toString());
        return text.getBytes(UTF_8);
    }

    @Override
    public Header header(byte[] value) {
        String[] fields = fields(value);
        long number = Long.parseLong(fields[1]);
        return fields[0].equals(START)
                ? new Header(true, -1, 0, number)
                : new Header(false, number, Long.parseLong(fields[2]), -1);
    }

    @Override
    public Entry<Object> decode(LogRecord record) {
        String[] fields = fields(record.value());
        Header header = header(record.value());
        Object body = header.epochStart() ? new EpochStart(fields[5], header.followsEpoch(), "{}") : fields[5];
        LogPosition cause = fields[3].equals("-") ? null : LogPosition.parse(fields[3]);
        return new Entry<>(
                record.offset(), header.epoch(), header.seq(), cause, Long.parseLong(fields[4]), body, record.stamps());
    }

    private static String[] fields(byte[] value) {
        return new String(value, UTF_8).split("\\|", 6);
    }
}
