package io.atlas.domain;

/**
 * OrderID(37): the log position of the command that opened the order, packed in a long as partition and offset. Its text is
 * {@code partition-offset}. House orders of the venue have negative ids, which never leave the venue.
 */
public final class OrderIds {
    /** No order: {@code NONE} on the wire. */
    public static final long NONE = -1;

    private static final int OFFSET_BITS = 48;
    private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

    private OrderIds() {}

    public static long of(int partition, long offset) {
        if (partition < 0 || partition > 0x7FFF || offset < 0 || offset > OFFSET_MASK) {
            throw new IllegalArgumentException("order id of partition: " + partition + ", offset: " + offset);
        }
        return (long) partition << OFFSET_BITS | offset;
    }

    public static int partition(long orderId) {
        return (int) (orderId >>> OFFSET_BITS);
    }

    public static long offset(long orderId) {
        return orderId & OFFSET_MASK;
    }

    /** {@code 3-88214}, or {@code NONE}. */
    public static String text(long orderId) {
        return orderId < 0 ? "NONE" : partition(orderId) + "-" + offset(orderId);
    }

    /**
     * The id for its text.
     *
     * @throws IllegalArgumentException if the text is not one that {@link #text} gives
     */
    public static long parse(String text) {
        if (text.equals("NONE")) {
            return NONE;
        }
        int dash = text.indexOf('-');
        if (dash <= 0) {
            throw new IllegalArgumentException("orderId: '" + text + "' (expected: partition-offset)");
        }
        return of(Integer.parseInt(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }
}
