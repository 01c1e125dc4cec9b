package io.atlas.wire.log;

import io.atlas.domain.LogPosition;

/**
 * The bytes of one topic's records: one JSON object each, beginning with {@code v, type, epoch, seq, cause, time}. Encoding
 * is canonical: equal records give equal bytes.
 */
public interface RecordCodec<T> {
    /** Encodes a body under its header; EPOCH_START has epoch {@code -1}, seq 0 and its {@code follows} in the body. */
    byte[] encode(long epoch, long seq, LogPosition causeOrNull, long time, T body);

    /** Reads only what decides whether the record is valid. */
    Header header(byte[] value);

    /** Reads the whole record. */
    Entry<T> decode(LogRecord record);

    /** What {@link EpochFold} looks at; {@code followsEpoch} is meaningful for EPOCH_START only. */
    record Header(boolean epochStart, long epoch, long seq, long followsEpoch) {}
}
