package io.atlas.domain;

/**
 * A refused request. Everything its answer says is here, so that the answer is the same whenever it is given again.
 *
 * @param request which message was refused
 * @param terms the order's terms as asked, as far as they could be read
 * @param existing the order the answer speaks of (duplicate, cancel, replace), or null
 * @param text Text(58): names the tag, the value and what was expected
 * @param eventsSeen the last {@code orders.events} offset that had arrived when this was decided, -1 for none
 */
public record Rejected(
        Origin origin,
        Request request,
        String origClOrdIdOrNull,
        Terms terms,
        Existing existing,
        Reason reason,
        String text,
        long eventsSeen)
        implements ClientCommand {

    /** The kinds of request that can be refused with a record. */
    public enum Request {
        NEW,
        CANCEL,
        REPLACE
    }

    /** What was asked for. Null and 0 stand for fields that were absent or not understood. */
    public record Terms(String symbol, Side side, OrdType ordType, TimeInForce tif, long qty, long px) {}

    /** The order as it stood when the refusal was decided. */
    public record Existing(long orderId, OrdStatus ordStatus, long cumQty, long leavesQty) {}
}
