package io.atlas.sim.check;

import java.math.BigDecimal;

/** Decimal text against scaled longs. */
final class Decimals {
    private static final int SCALE = 8;

    private Decimals() {}

    static boolean same(String text, long scaled) {
        return new BigDecimal(text).compareTo(BigDecimal.valueOf(scaled, SCALE)) == 0;
    }
}
