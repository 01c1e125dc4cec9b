package io.atlas.domain;

/**
 * An accepted OrderCancelRequest(35=F): recorded and on its way to the venue, which decides.
 *
 * @param origClOrdId OrigClOrdID(41)
 * @param eventsSeen the last {@code orders.events} offset that had arrived when this was decided, -1 for none
 */
public record CancelOrder(Origin origin, String origClOrdId, long orderId, String symbol, Side side, long eventsSeen)
        implements ClientCommand {}
