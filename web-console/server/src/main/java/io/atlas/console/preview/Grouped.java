package io.atlas.console.preview;

import io.atlas.domain.FixedPoint;

/** Amounts for people: thousands grouped, at least two decimals. */
final class Grouped {
    private static final int DECIMALS = 2;

    private Grouped() {}

    static String amount(long value) {
        String text = FixedPoint.format(value, Math.max(DECIMALS, FixedPoint.decimals(value)));
        int point = text.indexOf('.');
        int first = text.charAt(0) == '-' ? 1 : 0;
        StringBuilder grouped = new StringBuilder(text);
        for (int at = point - 3; at > first; at -= 3) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }

    /** Hundredths of a percent as a percentage, one decimal at most, cut. */
    static String percent(long bps) {
        return FixedPoint.format(bps / 10 * (FixedPoint.ONE / 10)) + " %";
    }
}
