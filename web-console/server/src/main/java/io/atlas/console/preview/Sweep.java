package io.atlas.console.preview;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * What an order would trade at once with the book as it is.
 *
 * @param filledQty how much of it
 * @param levels how many prices it would meet
 * @param worstPx the last of them, 0 if none
 * @param amount Σ price × quantity, in the square of a unit: for {@link #averagePx}
 */
public record Sweep(long filledQty, int levels, long worstPx, BigInteger amount) {
    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);
    private static final int AVERAGE_DECIMALS = 4;

    /** Walks the far side of the book for that quantity, up to {@code limitPx}. */
    static Sweep of(Depth depth, Side side, long limitPx, long qty) {
        long filled = 0;
        int levels = 0;
        long worst = 0;
        BigInteger amount = BigInteger.ZERO;
        for (Depth.Level level : depth.far(side)) {
            if (filled == qty || !side.reaches(limitPx, level.px())) {
                break;
            }
            long traded = Math.min(level.qty(), qty - filled);
            filled += traded;
            levels++;
            worst = level.px();
            amount = amount.add(BigInteger.valueOf(traded).multiply(BigInteger.valueOf(worst)));
        }
        return new Sweep(filled, levels, worst, amount);
    }

    boolean none() {
        return filledQty == 0;
    }

    /** Average price, half up, with as many decimals as AvgPx(6): those of a price and four more. */
    String averagePx(Instrument instrument) {
        int decimals = Math.min(FixedPoint.SCALE, instrument.priceDecimals() + AVERAGE_DECIMALS);
        return plain(average().setScale(decimals, RoundingMode.HALF_UP));
    }

    /** How much worse than the touch the average is, in hundredths of a percent, to two decimals. */
    String slippageBp(long touchPx) {
        BigDecimal touch = BigDecimal.valueOf(touchPx, FixedPoint.SCALE);
        return plain(average().subtract(touch).abs().multiply(BASIS_POINTS).divide(touch, 2, RoundingMode.HALF_UP));
    }

    private BigDecimal average() {
        return new BigDecimal(amount)
                .divide(BigDecimal.valueOf(filledQty), 0, RoundingMode.HALF_UP)
                .movePointLeft(FixedPoint.SCALE);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
