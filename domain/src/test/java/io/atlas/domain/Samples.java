package io.atlas.domain;

/** Terms the tests of this package share. */
final class Samples {
    static final Instrument ACME = instrument("0.01", "0.001");

    private Samples() {}

    static long of(String decimal) {
        return FixedPoint.parse(decimal);
    }

    /** Tradable in those steps: minimum one lot, maximum a million, collar 5 %. */
    static Instrument instrument(String tick, String lot) {
        return new Instrument(
                "ACME-USD",
                "ACME",
                "USD",
                of(tick),
                of(lot),
                of(lot),
                of("1000000"),
                of("1"),
                of("1000000000"),
                500,
                of("100"));
    }

    /** A limit order to trade {@code qty} at {@code px}. */
    static Order opened(Side side, String qty, String px) {
        NewOrder command = new NewOrder(
                new Origin("ALFA", 7, "ord-1", "ALFA-1", "print"),
                "ACME-USD",
                side,
                OrdType.LIMIT,
                TimeInForce.DAY,
                of(qty),
                of(px),
                Funds.need(ACME, side, of(px), of(qty)),
                new MarketView(of("99"), of("101"), 12),
                false,
                -1);
        return Order.opened(OrderIds.of(3, 88_214), command);
    }
}
