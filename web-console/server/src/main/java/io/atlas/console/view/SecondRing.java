package io.atlas.console.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** The values of the last 60 seconds, one per second; seconds without a value are left out. */
final class SecondRing {
    static final int SECONDS = 60;

    private final double[] values = new double[SECONDS + 1];
    private final long[] seconds = new long[SECONDS + 1];

    SecondRing() {
        Arrays.fill(seconds, Long.MIN_VALUE);
    }

    /** Sets the value of that second. */
    void put(long second, double value) {
        int at = (int) Math.floorMod(second, (long) values.length);
        values[at] = value;
        seconds[at] = second;
    }

    /** Adds to the value of that second; too old a second is left out. */
    void add(long second, double value) {
        int at = (int) Math.floorMod(second, (long) values.length);
        if (seconds[at] == second) {
            values[at] += value;
        } else if (seconds[at] < second) {
            put(second, value);
        }
    }

    /** Calls back for each second that has a value. */
    void each(BiConsumer<Long, Double> handler) {
        for (int i = 0; i < values.length; i++) {
            if (seconds[i] != Long.MIN_VALUE) {
                handler.accept(seconds[i], values[i]);
            }
        }
    }

    /** The value of that second, NaN if there is none. */
    double get(long second) {
        int at = (int) Math.floorMod(second, (long) values.length);
        return seconds[at] == second ? values[at] : Double.NaN;
    }

    /** Values of the {@code SECONDS + 1} seconds up to that one, oldest first. */
    List<Double> upTo(long second) {
        List<Double> known = new ArrayList<>();
        for (long s = second - SECONDS; s <= second; s++) {
            double value = get(s);
            if (!Double.isNaN(value)) {
                known.add(value);
            }
        }
        return known;
    }

    /** Sum over the 60 seconds up to that one. */
    double sum(long second) {
        double sum = 0;
        for (long s = second - SECONDS + 1; s <= second; s++) {
            double value = get(s);
            sum += Double.isNaN(value) ? 0 : value;
        }
        return sum;
    }
}
