package io.atlas.sim.check;

import java.math.BigDecimal;

/** Decimal text against scaled longs. */
final class Decimals {
    private static final int SCALE = 8;

    private Decimals() {}

    /** Whether the text is that decimal; other text is none. */
    static boolean same(String text, long scaled) {
        try {
            return new BigDecimal(text).compareTo(BigDecimal.valueOf(scaled, SCALE)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
