package io.atlas.domain;

/**
 * An accepted NewOrderSingle(35=D), with its reservation inside. Its log position is the OrderID.
 *
 * @param px the price that binds the venue: Price(44) of a limit order, the protection price of a market order
 * @param reservedAmount what is held of {@link Instrument#reservedAsset}
 * @param market the touch the decision used
 * @param quiet the session asked for no PendingNew (20013=Y)
 * @param eventsSeen the last {@code orders.events} offset that had arrived when this was decided, -1 for none
 */
public record NewOrder(
        Origin origin,
        String symbol,
        Side side,
        OrdType ordType,
        TimeInForce tif,
        long qty,
        long px,
        long reservedAmount,
        MarketView market,
        boolean quiet,
        long eventsSeen)
        implements ClientCommand {}
