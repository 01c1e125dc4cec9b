package io.atlas.gateway.closed;

import io.atlas.domain.Order;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Closed orders, used ClOrdIDs and refused repeats of one partition: what repeats, 35=H and OrigClOrdID(41) ask for. Kept for
 * the day they ended on and {@value #DAYS_BACK} trading days more, by the times in the records, so that live and replay
 * forget the same. Whole days are forgotten.
 *
 * <p>A day goes once records of two days are there that are too late for it: one alone may come from a clock that jumped.
 */
public final class ClosedOrders {
    private static final int DAYS_BACK = 5;
    private static final long DAY_NS = 86_400_000_000_000L;

    /** A used ClOrdID(11) of a group, and the fingerprint of the request that used it. */
    public record Id(String group, String clOrdId, long fingerprint) {}

    /**
     * What became of a ClOrdID.
     *
     * @param orderOrNull the closed order under that ClOrdID; null if the request was refused
     */
    public record Found(long fingerprint, Order orderOrNull) {}

    private final Words words = new Words();
    private final TreeMap<Long, ClosedDay> days = new TreeMap<>();
    private long today = Long.MIN_VALUE;

    /** A record of that time was read; days may be over. */
    public void at(long timeNs) {
        long day = Math.floorDiv(timeNs, DAY_NS);
        if (day == today) {
            return;
        }
        today = day;
        days.computeIfAbsent(day, any -> new ClosedDay());
        while (over(days.firstKey())) {
            days.pollFirstEntry();
        }
    }

    private boolean over(long day) {
        return days.tailMap(day + DAYS_BACK + 1).size() > 1;
    }

    /** The day of a record; null if it is over. */
    private ClosedDay dayOrNull(long timeNs) {
        long day = Math.floorDiv(timeNs, DAY_NS);
        ClosedDay known = days.get(day);
        if (known == null && !over(day)) {
            known = new ClosedDay();
            days.put(day, known);
        }
        return known;
    }

    /** An order has ended and nothing asked of it is unanswered. */
    public void closed(Order order, List<Id> ids, long timeNs) {
        ClosedDay day = dayOrNull(timeNs);
        if (day != null) {
            int address = day.addOrder(order, words.number(order.account()), words.number(order.symbol()));
            for (Id id : ids) {
                day.addId(words.number(id.group()), id.clOrdId(), id.fingerprint(), address);
            }
        }
    }

    /** A request was refused; its ClOrdID is used up. */
    public void refused(Id id, long timeNs) {
        ClosedDay day = dayOrNull(timeNs);
        if (day != null) {
            day.addId(words.number(id.group()), id.clOrdId(), id.fingerprint());
        }
    }

    /** A message was refused because its ClOrdID is another's. */
    public void repeatRefused(long message, long timeNs) {
        ClosedDay day = dayOrNull(timeNs);
        if (day != null) {
            day.addRepeat(message);
        }
    }

    public boolean isRepeatRefused(long message) {
        for (ClosedDay day : days.values()) {
            if (day.hasRepeat(message)) {
                return true;
            }
        }
        return false;
    }

    /** What became of that ClOrdID, the last time it was used; null if it is free. */
    public Found findOrNull(String group, String clOrdId) {
        int ofGroup = words.numberIfMet(group);
        if (ofGroup < 0) {
            return null;
        }
        byte[] text = ClosedDay.bytes(clOrdId);
        long hash = ClosedDay.hash(ofGroup, text);
        for (ClosedDay day : days.descendingMap().values()) {
            int id = day.find(ofGroup, text, hash);
            if (id != IdIndex.NONE) {
                return new Found(day.fingerprint(id), day.orderOrNull(id, clOrdId, words));
            }
        }
        return null;
    }

    Words words() {
        return words;
    }

    /** What it remembers, by day since 1970. */
    SortedMap<Long, ClosedDay> days() {
        return days;
    }

    void restore(long day, ClosedDay content) {
        days.put(day, content);
    }

    /** How many closed orders it holds. */
    public long orders() {
        long sum = 0;
        for (ClosedDay day : days.values()) {
            sum += day.orders();
        }
        return sum;
    }

    /** Memory it takes. */
    public long bytes() {
        long sum = 0;
        for (ClosedDay day : days.values()) {
            sum += day.bytes();
        }
        return sum;
    }
}
