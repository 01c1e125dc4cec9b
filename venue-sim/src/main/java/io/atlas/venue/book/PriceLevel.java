package io.atlas.venue.book;

import static io.atlas.domain.Invariant.require;

/** All orders of one side at one price, the oldest first. Pooled. */
final class PriceLevel {
    long px;
    long totalQty;
    int orderCount;
    BookOrder oldest;
    BookOrder youngest;
    /** The command that touched this level last; see {@link TouchedLevels}. */
    long touchedBy;

    boolean isEmpty() {
        return orderCount == 0;
    }

    void append(BookOrder order) {
        order.level = this;
        order.older = youngest;
        order.younger = null;
        if (youngest == null) {
            oldest = order;
        } else {
            youngest.younger = order;
        }
        youngest = order;
        totalQty = Math.addExact(totalQty, order.leavesQty);
        orderCount++;
    }

    /** Takes the order out of the queue, with whatever it has left. */
    void unlink(BookOrder order) {
        if (order.older == null) {
            oldest = order.younger;
        } else {
            order.older.younger = order.younger;
        }
        if (order.younger == null) {
            youngest = order.older;
        } else {
            order.younger.older = order.older;
        }
        order.older = null;
        order.younger = null;
        order.level = null;
        orderCount--;
        reduce(order.leavesQty);
    }

    /** Less of one of its orders is left. An empty queue has no quantity, any other has some. */
    void reduce(long qty) {
        totalQty -= qty;
        if (orderCount == 0 ? totalQty != 0 || oldest != null || youngest != null : totalQty < 0) {
            require(false, "level %d: %d orders, totalQty: %d", px, orderCount, totalQty);
        }
    }
}
