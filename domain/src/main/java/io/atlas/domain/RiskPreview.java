package io.atlas.domain;

import java.math.BigInteger;

/**
 * What an order would do to an account: now, once submitted, and once filled whole at its own price (the worst it may get).
 * Arithmetic only: whether the order would be accepted is the gateway's decision, by the same {@link Funds}.
 *
 * @param requiredAsset what the order holds: quote asset for a buy, base asset for a sell
 * @param requiredAmount how much of it
 */
public record RiskPreview(String requiredAsset, long requiredAmount, State now, State onSubmit, State onFill) {

    /**
     * One column of the preview.
     *
     * @param basePositionQty what the account has of the base asset, reserved or not; below zero when short
     * @param exposureAmount the base position at the mark price, in the quote asset, cut to eight decimals
     */
    public record State(
            long quoteAvailableAmount, long quoteReservedAmount, long basePositionQty, long exposureAmount) {}

    /** What the account has before the order. */
    public record Balances(long quoteAvailableAmount, long quoteReservedAmount, long basePositionQty) {}

    /**
     * The preview of an order that binds the venue to {@code px}.
     *
     * @param markPx what a unit of the base asset counts in the exposure
     * @throws ArithmeticException if an amount overflows or the terms are off the instrument's steps
     */
    public static RiskPreview of(Instrument instrument, Side side, long px, long qty, long markPx, Balances balances) {
        long required = Funds.need(instrument, side, px, qty);
        long cost = instrument.amount(px, qty);
        boolean buy = side == Side.BUY;
        long held = buy ? required : 0;
        Balances now = balances;
        Balances onSubmit = moved(now, -held, held, 0);
        Balances onFill = moved(onSubmit, buy ? 0 : cost, -held, buy ? qty : -qty);
        return new RiskPreview(
                instrument.reservedAsset(side),
                required,
                state(now, markPx),
                state(onSubmit, markPx),
                state(onFill, markPx));
    }

    private static Balances moved(Balances from, long availableAmount, long reservedAmount, long baseQty) {
        return new Balances(
                Math.addExact(from.quoteAvailableAmount(), availableAmount),
                Math.addExact(from.quoteReservedAmount(), reservedAmount),
                Math.addExact(from.basePositionQty(), baseQty));
    }

    private static State state(Balances balances, long markPx) {
        return new State(
                balances.quoteAvailableAmount(),
                balances.quoteReservedAmount(),
                balances.basePositionQty(),
                exposure(balances.basePositionQty(), markPx));
    }

    /** A figure to look at, not one that is posted: a deposit need not be a whole number of lots, so it may be cut. */
    private static long exposure(long positionQty, long markPx) {
        return BigInteger.valueOf(positionQty)
                .multiply(BigInteger.valueOf(markPx))
                .divide(BigInteger.valueOf(FixedPoint.ONE))
                .longValueExact();
    }
}
