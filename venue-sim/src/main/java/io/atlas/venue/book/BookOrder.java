package io.atlas.venue.book;

import io.atlas.domain.Side;

/** A resting order: a pooled node of its level's queue. {@code cumQty + leavesQty} is the total quantity. */
final class BookOrder {
    long id;
    /** Orders of one client group do not trade with each other; the house has {@link OrderBook#NO_GROUP}. */
    int group;

    Side side;
    long px;
    long cumQty;
    long leavesQty;
    PriceLevel level;
    BookOrder older;
    BookOrder younger;

    long qty() {
        return cumQty + leavesQty;
    }
}
