package io.atlas.venue.book;

import io.atlas.domain.Side;

/** Told the orders of a book, one after the other. */
@FunctionalInterface
public interface OrderVisitor {
    /** @param group {@link OrderBook#NO_GROUP} for the house */
    void onOrder(long id, int group, Side side, long px, long cumQty, long leavesQty);
}
