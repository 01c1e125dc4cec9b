package io.atlas.oms.order;

import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrdersChanged;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The orders of a partition that something may still be said about: the open ones, and ended ones for a while.
 *
 * <p>A cancel may come for an order that ended, as long as the gateway has not seen the end; so an ended order stays at
 * least until a command's {@code eventsSeen} covers the event of its end. The last {@code kept} ended orders stay in any
 * case: for those, and only those, a late venue report finds the order, so that what becomes of the report follows from the
 * partition's own outputs alone.
 */
final class HeldOrders {
    private static final long UNKNOWN = -1;

    /** An order in memory; the object stays the same while the order changes. */
    static final class Held {
        private Order order;
        /** Which of the ended orders it is, from 0; −1 while open. */
        private long endedAs = -1;
        /** Where the event of its end lies in the log. */
        private long endedAt = UNKNOWN;
        /** Requests the venue has not answered; they need the order. */
        private int unanswered;

        private Held(Order order) {
            this.order = order;
        }

        Order order() {
            return order;
        }

        DeskImage.HeldOrder image() {
            return new DeskImage.HeldOrder(order, endedAs, endedAt);
        }

        void asked() {
            unanswered++;
        }

        void answered() {
            unanswered--;
        }
    }

    private final int kept;
    private final Map<Long, Held> orders = new HashMap<>();
    private final Deque<Held> ended = new ArrayDeque<>();
    private long endedCount;
    private long gatewaySaw = -1;

    HeldOrders(int kept) {
        this.kept = kept;
    }

    /** As they were. */
    void restore(DeskImage image) {
        endedCount = image.endedCount();
        gatewaySaw = image.gatewaySaw();
        List<Held> over = new ArrayList<>();
        for (DeskImage.HeldOrder each : image.orders()) {
            Held held = new Held(each.order());
            held.endedAs = each.endedAs();
            held.endedAt = each.endedAt();
            orders.put(each.order().orderId(), held);
            if (held.endedAs >= 0) {
                over.add(held);
            }
        }
        over.sort(Comparator.comparingLong(held -> held.endedAs));
        ended.addAll(over);
    }

    long endedCount() {
        return endedCount;
    }

    long gatewaySaw() {
        return gatewaySaw;
    }

    /** The order as it is now. */
    void put(Order order) {
        Held held = orders.computeIfAbsent(order.orderId(), id -> new Held(order));
        held.order = order;
        if (!order.open() && held.endedAs < 0) {
            held.endedAs = endedCount++;
            ended.addLast(held);
        }
    }

    /** For a command: null if the order is unknown, or ended so that the gateway knows it. */
    Held findOrNull(long orderId) {
        return orders.get(orderId);
    }

    /** For a venue report: null if the order is unknown, or ended long ago. */
    Held findRecentOrNull(long orderId) {
        Held held = orders.get(orderId);
        boolean recent = held != null && (held.endedAs < 0 || held.endedAs >= endedCount - kept || held.unanswered > 0);
        return recent ? held : null;
    }

    /** The changes lie in the log at that offset. */
    void confirmed(long offset, OrdersChanged changed) {
        for (OrderChange change : changed.changes()) {
            Held held = change.order().open() ? null : orders.get(change.order().orderId());
            if (held != null && held.endedAt == UNKNOWN) {
                held.endedAt = offset;
            }
        }
    }

    /** The gateway has decided something in view of all events up to that offset. */
    void gatewaySaw(long eventsSeen) {
        gatewaySaw = Math.max(gatewaySaw, eventsSeen);
        while (ended.size() > kept && mayForget(ended.peekFirst())) {
            orders.remove(ended.removeFirst().order.orderId());
        }
    }

    private boolean mayForget(Held held) {
        return held.unanswered == 0 && held.endedAt != UNKNOWN && held.endedAt <= gatewaySaw;
    }

    Collection<Held> all() {
        return orders.values();
    }
}
