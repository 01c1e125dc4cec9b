package io.atlas.venue.book;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.OrdType;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * A limit order book with price-time priority. An incoming order trades at the prices of the resting ones, the best first
 * and the oldest first within a price; when it would meet an order of its own group its rest is cancelled. Terms are taken
 * as valid (positive, on tick and lot); the caller checks them. One continuous book: no auctions, no hidden quantity.
 *
 * <p>Thread: one. Every command ends with its cheap invariants checked; {@link #audit} checks the rest.
 */
public final class OrderBook {
    /** The group of house orders: they trade with everybody. */
    public static final int NO_GROUP = 0;

    private final BookSide bids = new BookSide(Side.BUY);
    private final BookSide asks = new BookSide(Side.SELL);
    private final TouchedLevels touched = new TouchedLevels();
    private final Long2ObjectHashMap<BookOrder> orders = new Long2ObjectHashMap<>();
    private final BookListener listener;
    private BookOrder pool;
    /** Whether the last {@link #match} stopped at an order of the incoming one's group. */
    private boolean metOwnGroup;

    public OrderBook(BookListener listener) {
        this.listener = listener;
    }

    /**
     * Enters a client order. A market order is a limit order at its protection price that never rests.
     *
     * @param id not negative, new to this book
     * @param group the client's group, not {@link #NO_GROUP}
     */
    public void enter(long id, int group, Side side, OrdType ordType, TimeInForce tif, long qty, long px) {
        if (tif == TimeInForce.FOK && !fillable(side, group, qty, px)) {
            listener.onRefused(id, Reason.FOK_NOT_FILLABLE);
            return;
        }
        listener.onAccepted(id);
        long restQty = match(side, id, group, qty, px);
        if (restQty > 0) {
            if (metOwnGroup) {
                listener.onCanceled(id, OrderIds.NONE, Reason.SELF_TRADE);
            } else if (ordType == OrdType.MARKET || !tif.rests()) {
                require(tif != TimeInForce.FOK, "order %d: fill-or-kill, yet %d are left", id, restQty);
                listener.onCanceled(id, OrderIds.NONE, Reason.IOC_REST);
            } else {
                rest(fromPool(id, group, side), qty - restQty, restQty, px);
            }
        }
        checkTouch();
    }

    /** Cancels a client order; false if it is not in this book. */
    public boolean cancel(long id, long request) {
        BookOrder order = orders.get(id);
        if (order == null) {
            return false;
        }
        remove(order);
        listener.onCanceled(id, request, Reason.USER_CANCEL);
        return true;
    }

    /**
     * Replaces total quantity and price; false if the order is not in this book. Less quantity at the same price keeps the
     * order's place; anything else sends it in anew. A total at or below what has traded ends it.
     */
    public boolean replace(long id, long request, long qty, long px) {
        BookOrder order = orders.get(id);
        if (order == null) {
            return false;
        }
        listener.onReplaced(id, request, qty, px);
        if (qty <= order.cumQty) {
            remove(order);
        } else if (px == order.px && qty < order.qty()) {
            touched.touch(order.side, order.level);
            long lessQty = order.qty() - qty;
            order.leavesQty -= lessQty;
            order.level.reduce(lessQty);
        } else {
            unlink(order);
            reenter(order, qty, px);
        }
        checkTouch();
        return true;
    }

    private void reenter(BookOrder order, long qty, long px) {
        long leavesQty = qty - order.cumQty;
        long restQty = match(order.side, order.id, order.group, leavesQty, px);
        if (restQty > 0 && !metOwnGroup) {
            rest(order, qty - restQty, restQty, px);
            return;
        }
        orders.remove(order.id);
        long id = order.id;
        toPool(order);
        if (restQty > 0) {
            listener.onCanceled(id, OrderIds.NONE, Reason.SELF_TRADE);
        }
    }

    /** Places a house quote: what does not trade at once rests. {@code houseId} is negative and not in the book. */
    public void quote(long houseId, Side side, long qty, long px) {
        long restQty = match(side, houseId, NO_GROUP, qty, px);
        if (restQty > 0) {
            rest(fromPool(houseId, NO_GROUP, side), qty - restQty, restQty, px);
        }
        checkTouch();
    }

    /** Takes a house quote out; does nothing if it has traded away. */
    public void pull(long houseId) {
        BookOrder order = orders.get(houseId);
        if (order != null) {
            remove(order);
        }
    }

    /** The house trades what it can at that price or better; the rest is forgotten. */
    public void take(long houseId, Side side, long qty, long px) {
        match(side, houseId, NO_GROUP, qty, px);
        checkTouch();
    }

    /** Trades an incoming order against the other side; returns what is left of it. */
    private long match(Side side, long id, int group, long qty, long limitPx) {
        BookSide far = side == Side.BUY ? asks : bids;
        long leavesQty = qty;
        metOwnGroup = false;
        while (leavesQty > 0 && far.isReachedBy(limitPx)) {
            PriceLevel level = far.bestOrNull();
            BookOrder resting = level.oldest;
            if (resting.group == group && group != NO_GROUP) {
                metOwnGroup = true;
                return leavesQty;
            }
            touched.touch(far.side, level);
            long lastQty = Math.min(leavesQty, resting.leavesQty);
            leavesQty -= lastQty;
            fill(resting, lastQty);
            if (side == Side.BUY) {
                listener.onTraded(level.px, lastQty, id, resting.id, side);
            } else {
                listener.onTraded(level.px, lastQty, resting.id, id, side);
            }
            if (resting.leavesQty == 0) {
                remove(resting);
            }
        }
        return leavesQty;
    }

    private static void fill(BookOrder resting, long lastQty) {
        resting.cumQty += lastQty;
        resting.leavesQty -= lastQty;
        resting.level.reduce(lastQty);
    }

    /** Whether an order could trade whole before it meets its own group or its limit. */
    private boolean fillable(Side side, int group, long qty, long limitPx) {
        BookSide far = side == Side.BUY ? asks : bids;
        long leavesQty = qty;
        for (int i = 0; i < far.depth() && side.reaches(limitPx, far.level(i).px); i++) {
            for (BookOrder resting = far.level(i).oldest; resting != null; resting = resting.younger) {
                if (resting.group == group) {
                    return false;
                }
                leavesQty -= resting.leavesQty;
                if (leavesQty <= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private void rest(BookOrder order, long cumQty, long leavesQty, long px) {
        BookSide near = order.side == Side.BUY ? bids : asks;
        order.px = px;
        order.cumQty = cumQty;
        order.leavesQty = leavesQty;
        PriceLevel level = near.atOrNull(px);
        if (level == null) {
            level = near.add(px);
            touched.touchNew(near.side, level);
        } else {
            touched.touch(near.side, level);
        }
        level.append(order);
    }

    private void remove(BookOrder order) {
        unlink(order);
        orders.remove(order.id);
        toPool(order);
    }

    private void unlink(BookOrder order) {
        PriceLevel level = order.level;
        touched.touch(order.side, level);
        level.unlink(order);
        if (level.isEmpty()) {
            (order.side == Side.BUY ? bids : asks).remove(level);
        }
    }

    private BookOrder fromPool(long id, int group, Side side) {
        BookOrder order = pool;
        if (order == null) {
            order = new BookOrder();
        } else {
            pool = order.younger;
            order.younger = null;
        }
        order.id = id;
        order.group = group;
        order.side = side;
        if (orders.put(id, order) != null) {
            require(false, "order %d is in the book already", id);
        }
        return order;
    }

    private void toPool(BookOrder order) {
        order.younger = pool;
        pool = order;
    }

    private void checkTouch() {
        // The condition first: the arguments of require would be boxed for every command.
        if (asks.depth() > 0 && bids.depth() > 0 && bids.bestPx() >= asks.bestPx()) {
            require(false, "best bid: %d, best ask: %d (expected: bid < ask)", bids.bestPx(), asks.bestPx());
        }
    }

    public boolean contains(long id) {
        return orders.containsKey(id);
    }

    /** Best bid, 0 if there is none. */
    public long bidPx() {
        return bids.bestPx();
    }

    /** Best offer, 0 if there is none. */
    public long askPx() {
        return asks.bestPx();
    }

    /** How many orders rest, house orders included. */
    public int orderCount() {
        return orders.size();
    }

    /** Whether levels were touched since the last call of {@link #drainChanges} or {@link #forgetChanges}. */
    public boolean hasChanges() {
        return touched.any();
    }

    /** Hands over the levels that changed since the last call. */
    public void drainChanges(LevelListener changes) {
        touched.drain(bids, asks, changes);
    }

    /** Forgets which levels changed since the last call. */
    public void forgetChanges() {
        touched.forget();
    }

    /** Hands over every level, bids then offers, the best first. */
    public void forEachLevel(LevelListener levels) {
        for (BookSide side : List.of(bids, asks)) {
            for (int i = 0; i < side.depth(); i++) {
                levels.onLevel(side.side, side.level(i).px, side.level(i).totalQty);
            }
        }
    }

    /** Hands over every order, bids then offers, each side in priority order. */
    public void forEachOrder(OrderVisitor visitor) {
        for (BookSide side : List.of(bids, asks)) {
            for (int i = 0; i < side.depth(); i++) {
                for (BookOrder order = side.level(i).oldest; order != null; order = order.younger) {
                    visitor.onOrder(order.id, order.group, side.side, order.px, order.cumQty, order.leavesQty);
                }
            }
        }
    }

    /** Puts an order back, behind those of its price. Called for each order of {@link #forEachOrder}, in that order. */
    public void restore(long id, int group, Side side, long px, long cumQty, long leavesQty) {
        rest(fromPool(id, group, side), cumQty, leavesQty, px);
    }

    /** Copies of one side's orders, in priority order. */
    public List<RestingOrder> restingOrders(Side side) {
        List<RestingOrder> resting = new ArrayList<>();
        BookSide near = side == Side.BUY ? bids : asks;
        for (int i = 0; i < near.depth(); i++) {
            for (BookOrder order = near.level(i).oldest; order != null; order = order.younger) {
                resting.add(new RestingOrder(order.id, side, order.px, order.leavesQty));
            }
        }
        return resting;
    }

    /** Walks the whole book and checks it: sorted sides, level totals and counts, every order found by its id. */
    public void audit() {
        checkTouch();
        int found = auditSide(bids) + auditSide(asks);
        require(found == orders.size(), "%d orders in the levels, %d by id", found, orders.size());
    }

    private int auditSide(BookSide side) {
        int found = 0;
        for (int i = 0; i < side.depth(); i++) {
            PriceLevel level = side.level(i);
            require(i == 0 || side.side.reaches(side.level(i - 1).px, level.px), "level %d is not in order", level.px);
            long totalQty = 0;
            int orderCount = 0;
            for (BookOrder order = level.oldest; order != null; order = order.younger) {
                boolean placed = order.level == level && order.px == level.px && order.side == side.side;
                require(placed && orders.get(order.id) == order, "order %d is out of place", order.id);
                require(order.leavesQty > 0 && order.cumQty >= 0, "order %d rests with nothing left", order.id);
                totalQty = Math.addExact(totalQty, order.leavesQty);
                orderCount++;
            }
            require(orderCount > 0 && orderCount == level.orderCount, "level %d: %d orders", level.px, orderCount);
            require(totalQty == level.totalQty, "level %d: %d in orders", level.px, totalQty);
            found += orderCount;
        }
        return found;
    }
}
