package io.atlas.wire.log;

/**
 * A record as it lies in the log. The arrays are not copied: nobody writes to them.
 *
 * @param key null if none
 * @param stamps the {@code stamps} header (latency stamps, see {@link Stamps}), null if none
 */
public record LogRecord(long offset, byte[] key, byte[] value, byte[] stamps) {}
