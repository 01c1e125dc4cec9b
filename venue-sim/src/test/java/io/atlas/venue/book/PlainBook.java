package io.atlas.venue.book;

import static java.util.Comparator.comparingLong;

import io.atlas.domain.OrdType;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The same rules said as plainly as possible: one list, sorted when somebody asks. What the fast book is compared with. */
final class PlainBook {
    private static final class Resting {
        private final long id;
        private final int group;
        private final Side side;
        private long px;
        private long qty;
        private long cumQty;
        private long arrival;

        private Resting(long id, int group, Side side) {
            this.id = id;
            this.group = group;
            this.side = side;
        }

        private long leavesQty() {
            return qty - cumQty;
        }
    }

    private final List<Resting> orders = new ArrayList<>();
    private final BookListener listener;
    private long arrivals;

    PlainBook(BookListener listener) {
        this.listener = listener;
    }

    /** One side by price, then by arrival. */
    private List<Resting> sorted(Side side) {
        Comparator<Resting> byPx = comparingLong(order -> side == Side.BUY ? -order.px : order.px);
        return orders.stream()
                .filter(order -> order.side == side)
                .sorted(byPx.thenComparingLong(order -> order.arrival))
                .toList();
    }

    void enter(long id, int group, Side side, OrdType ordType, TimeInForce tif, long qty, long px) {
        if (tif == TimeInForce.FOK && reachable(group, side, px) < qty) {
            listener.onRefused(id, Reason.FOK_NOT_FILLABLE);
            return;
        }
        listener.onAccepted(id);
        Resting incoming = new Resting(id, group, side);
        incoming.qty = qty;
        send(incoming, px, ordType == OrdType.LIMIT && (tif == TimeInForce.DAY || tif == TimeInForce.GTC));
    }

    private long reachable(int group, Side side, long px) {
        long qty = 0;
        for (Resting order : sorted(side.opposite())) {
            if (!side.reaches(px, order.px) || order.group == group) {
                break;
            }
            qty += order.leavesQty();
        }
        return qty;
    }

    private void send(Resting incoming, long px, boolean mayRest) {
        boolean house = incoming.id < 0;
        for (Resting order : sorted(incoming.side.opposite())) {
            if (incoming.leavesQty() == 0 || !incoming.side.reaches(px, order.px)) {
                break;
            }
            if (!house && order.group == incoming.group) {
                listener.onCanceled(incoming.id, OrderIds.NONE, Reason.SELF_TRADE);
                return;
            }
            long lastQty = Math.min(incoming.leavesQty(), order.leavesQty());
            incoming.cumQty += lastQty;
            order.cumQty += lastQty;
            boolean buys = incoming.side == Side.BUY;
            listener.onTraded(
                    order.px, lastQty, buys ? incoming.id : order.id, buys ? order.id : incoming.id, incoming.side);
            orders.removeIf(any -> any.leavesQty() == 0);
        }
        if (incoming.leavesQty() > 0 && mayRest) {
            incoming.px = px;
            incoming.arrival = ++arrivals;
            orders.add(incoming);
        } else if (incoming.leavesQty() > 0 && !house) {
            listener.onCanceled(incoming.id, OrderIds.NONE, Reason.IOC_REST);
        }
    }

    private Resting find(long id) {
        return orders.stream().filter(order -> order.id == id).findFirst().orElse(null);
    }

    boolean cancel(long id, long request) {
        Resting order = find(id);
        if (order == null) {
            return false;
        }
        orders.remove(order);
        listener.onCanceled(id, request, Reason.USER_CANCEL);
        return true;
    }

    boolean replace(long id, long request, long qty, long px) {
        Resting order = find(id);
        if (order == null) {
            return false;
        }
        listener.onReplaced(id, request, qty, px);
        boolean keepsPlace = px == order.px && qty < order.qty;
        order.qty = Math.max(qty, order.cumQty);
        if (order.leavesQty() == 0) {
            orders.remove(order);
        } else if (!keepsPlace) {
            orders.remove(order);
            send(order, px, true);
        }
        return true;
    }

    void quote(long houseId, Side side, long qty, long px) {
        Resting quote = new Resting(houseId, OrderBook.NO_GROUP, side);
        quote.qty = qty;
        send(quote, px, true);
    }

    void take(long houseId, Side side, long qty, long px) {
        Resting taker = new Resting(houseId, OrderBook.NO_GROUP, side);
        taker.qty = qty;
        send(taker, px, false);
    }

    void pull(long houseId) {
        orders.remove(find(houseId));
    }

    List<RestingOrder> restingOrders(Side side) {
        return sorted(side).stream()
                .map(order -> new RestingOrder(order.id, side, order.px, order.leavesQty()))
                .toList();
    }
}
