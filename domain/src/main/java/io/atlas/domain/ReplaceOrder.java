package io.atlas.domain;

/**
 * An accepted OrderCancelReplaceRequest(35=G) with the additional funds it holds.
 *
 * @param qty the new total OrderQty(38), filled part included
 * @param px the new Price(44)
 * @param reservedAmount what is held in addition: need(current, pending) − need(current)
 * @param eventsSeen the last {@code orders.events} offset that had arrived when this was decided, -1 for none
 */
public record ReplaceOrder(
        Origin origin,
        String origClOrdId,
        long orderId,
        String symbol,
        Side side,
        long qty,
        long px,
        long reservedAmount,
        MarketView market,
        long eventsSeen)
        implements ClientCommand {}
