package io.atlas.console.view;

import io.atlas.domain.FixedPoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last 24 hours of one symbol's trades, by the minute: bounded memory, exact sums. */
final class DayStats {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int MINUTES = 24 * 60;

    /** A minute's trades, to be kept over a restart. */
    record SavedMinute(long number, long open, long high, long low, BigDecimal volume, BigDecimal amount) {}

    private static final class Minute {
        private final long number;
        private long high = Long.MIN_VALUE;
        private long low = Long.MAX_VALUE;
        private BigDecimal volume = BigDecimal.ZERO;
        private BigDecimal amount = BigDecimal.ZERO;
        private final long open;

        Minute(long number, long open) {
            this.number = number;
            this.open = open;
        }
    }

    private final Deque<Minute> minutes = new ArrayDeque<>();
    /** The last price before the oldest minute: where the day's change starts. 0 if there is none. */
    private long pxBefore;

    private long lastPx;
    private long high;
    private long low;
    private BigDecimal volume = BigDecimal.ZERO;
    private BigDecimal amount = BigDecimal.ZERO;

    /** Folds a trade. */
    void apply(long timeNs, long px, long qty) {
        long number = timeNs / MINUTE_NS;
        Minute last = minutes.peekLast();
        if (last == null || number > last.number) {
            last = new Minute(number, px);
            minutes.addLast(last);
            forget(number);
        }
        BigDecimal traded = BigDecimal.valueOf(qty, FixedPoint.SCALE);
        BigDecimal paid = BigDecimal.valueOf(px, FixedPoint.SCALE).multiply(traded);
        last.high = Math.max(last.high, px);
        last.low = Math.min(last.low, px);
        last.volume = last.volume.add(traded);
        last.amount = last.amount.add(paid);
        volume = volume.add(traded);
        amount = amount.add(paid);
        high = minutes.size() == 1 ? last.high : Math.max(high, px);
        low = minutes.size() == 1 ? last.low : Math.min(low, px);
        lastPx = px;
    }

    /** Drops what is older than 24 hours; returns whether anything was. */
    boolean advance(long nowNs) {
        return forget(nowNs / MINUTE_NS);
    }

    private boolean forget(long number) {
        boolean dropped = false;
        while (!minutes.isEmpty() && minutes.peekFirst().number <= number - MINUTES) {
            Minute gone = minutes.removeFirst();
            volume = volume.subtract(gone.volume);
            amount = amount.subtract(gone.amount);
            pxBefore = minutes.isEmpty() ? lastPx : minutes.peekFirst().open;
            dropped = true;
        }
        if (dropped) {
            high = minutes.stream().mapToLong(minute -> minute.high).max().orElse(0);
            low = minutes.stream().mapToLong(minute -> minute.low).min().orElse(0);
        }
        return dropped;
    }

    List<SavedMinute> saved() {
        return minutes.stream()
                .map(minute -> new SavedMinute(
                        minute.number, minute.open, minute.high, minute.low, minute.volume, minute.amount))
                .toList();
    }

    long pxBefore() {
        return pxBefore;
    }

    /** Takes the next minute back. */
    void restore(SavedMinute saved) {
        Minute minute = new Minute(saved.number(), saved.open());
        minute.high = saved.high();
        minute.low = saved.low();
        minute.volume = saved.volume();
        minute.amount = saved.amount();
        high = minutes.isEmpty() ? minute.high : Math.max(high, minute.high);
        low = minutes.isEmpty() ? minute.low : Math.min(low, minute.low);
        volume = volume.add(minute.volume);
        amount = amount.add(minute.amount);
        minutes.addLast(minute);
    }

    void restore(long before, long last) {
        pxBefore = before;
        lastPx = last;
    }

    boolean empty() {
        return minutes.isEmpty();
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /** Last price less the price of 24 hours ago, or of the first trade since. */
    long change() {
        return lastPx - from();
    }

    private long from() {
        return pxBefore != 0 ? pxBefore : minutes.isEmpty() ? lastPx : minutes.peekFirst().open;
    }

    /** In percent, two decimals. */
    BigDecimal changePercent() {
        return BigDecimal.valueOf(change())
                .movePointRight(2)
                .divide(BigDecimal.valueOf(Math.max(1, from())), 2, RoundingMode.HALF_UP);
    }

    BigDecimal volume() {
        return volume;
    }

    /** Σ amount / Σ quantity, to that many decimals; call only when something has traded. */
    BigDecimal vwap(int decimals) {
        return amount.divide(volume, decimals, RoundingMode.HALF_UP);
    }
}
