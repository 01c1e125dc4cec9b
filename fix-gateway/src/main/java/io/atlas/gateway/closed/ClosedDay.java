package io.atlas.gateway.closed;

import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderState;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import java.nio.charset.StandardCharsets;

/**
 * What ended on one trading day, as entries in an {@link Arena}; numbers are little-endian.
 *
 * <pre>
 *   order   kind (1 buy, 2 sell) · OrdType · TimeInForce · OrdStatus · account(2) · symbol(2)
 *           orderId(8) · qty(8) · px(8) · cumQty(8) · cumAmount(8)                              48 bytes
 *   id      kind (3) · length · group(2) · address of its order or -1 (4) · fingerprint(8) · text   16 + length
 *   repeat  kind (4) · 0(7) · message(8)                                                        16 bytes
 * </pre>
 */
final class ClosedDay {
    private static final int BUY_ORDER = 1;
    private static final int SELL_ORDER = 2;
    private static final int ID = 3;
    private static final int REPEAT = 4;

    private static final int ORDER_BYTES = 48;
    private static final int ID_BYTES = 16;
    private static final int REPEAT_BYTES = 16;
    private static final int MAX_TEXT = 255;
    private static final int NO_ORDER = -1;
    private static final long REPEATS = -1;

    private final Arena arena;
    private final IdIndex index = new IdIndex();
    private long orders;

    ClosedDay() {
        this.arena = new Arena();
    }

    /** One from the pages of an earlier one; the index is made again. */
    ClosedDay(Arena arena) {
        this.arena = arena;
        for (int page = 0; page < arena.pages(); page++) {
            int at = Arena.firstOf(page);
            int end = at + arena.used(page);
            while (at < end && arena.getByte(at) != 0) {
                at += indexed(at);
            }
        }
    }

    /** Indexes the entry at that address and returns its length. */
    private int indexed(int address) {
        switch (arena.getByte(address)) {
            case BUY_ORDER, SELL_ORDER -> {
                orders++;
                return ORDER_BYTES;
            }
            case ID -> {
                int length = arena.getByte(address + 1);
                byte[] text = arena.bytes(address + ID_BYTES, length);
                index.add(hash(arena.getShort(address + 2), text), address);
                return ID_BYTES + length;
            }
            case REPEAT -> {
                index.add(mix(REPEATS, arena.getLong(address + 8)), address);
                return REPEAT_BYTES;
            }
            default ->
                throw new IllegalArgumentException(
                        "closed orders: kind " + arena.getByte(address) + " at " + address + " (expected: 1 to 4)");
        }
    }

    /** Enters an order; returns its address for its ids. */
    int addOrder(Order order, int account, int symbol) {
        int at = arena.allocate(ORDER_BYTES);
        arena.putByte(at, order.side() == Side.BUY ? BUY_ORDER : SELL_ORDER);
        arena.putByte(at + 1, order.ordType().fix());
        arena.putByte(at + 2, order.tif().fix());
        arena.putByte(at + 3, order.state().status().fix());
        arena.putShort(at + 4, account);
        arena.putShort(at + 6, symbol);
        arena.putLong(at + 8, order.orderId());
        arena.putLong(at + 16, order.qty());
        arena.putLong(at + 24, order.px());
        arena.putLong(at + 32, order.cumQty());
        arena.putLong(at + 40, order.cumAmount());
        orders++;
        return at;
    }

    /** Enters an id of that order. */
    void addId(int group, String clOrdId, long fingerprint, int orderAddress) {
        byte[] text = bytes(clOrdId);
        if (text.length > MAX_TEXT) {
            throw new IllegalArgumentException("ClOrdID: " + text.length + " bytes (expected: <= " + MAX_TEXT + ")");
        }
        int at = arena.allocate(ID_BYTES + text.length);
        arena.putByte(at, ID);
        arena.putByte(at + 1, text.length);
        arena.putShort(at + 2, group);
        arena.putInt(at + 4, orderAddress);
        arena.putLong(at + 8, fingerprint);
        arena.putBytes(at + ID_BYTES, text);
        index.add(hash(group, text), at);
    }

    /** Enters an id that belongs to no order. */
    void addId(int group, String clOrdId, long fingerprint) {
        addId(group, clOrdId, fingerprint, NO_ORDER);
    }

    void addRepeat(long message) {
        int at = arena.allocate(REPEAT_BYTES);
        arena.putByte(at, REPEAT);
        arena.putLong(at + 8, message);
        index.add(mix(REPEATS, message), at);
    }

    boolean hasRepeat(long message) {
        return index.find(mix(REPEATS, message), at -> arena.getByte(at) == REPEAT && arena.getLong(at + 8) == message)
                != IdIndex.NONE;
    }

    /** The address of an id, or {@link IdIndex#NONE}. */
    int find(int group, byte[] text, long hash) {
        return index.find(
                hash,
                at -> arena.getByte(at) == ID
                        && arena.getByte(at + 1) == text.length
                        && arena.getShort(at + 2) == group
                        && arena.isAt(at + ID_BYTES, text));
    }

    long fingerprint(int id) {
        return arena.getLong(id + 8);
    }

    /** The order of an id, under that ClOrdID; null if it has none. */
    Order orderOrNull(int id, String clOrdId, Words words) {
        int at = arena.getInt(id + 4);
        if (at == NO_ORDER) {
            return null;
        }
        return new Order(
                arena.getLong(at + 8),
                clOrdId,
                words.word(arena.getShort(at + 4)),
                words.word(arena.getShort(at + 6)),
                arena.getByte(at) == BUY_ORDER ? Side.BUY : Side.SELL,
                ordType(arena.getByte(at + 1)),
                tif(arena.getByte(at + 2)),
                arena.getLong(at + 16),
                arena.getLong(at + 24),
                state(arena.getByte(at + 3)),
                arena.getLong(at + 32),
                0,
                arena.getLong(at + 40),
                null,
                null);
    }

    private static OrdType ordType(int fix) {
        for (OrdType type : OrdType.values()) {
            if (type.fix() == fix) {
                return type;
            }
        }
        throw new IllegalStateException("OrdType(40): " + (char) fix);
    }

    private static TimeInForce tif(int fix) {
        for (TimeInForce tif : TimeInForce.values()) {
            if (tif.fix() == fix) {
                return tif;
            }
        }
        throw new IllegalStateException("TimeInForce(59): " + (char) fix);
    }

    private static OrderState state(int fix) {
        for (OrderState state : OrderState.values()) {
            if (state.terminal() && state.status().fix() == fix) {
                return state;
            }
        }
        throw new IllegalStateException("OrdStatus(39): " + (char) fix);
    }

    static byte[] bytes(String clOrdId) {
        return clOrdId.getBytes(StandardCharsets.UTF_8);
    }

    static long hash(int group, byte[] text) {
        long hash = group;
        for (byte each : text) {
            hash = hash * 0x100000001b3L ^ each;
        }
        return mix(hash, text.length);
    }

    /** Spreads close values over all 64 bits. */
    private static long mix(long a, long b) {
        long hash = (a ^ b * 0x9e3779b97f4a7c15L) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }

    Arena arena() {
        return arena;
    }

    long orders() {
        return orders;
    }

    /** Memory it takes. */
    long bytes() {
        return arena.bytes() + index.bytes();
    }
}
