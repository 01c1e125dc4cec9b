package io.atlas.oms.order;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.LogPosition;
import io.atlas.domain.Order;
import io.atlas.domain.Order.PendingReplace;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Execution;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrderLifecycle;
import io.atlas.domain.OrderLifecycle.Cause;
import io.atlas.domain.OrderState;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Accepted;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.VenueReport.Refused;
import io.atlas.domain.VenueReport.Replaced;
import io.atlas.domain.VenueReport.RequestRefused;
import io.atlas.domain.VenueReport.Traded;
import io.atlas.oms.order.HeldOrders.Held;
import io.atlas.oms.order.Requests.Request;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what the venue says into changes of orders, along the table and no other way. */
final class Outcomes {
    /** What cannot be, and why. */
    private static final class Impossible extends Exception {
        private static final long serialVersionUID = 1L;

        Impossible(String why) {
            super(why, null, false, false);
        }
    }

    private final int partition;
    private final HeldOrders orders;
    private final Requests requests;
    private final Alarm alarm;

    Outcomes(int partition, HeldOrders orders, Requests requests, Alarm alarm) {
        this.partition = partition;
        this.orders = orders;
        this.requests = requests;
        this.alarm = alarm;
    }

    List<OrderChange> apply(long offset, VenueReport report) {
        List<OrderChange> changes = new ArrayList<>();
        for (int index = 0; index < report.outcomes().size(); index++) {
            Outcome outcome = report.outcomes().get(index);
            if (outcome instanceof Traded traded) {
                String tradeId = offset + "." + index;
                applyLeg(offset, traded, Side.BUY, tradeId, changes);
                applyLeg(offset, traded, Side.SELL, tradeId, changes);
            } else {
                apply(offset, outcome, changes);
            }
        }
        return changes;
    }

    private void applyLeg(long offset, Traded traded, Side side, String tradeId, List<OrderChange> changes) {
        long orderId = traded.orderId(side);
        if (!ours(orderId)) {
            return;
        }
        Held held = orders.findRecentOrNull(orderId);
        boolean house = traded.orderId(side.opposite()) < 0;
        Execution execution = new Execution(tradeId, traded.qty(), traded.px(), traded.aggressor() == side, house);
        try {
            Order order = known(held, orderId);
            record(new OrderChange(Kind.TRADE, filled(order, traded, side), null, Reason.NONE, execution), changes);
        } catch (Impossible impossible) {
            quarantine(offset, held, Reason.NONE, execution, impossible, changes);
        }
    }

    private void apply(long offset, Outcome outcome, List<OrderChange> changes) {
        long orderId = orderId(outcome);
        if (!ours(orderId)) {
            return;
        }
        Held held = orders.findRecentOrNull(orderId);
        try {
            known(held, orderId);
            record(change(held, outcome), changes);
        } catch (Impossible impossible) {
            quarantine(offset, held, reason(outcome), null, impossible, changes);
        }
    }

    private void record(OrderChange change, List<OrderChange> changes) {
        orders.put(change.order());
        changes.add(change);
    }

    /** The order stays as it was. Without an order there is nothing to write down: the alarm alone tells. */
    private void quarantine(
            long offset,
            Held heldOrNull,
            Reason reason,
            Execution executionOrNull,
            Impossible why,
            List<OrderChange> changes) {
        alarm.quarantined(new LogPosition(Topics.REPORTS, 0, offset), why.getMessage());
        if (heldOrNull != null) {
            changes.add(new OrderChange(Kind.QUARANTINED, heldOrNull.order(), null, reason, executionOrNull));
        }
    }

    private OrderChange change(Held held, Outcome outcome) throws Impossible {
        Order order = held.order();
        if (outcome instanceof Accepted) {
            return moved(order, Cause.ACCEPTED, Reason.NONE);
        }
        if (outcome instanceof Refused refused) {
            return moved(order, Cause.REFUSED, refused.reason());
        }
        if (outcome instanceof Canceled canceled) {
            return canceled(held, canceled);
        }
        if (outcome instanceof Replaced replaced) {
            return replaced(held, replaced);
        }
        return refused(held, (RequestRefused) outcome);
    }

    private static OrderChange moved(Order order, Cause cause, Reason reason) throws Impossible {
        return new OrderChange(cause.kind(), order.in(next(order, cause)), null, reason, null);
    }

    private OrderChange canceled(Held held, Canceled canceled) throws Impossible {
        OrderState next = next(held.order(), Cause.REST_CANCELED);
        if (canceled.request() == OrderIds.NONE) {
            return new OrderChange(Kind.CANCELED, held.order().in(next), null, canceled.reason(), null);
        }
        Request request = request(canceled.request(), Requests.Kind.CANCEL, held);
        requests.answer(canceled.request());
        Order order = withoutPending(held.order(), canceled.request()).in(next);
        return new OrderChange(Kind.CANCELED, order, request.clOrdId(), canceled.reason(), null);
    }

    private OrderChange replaced(Held held, Replaced replaced) throws Impossible {
        Request request = request(replaced.request(), Requests.Kind.REPLACE, held);
        Order order = held.order();
        PendingReplace pending = order.pendingReplace();
        check(pending != null && pending.request() == replaced.request(), "no such replace is pending", order);
        // A total below what has traded comes into force as what has traded.
        boolean terms = replaced.px() == pending.px()
                && (replaced.qty() == pending.qty() || replaced.qty() == Math.max(pending.qty(), order.cumQty()));
        check(terms, "replaced to terms that were not asked for", order);
        next(order, pending.qty() > order.cumQty() ? Cause.REPLACED_OPEN : Cause.REPLACED_DONE);
        requests.answer(replaced.request());
        return new OrderChange(Kind.REPLACED, order.replaced(), request.clOrdId(), Reason.NONE, null);
    }

    private OrderChange refused(Held held, RequestRefused refused) throws Impossible {
        Request request = requests.findOrNull(refused.request());
        check(request != null && request.held() == held, "refuses a request that is not open", held.order());
        requests.answer(refused.request());
        Order order = withoutPending(held.order(), refused.request());
        Kind kind = request.kind() == Requests.Kind.CANCEL ? Kind.CANCEL_REFUSED : Kind.REPLACE_REFUSED;
        return new OrderChange(kind, order, request.clOrdId(), refused.reason(), null);
    }

    private static Order filled(Order order, Traded traded, Side side) throws Impossible {
        check(order.side() == side && order.symbol().equals(traded.symbol()), "trade of another side or symbol", order);
        check(traded.qty() > 0 && traded.px() > 0, "trade of nothing", order);
        check(side.reaches(order.px(), traded.px()), "trade beyond the order's price", order);
        next(order, Cause.PART_FILL);
        check(traded.qty() <= order.leavesQty(), "overfill", order);
        OrderState next = next(order, traded.qty() == order.leavesQty() ? Cause.LAST_FILL : Cause.PART_FILL);
        try {
            return order.filled(next, traded.qty(), FixedPoint.multiplyExact(traded.px(), traded.qty()));
        } catch (ArithmeticException inexact) {
            throw new Impossible(describe("trade off the instrument's steps: " + inexact.getMessage(), order));
        }
    }

    /** A pending request that was answered goes; another one stays until its own answer. */
    private static Order withoutPending(Order order, long request) {
        if (order.pendingCancel() != null && order.pendingCancel().request() == request) {
            return order.with((Order.PendingCancel) null);
        }
        if (order.pendingReplace() != null && order.pendingReplace().request() == request) {
            return order.with((PendingReplace) null);
        }
        return order;
    }

    private Request request(long number, Requests.Kind kind, Held held) throws Impossible {
        Request request = requests.findOrNull(number, kind, held);
        check(request != null, "answers a request that is not open", held.order());
        return request;
    }

    private static OrderState next(Order order, Cause cause) throws Impossible {
        Optional<OrderState> next = OrderLifecycle.next(order.state(), cause);
        check(next.isPresent(), cause + " while " + order.state(), order);
        return next.get();
    }

    private static Order known(Held heldOrNull, long orderId) throws Impossible {
        if (heldOrNull == null) {
            throw new Impossible("order " + OrderIds.text(orderId) + ": unknown, or ended long ago");
        }
        return heldOrNull.order();
    }

    private static void check(boolean possible, String why, Order order) throws Impossible {
        if (!possible) {
            throw new Impossible(describe(why, order));
        }
    }

    private static String describe(String why, Order order) {
        return "order " + OrderIds.text(order.orderId()) + " (" + order.clOrdId() + "): " + why;
    }

    private boolean ours(long orderId) {
        return orderId >= 0 && OrderIds.partition(orderId) == partition;
    }

    private static long orderId(Outcome outcome) {
        if (outcome instanceof Accepted accepted) {
            return accepted.orderId();
        }
        if (outcome instanceof Refused refused) {
            return refused.orderId();
        }
        if (outcome instanceof Canceled canceled) {
            return canceled.orderId();
        }
        if (outcome instanceof Replaced replaced) {
            return replaced.orderId();
        }
        return ((RequestRefused) outcome).orderId();
    }

    private static Reason reason(Outcome outcome) {
        if (outcome instanceof Refused refused) {
            return refused.reason();
        }
        if (outcome instanceof Canceled canceled) {
            return canceled.reason();
        }
        return outcome instanceof RequestRefused refused ? refused.reason() : Reason.NONE;
    }
}
