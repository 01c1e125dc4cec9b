package io.atlas.domain;

import java.util.List;

/**
 * One input of the venue with all its outcomes, both legs of each trade. Replaying the inputs in order must give these
 * outcomes again.
 *
 * @param input input number, from 1, without gaps
 * @param tick the market model's tick in force; ticks without outcomes leave no record
 * @param instruction the input, or null if it is the tick itself
 */
public record VenueReport(long input, long tick, Instruction instruction, List<Outcome> outcomes)
        implements VenueRecord {
    public VenueReport {
        outcomes = List.copyOf(outcomes);
    }

    /** What the input did. The index of an outcome in its report is part of TradeID and ExecID. */
    public sealed interface Outcome {}

    /** The order is in the market. */
    public record Accepted(long orderId) implements Outcome {}

    /** The order was refused whole. */
    public record Refused(long orderId, Reason reason) implements Outcome {}

    /**
     * A trade. The id of a house order is {@link OrderIds#NONE}.
     *
     * @param aggressor the side that took liquidity
     */
    public record Traded(String symbol, long px, long qty, long buyOrderId, long sellOrderId, Side aggressor)
            implements Outcome {
        public long orderId(Side side) {
            return side == Side.BUY ? buyOrderId : sellOrderId;
        }
    }

    /**
     * The order's rest left the market.
     *
     * @param request number of the cancel instruction, {@link OrderIds#NONE} if unsolicited
     */
    public record Canceled(long orderId, long request, Reason reason) implements Outcome {}

    /** The replace is in force; a total at or below what has traded ends the order. */
    public record Replaced(long orderId, long request, long qty, long px) implements Outcome {}

    /** A cancel or replace was refused: too late, or the order is unknown. */
    public record RequestRefused(long orderId, long request, Reason reason) implements Outcome {}
}
