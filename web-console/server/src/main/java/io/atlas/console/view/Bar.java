package io.atlas.console.view;

/**
 * Prices and quantity traded in a span of time, in units of 1e-8.
 *
 * @param startNs epoch nanoseconds, unique and rising within a series
 * @param revision rises with each change in the series
 */
public record Bar(long startNs, long open, long high, long low, long close, long volume, long revision) {
    Bar with(long px, long qty, long newRevision) {
        return new Bar(startNs, open, Math.max(high, px), Math.min(low, px), px, sum(volume, qty), newRevision);
    }

    /** A total beyond the range of a quantity stays at its end: a display must not stop for it. */
    static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
