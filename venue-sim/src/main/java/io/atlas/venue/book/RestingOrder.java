package io.atlas.venue.book;

import io.atlas.domain.Side;

/** A copy of a resting order, for readers. House orders have negative ids. */
public record RestingOrder(long orderId, Side side, long px, long leavesQty) {
    public boolean house() {
        return orderId < 0;
    }
}
