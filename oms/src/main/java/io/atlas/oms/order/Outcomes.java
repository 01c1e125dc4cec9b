package io.atlas.oms.order;

import static io.atlas.domain.FixedPoint.format;

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
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Quarantine;
import io.atlas.domain.Quarantine.Leg;
import io.atlas.domain.Quarantine.Why;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what the venue says into changes of orders, along the table and no other way. What cannot be is set aside outcome by
 * outcome, a trade leg by leg: the order it speaks of stays as it was, and the other outcomes of the report hold.
 */
final class Outcomes {
    /** What cannot be, and why. */
    private static final class Impossible extends Exception {
        private static final long serialVersionUID = 1L;

        private final Why why;

        Impossible(Why why, String text) {
            super(text, null, false, false);
            this.why = why;
        }
    }

    /** Two orders that traded with each other in the report in hand. */
    private record Pair(long buy, long sell) {}

    private final int partition;
    private final int partitions;
    private final HeldOrders orders;
    private final Requests requests;
    private final Alarm alarm;
    private final List<OrderChange> changes = new ArrayList<>();
    private final List<Quarantine> strays = new ArrayList<>();
    private final Set<Pair> traded = new HashSet<>();
    private long offset;
    /** Why the whole report in hand cannot be, null if it can. */
    private String repeatedOrNull;

    Outcomes(int partition, int partitions, HeldOrders orders, Requests requests, Alarm alarm) {
        this.partition = partition;
        this.partitions = partitions;
        this.orders = orders;
        this.requests = requests;
        this.alarm = alarm;
    }

    /** @param repeatedOrNull what shows that the venue has reported this before; then all of it is set aside */
    OrdersChanged apply(long commandsSeen, long at, VenueReport report, String repeated) {
        changes.clear();
        strays.clear();
        traded.clear();
        offset = at;
        repeatedOrNull = repeated;
        for (int index = 0; index < report.outcomes().size(); index++) {
            Outcome outcome = report.outcomes().get(index);
            if (outcome instanceof Traded trade) {
                boolean again = between(trade) && !traded.add(new Pair(trade.buyOrderId(), trade.sellOrderId()));
                applyLeg(trade, Side.BUY, at + "." + index, again);
                applyLeg(trade, Side.SELL, at + "." + index, again);
            } else if (Naming.partition(outcome, partitions) == partition) {
                apply(outcome);
            }
        }
        return new OrdersChanged(commandsSeen, changes, strays);
    }

    /** Neither side is the house. Two orders meet once per input: after it one of them has nothing left. */
    private static boolean between(Traded trade) {
        return trade.buyOrderId() >= 0 && trade.sellOrderId() >= 0;
    }

    private void applyLeg(Traded trade, Side side, String tradeId, boolean again) {
        if (Naming.partition(trade, side, partitions) != partition) {
            return;
        }
        long orderId = trade.orderId(side);
        Held held = orders.findRecentOrNull(orderId);
        boolean house = trade.orderId(side.opposite()) < 0;
        Execution execution = new Execution(tradeId, trade.qty(), trade.px(), trade.aggressor() == side, house);
        try {
            Order order = known(held, orderId);
            checkNew(order);
            check(!again, Why.REPEATED, "traded with the same order before in this report", order);
            record(new OrderChange(Kind.TRADE, filled(order, trade, side), null, Reason.NONE, execution));
        } catch (Impossible impossible) {
            Leg leg = new Leg(trade.symbol(), side, execution);
            quarantine(held, Reason.NONE, quarantine(impossible, orderId, OrderIds.NONE, leg));
        }
    }

    private void apply(Outcome outcome) {
        long orderId = Naming.orderId(outcome);
        Held held = orders.findRecentOrNull(orderId);
        try {
            checkNew(known(held, orderId));
            record(change(held, outcome));
        } catch (Impossible impossible) {
            quarantine(held, reason(outcome), quarantine(impossible, orderId, Naming.request(outcome), null));
        }
    }

    private void record(OrderChange change) {
        orders.put(change.order());
        changes.add(change);
    }

    private static Quarantine quarantine(Impossible impossible, long orderId, long request, Leg leg) {
        return new Quarantine(impossible.why, impossible.getMessage(), orderId, request, leg);
    }

    private void quarantine(Held heldOrNull, Reason reason, Quarantine quarantine) {
        alarm.quarantined(new LogPosition(Topics.REPORTS, 0, offset), quarantine.text());
        if (heldOrNull == null) {
            strays.add(quarantine);
        } else {
            Execution execution =
                    quarantine.trade() == null ? null : quarantine.trade().execution();
            changes.add(new OrderChange(Kind.QUARANTINED, heldOrNull.order(), null, reason, execution, quarantine));
        }
    }

    private void checkNew(Order order) throws Impossible {
        check(repeatedOrNull == null, Why.REPEATED, repeatedOrNull, order);
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
        check(
                pending != null && pending.request() == replaced.request(),
                Why.UNKNOWN_REQUEST,
                "no such replace is pending",
                order);
        // A total below what has traded comes into force as what has traded.
        boolean terms = replaced.px() == pending.px()
                && (replaced.qty() == pending.qty() || replaced.qty() == Math.max(pending.qty(), order.cumQty()));
        check(terms, Why.WRONG_TERMS, "replaced to terms that were not asked for", order);
        next(order, pending.qty() > order.cumQty() ? Cause.REPLACED_OPEN : Cause.REPLACED_DONE);
        requests.answer(replaced.request());
        return new OrderChange(Kind.REPLACED, order.replaced(), request.clOrdId(), Reason.NONE, null);
    }

    private OrderChange refused(Held held, RequestRefused refused) throws Impossible {
        Request request = requests.findOrNull(refused.request());
        check(
                request != null && request.held() == held,
                Why.UNKNOWN_REQUEST,
                "refuses a request that is not open",
                held.order());
        requests.answer(refused.request());
        Order order = withoutPending(held.order(), refused.request());
        Kind kind = request.kind() == Requests.Kind.CANCEL ? Kind.CANCEL_REFUSED : Kind.REPLACE_REFUSED;
        return new OrderChange(kind, order, request.clOrdId(), refused.reason(), null);
    }

    private static Order filled(Order order, Traded traded, Side side) throws Impossible {
        String what = "trade of " + format(traded.qty()) + ' ' + traded.symbol() + " at " + format(traded.px());
        check(
                order.symbol().equals(traded.symbol()),
                Why.WRONG_SYMBOL,
                what + ", order is in " + order.symbol(),
                order);
        check(order.side() == side, Why.WRONG_SIDE, what + " as " + side + ", order is a " + order.side(), order);
        check(traded.qty() > 0 && traded.px() > 0, Why.BAD_TRADE, what, order);
        check(side.reaches(order.px(), traded.px()), Why.PRICE_OUTSIDE, what + ", limit " + format(order.px()), order);
        next(order, Cause.PART_FILL);
        check(traded.qty() <= order.leavesQty(), Why.OVERFILL, what + ", left " + format(order.leavesQty()), order);
        OrderState next = next(order, traded.qty() == order.leavesQty() ? Cause.LAST_FILL : Cause.PART_FILL);
        try {
            return order.filled(next, traded.qty(), FixedPoint.multiplyExact(traded.px(), traded.qty()));
        } catch (ArithmeticException inexact) {
            throw new Impossible(
                    Why.BAD_TRADE, describe("trade off the instrument's steps: " + inexact.getMessage(), order));
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
        check(request != null, Why.UNKNOWN_REQUEST, "answers a request that is not open", held.order());
        return request;
    }

    private static OrderState next(Order order, Cause cause) throws Impossible {
        Optional<OrderState> next = OrderLifecycle.next(order.state(), cause);
        check(next.isPresent(), Why.WRONG_STATE, cause + " while " + order.state(), order);
        return next.get();
    }

    private static Order known(Held heldOrNull, long orderId) throws Impossible {
        if (heldOrNull == null) {
            throw new Impossible(Why.UNKNOWN_ORDER, "order " + OrderIds.text(orderId) + ": unknown, or ended long ago");
        }
        return heldOrNull.order();
    }

    private static void check(boolean possible, Why why, String text, Order order) throws Impossible {
        if (!possible) {
            throw new Impossible(why, describe(text, order));
        }
    }

    private static String describe(String text, Order order) {
        return "order " + OrderIds.text(order.orderId()) + " (" + order.clOrdId() + "): " + text;
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
