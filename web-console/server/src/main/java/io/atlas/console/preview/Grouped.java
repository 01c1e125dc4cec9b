package io.atlas.console.preview;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers for people, in one format: thousands grouped, a true minus, prices with the decimals of their instrument, money in cents,
 * quantities without zeros at the end. The exact figures stand in the preview's fields.
 */
final class Grouped {
    /** As {@code quoteDecimals} of the instruments that pages are told. */
    private static final int CENTS = 2;

    private Grouped() {}

    static String px(Instrument instrument, long px) {
        return of(FixedPoint.format(px, Math.max(instrument.priceDecimals(), FixedPoint.decimals(px))));
    }

    static String qty(long qty) {
        return of(FixedPoint.format(qty));
    }

    static String count(long count) {
        return of(Long.toString(count));
    }

    static String amount(long amount) {
        return amount(amount, RoundingMode.HALF_UP);
    }

    /** @param rounding away from the other side, where two amounts are compared that may differ by less than a cent */
    static String amount(long amount, RoundingMode rounding) {
        return of(BigDecimal.valueOf(amount, FixedPoint.SCALE)
                .setScale(CENTS, rounding)
                .toPlainString());
    }

    /** Hundredths of a percent as a percentage, one decimal at most, cut. */
    static String percent(long bps) {
        return of(FixedPoint.format(bps / 10 * (FixedPoint.ONE / 10))) + " %";
    }

    private static String of(String plain) {
        StringBuilder text = new StringBuilder(plain.replace('-', '−'));
        int point = plain.indexOf('.');
        int first = plain.charAt(0) == '-' ? 1 : 0;
        for (int at = (point < 0 ? plain.length() : point) - 3; at > first; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
