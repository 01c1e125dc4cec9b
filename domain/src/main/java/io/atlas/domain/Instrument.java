package io.atlas.domain;

import static io.atlas.domain.FixedPoint.ONE;

import java.util.ArrayList;
import java.util.List;

/**
 * What can be traded, and in which steps. {@code tickPx × lotQty} is a whole number of quote units, so that price × quantity
 * of valid terms is always exact.
 *
 * @param symbol Symbol(55)
 * @param base asset that is bought and sold
 * @param quote asset that pays
 * @param tickPx smallest price step
 * @param lotQty smallest quantity step
 * @param minQty least OrderQty(38)
 * @param maxQty greatest OrderQty(38)
 * @param minNotionalAmount least price × quantity, quote asset
 * @param maxNotionalAmount greatest price × quantity, quote asset
 * @param collarBps how far, in hundredths of a percent, a price may go beyond the far touch
 * @param referencePx where the market model starts
 */
public record Instrument(
        String symbol,
        String base,
        String quote,
        long tickPx,
        long lotQty,
        long minQty,
        long maxQty,
        long minNotionalAmount,
        long maxNotionalAmount,
        int collarBps,
        long referencePx) {

    /** Every fault of the terms, each with the field and what was expected; empty if the instrument can be traded. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        check(faults, tickPx > 0, "tick: %s (expected: > 0)", tickPx);
        check(faults, lotQty > 0, "lot: %s (expected: > 0)", lotQty);
        if (!faults.isEmpty()) {
            return faults;
        }
        boolean exact = Math.multiplyHigh(tickPx, lotQty) == 0 && tickPx * lotQty % ONE == 0 && tickPx * lotQty > 0;
        check(
                faults,
                exact,
                "tick × lot: not a whole number of quote units (expected: a multiple of 0.00000001), lot: %s",
                lotQty);
        check(faults, minQty > 0 && minQty % lotQty == 0, "minQty: %s (expected: a positive multiple of lot)", minQty);
        check(faults, maxQty >= minQty, "maxQty: %s (expected: >= minQty)", maxQty);
        check(faults, minNotionalAmount >= 0, "minNotional: %s (expected: >= 0)", minNotionalAmount);
        check(
                faults,
                maxNotionalAmount > minNotionalAmount,
                "maxNotional: %s (expected: > minNotional)",
                maxNotionalAmount);
        if (collarBps <= 0 || collarBps >= 10_000) {
            faults.add("collarPercent: " + collarBps / 100.0 + " (expected: above 0, below 100)");
        }
        check(
                faults,
                referencePx > 0 && referencePx % tickPx == 0,
                "referencePx: %s (expected: a positive multiple of tick)",
                referencePx);
        return faults;
    }

    private static void check(List<String> faults, boolean ok, String format, long value) {
        if (!ok) {
            faults.add(String.format(format, FixedPoint.format(value)));
        }
    }

    /**
     * Price × quantity in the quote asset, exact.
     *
     * @throws ArithmeticException if it overflows
     */
    public long amount(long px, long qty) {
        return FixedPoint.multiplyExact(px, qty);
    }

    /** Decimals of a price. */
    public int priceDecimals() {
        return FixedPoint.decimals(tickPx);
    }

    /** Decimals of a quantity. */
    public int qtyDecimals() {
        return FixedPoint.decimals(lotQty);
    }

    /** The asset an order of that side reserves: the quote asset for a buy, the base asset for a sell. */
    public String reservedAsset(Side side) {
        return side == Side.BUY ? quote : base;
    }

    /**
     * The worst price an order of that side may trade at when the far touch is {@code touchPx}: touch ± collar, rounded to
     * the tick towards the touch, never below one tick. Binding for market orders, and the limit for aggressive prices.
     */
    public long protectionPx(Side side, long touchPx) {
        long collarPx = Math.multiplyExact(touchPx / tickPx, (long) collarBps) / 10_000 * tickPx;
        return side == Side.BUY ? Math.addExact(touchPx, collarPx) : Math.max(tickPx, touchPx - collarPx);
    }
}
