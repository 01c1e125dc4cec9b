package io.atlas.venue.core;

import io.atlas.domain.Side;
import java.util.List;

/**
 * The venue at one moment: one made from it goes on as the one it was taken of. Immutable. What the configuration says is not
 * in it.
 *
 * @param input number of the last input that has a report
 * @param epochs how many epochs the journal has seen
 * @param lastApplied per partition of {@code orders.commands}: the last instruction applied, -1 for none
 * @param listings in the order in which they were listed
 */
public record VenueImage(long input, long tick, long epochs, List<Long> lastApplied, List<Symbol> listings) {
    public VenueImage {
        lastApplied = List.copyOf(lastApplied);
        listings = List.copyOf(listings);
    }

    /**
     * One symbol.
     *
     * @param market how far its walk has come, null if the house makes no market in it
     * @param orders bids then offers, each side in priority order, those of the house included
     */
    public record Symbol(String symbol, Walk market, List<Resting> orders) {
        public Symbol {
            orders = List.copyOf(orders);
        }
    }

    /** The fair price, in price ticks, at that tick of the market. */
    public record Walk(long tick, long fairTicks) {}

    /**
     * A resting order.
     *
     * @param group the client's group, null for the house
     */
    public record Resting(long id, String group, Side side, long px, long cumQty, long leavesQty) {}
}
