package io.atlas.console.view;

import java.util.Arrays;

/** The last 256 values of a duration and their percentiles. */
final class Samples {
    private static final int KEPT = 256;

    private final long[] values = new long[KEPT];
    private int count;

    void add(long ns) {
        values[count % KEPT] = ns;
        count++;
    }

    /** In milliseconds, two decimals; NaN before the first value. */
    double percentileMs(double percent) {
        int size = Math.min(count, KEPT);
        if (size == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        int at = (int) Math.ceil(percent / 100 * size) - 1;
        return Math.round(sorted[Math.max(0, at)] / 10_000.0) / 100.0;
    }
}
