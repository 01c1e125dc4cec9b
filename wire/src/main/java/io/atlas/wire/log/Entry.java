package io.atlas.wire.log;

import io.atlas.domain.LogPosition;

/**
 * A decoded record.
 *
 * @param cause the input this is the output of, or null
 * @param time epoch nanoseconds of the cause, or of the decision where there is none
 * @param stamps the {@code stamps} header, or null; not compared by replay
 */
public record Entry<T>(long offset, long epoch, long seq, LogPosition cause, long time, T body, byte[] stamps) {}
