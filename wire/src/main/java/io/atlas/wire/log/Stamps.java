package io.atlas.wire.log;

import java.nio.ByteBuffer;

/**
 * The times a message met on its way, in the {@code stamps} header: pairs of a hop number (1 wire in … 9 wire out) and epoch
 * nanoseconds, each nine bytes. Replay does not compare them.
 */
public final class Stamps {
    /** FIX message received. */
    public static final int WIRE_IN = 1;
    /** Gateway decided, command proposed. */
    public static final int DECIDED = 2;
    /** OMS read the command. */
    public static final int OMS_IN = 3;
    /** Venue received the instruction. */
    public static final int VENUE_IN = 4;
    /** OMS read the venue's report. */
    public static final int REPORT_IN = 5;
    /** Gateway read the event. */
    public static final int EVENT_IN = 6;

    private static final int PAIR = 1 + Long.BYTES;

    private Stamps() {}

    /** The stamps with one more; {@code stamps} may be null. */
    public static byte[] with(byte[] stamps, int hop, long epochNs) {
        int before = stamps == null ? 0 : stamps.length;
        ByteBuffer grown = ByteBuffer.allocate(before + PAIR);
        if (stamps != null) {
            grown.put(stamps);
        }
        return grown.put((byte) hop).putLong(epochNs).array();
    }

    /** The last time of that hop in epoch nanoseconds, 0 if it is not there. */
    public static long time(byte[] stamps, int hop) {
        long time = 0;
        for (int i = 0; stamps != null && i + PAIR <= stamps.length; i += PAIR) {
            if (stamps[i] == hop) {
                time = ByteBuffer.wrap(stamps).getLong(i + 1);
            }
        }
        return time;
    }
}
