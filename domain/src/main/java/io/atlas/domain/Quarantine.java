package io.atlas.domain;

import static io.atlas.domain.Invariant.require;

/**
 * What an input said of an order and cannot be: one outcome of a venue report, or one leg of a trade, set aside whole. The order
 * is as it was; a trade posts to SUSPENSE. It is part of the output of its input, so a replay, the console and the ledger know as
 * much as whoever saw it happen.
 *
 * @param text for people: the order and what was expected of it
 * @param orderId the order it speaks of, which need not exist
 * @param request number of the cancel or replace it pretends to answer, {@link OrderIds#NONE} if none
 * @param trade the leg as the venue told it; null if it is no trade
 */
public record Quarantine(Why why, String text, long orderId, long request, Leg trade) {

    /** In what way it is impossible. */
    public enum Why {
        /** No such order, or one that ended long ago. */
        UNKNOWN_ORDER,
        /** Answers a cancel or replace that nobody made, that is another order's, or that has been answered. */
        UNKNOWN_REQUEST,
        /** The order's state does not move that way: a fill after its cancel, a second acceptance. */
        WRONG_STATE,
        /** A trade of another instrument. */
        WRONG_SYMBOL,
        /** A buy order's trade as the seller, or the reverse. */
        WRONG_SIDE,
        /** A trade of nothing, of less than nothing, or off the instrument's steps. */
        BAD_TRADE,
        /** More than was left. */
        OVERFILL,
        /** Worse than the order's limit or protection price. */
        PRICE_OUTSIDE,
        /** Replaced to terms that were not asked for. */
        WRONG_TERMS,
        /** The report of an input that was reported before, or the same two orders trading twice in one report. */
        REPEATED
    }

    /**
     * A trade as it concerns one of its two orders.
     *
     * @param symbol what the venue says was traded; need not be the order's
     * @param side which side it says the order was on
     */
    public record Leg(String symbol, Side side, OrderChange.Execution execution) {}

    public Quarantine {
        require(why != null && text != null, "quarantine of order %s without its reason", OrderIds.text(orderId));
    }
}
