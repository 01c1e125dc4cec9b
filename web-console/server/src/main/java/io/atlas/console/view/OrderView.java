package io.atlas.console.view;

import io.atlas.domain.OrdType;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An order as the console shows it. Prices, quantities and amounts in units of 1e-8.
 *
 * @param key ClOrdID(11) of its NewOrderSingle, for the whole life of the order; unique within an account
 * @param clOrdId the latest accepted ClOrdID(11) of the chain
 * @param orderId OrderID(37), {@code OrderIds.NONE} while the log does not show the order
 * @param symbol null in a refusal of an order without one; likewise side, ordType and tif
 * @param px limit; 0 for a market order
 * @param cumAmount Σ price × quantity of its fills
 * @param pendingOrNull the unanswered request
 * @param reasonOrNull the reason word of its end or refusal
 * @param textOrNull what the last refusal said
 * @param timeNs of the command, or of the sending while the log does not show it; epoch nanoseconds
 * @param source {@code CONSOLE} or the FIX session
 * @param note a sentence for people
 */
public record OrderView(
        String key,
        String clOrdId,
        long orderId,
        String account,
        String symbol,
        Side side,
        OrdType ordType,
        TimeInForce tif,
        long qty,
        long px,
        long cumQty,
        long leavesQty,
        long cumAmount,
        Word word,
        Pending pendingOrNull,
        String reasonOrNull,
        String textOrNull,
        long timeNs,
        long updatedNs,
        String source,
        String note) {

    /** Whether it can still trade. */
    public boolean open() {
        return word.open();
    }

    /** AvgPx(6), rounded half up to 1e-8; 0 without a fill. */
    public long avgPx() {
        return cumQty == 0
                ? 0
                : BigDecimal.valueOf(cumAmount)
                        .movePointRight(8)
                        .divide(BigDecimal.valueOf(cumQty), 0, RoundingMode.HALF_UP)
                        .longValueExact();
    }
}
