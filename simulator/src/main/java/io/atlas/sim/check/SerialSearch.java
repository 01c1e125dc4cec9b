package io.atlas.sim.check;

import io.atlas.domain.Deposit;
import io.atlas.domain.Instrument;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.Side;
import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.CancelRequest;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.ClientRequest.ReplaceRequest;
import io.atlas.gateway.client.Report.CancelReject;
import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.sim.check.Purse.Paper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Lays the requests and events of one partition in one serial order, request after request, each at the first place where it fits. */
final class SerialSearch {
    /** An event as a client heard it; {@code refused} instead of a report for 35=9. */
    record Happening(long when, long orderId, ExecutionReport report, String refused) {}

    /** @param opens a new order, which takes up a place */
    private record Undecided(Paper order, BigDecimal held, boolean opens) {}

    /** Told of every comparison. */
    interface Required extends BiConsumer<Boolean, String> {}

    private final World world;
    private final int partition;
    private final ClientHistory history;
    private final Purse purse;
    private final Required required;
    private final Map<Long, Paper> orders = new HashMap<>();
    private final Map<Long, Integer> endsAt = new HashMap<>();
    private final Set<String> trades = new HashSet<>();
    /**
     * What orders and changes held that have just been refused as NOT_ACCEPTED: while nobody knew whether the log had taken
     * them they held funds, and what was refused on that account stays refused.
     */
    private final List<Undecided> undecided = new ArrayList<>();

    private List<Happening> events = List.of();
    private int laid;

    SerialSearch(World world, int partition, ClientHistory history, Purse purse, Required required) {
        this.world = world;
        this.partition = partition;
        this.history = history;
        this.purse = purse;
        this.required = required;
    }

    private void require(boolean holds, String format, Object... args) {
        required.accept(holds, holds ? "" : String.format(format, args));
    }

    /** What a client heard of that change of an order. */
    Happening happening(long offset, int index, OrderChange change) {
        Order order = change.order();
        boolean refusal =
                change.kind() == OrderChange.Kind.CANCEL_REFUSED || change.kind() == OrderChange.Kind.REPLACE_REFUSED;
        if (refusal) {
            ClientHistory.Completion<CancelReject> heard = history.rejectOrNull(change.requestClOrdId());
            require(heard != null, "nobody heard that %s was refused", change.requestClOrdId());
            return new Happening(heard.when(), order.orderId(), null, change.requestClOrdId());
        }
        String execId = "E" + partition + "-" + offset + "." + index;
        ClientHistory.Completion<ExecutionReport> heard = history.reportOrNull(execId);
        require(heard != null, "nobody heard %s", execId);
        return new Happening(heard.when(), order.orderId(), heard.report(), null);
    }

    void events(List<Happening> inOrder) {
        events = inOrder;
        for (int i = 0; i < inOrder.size(); i++) {
            ExecutionReport report = inOrder.get(i).report();
            if (report != null && new BigDecimal(report.leavesQty()).signum() == 0) {
                endsAt.putIfAbsent(inOrder.get(i).orderId(), i);
            }
        }
    }

    /** All that any session had heard when the next request left comes before it. */
    void heardBefore(long when) {
        int last = laid;
        for (int i = laid; i < events.size(); i++) {
            last = events.get(i).when() < when ? i + 1 : last;
        }
        layUpTo(last);
    }

    private void layUpTo(int count) {
        while (laid < count) {
            lay(events.get(laid++));
        }
    }

    private void lay(Happening event) {
        Paper order = orders.get(event.orderId());
        require(order != null, "event of order %s before its acceptance", OrderIds.text(event.orderId()));
        if (event.refused() != null) {
            purse.answered(order, event.refused());
            return;
        }
        ExecutionReport report = event.report();
        if (report.execType() == 'F') {
            require(
                    trades.add(report.trade().tradeId() + report.side() + report.orderId()),
                    "executed twice: %s",
                    report);
            BigDecimal lastQty = new BigDecimal(report.trade().lastQty());
            require(lastQty.compareTo(order.leavesQty()) <= 0, "more than was asked for: %s", report);
            purse.filled(order, lastQty, new BigDecimal(report.trade().lastPx()));
        } else if (report.execType() == '5') {
            purse.answered(order, report.clOrdId());
            purse.terms(order, new BigDecimal(report.qty()), new BigDecimal(report.px()));
        }
        if (new BigDecimal(report.leavesQty()).signum() == 0) {
            purse.ended(order);
        }
        require(new BigDecimal(report.cumQty()).compareTo(order.cumQty()) == 0, "CumQty: %s", report);
        requireFunds("after " + report.execId());
    }

    private void requireFunds(String when) {
        String over = purse.overcommittedOrNull();
        require(over == null, "over-committed %s: %s", when, over);
    }

    void deposit(Deposit deposit) {
        purse.deposit(deposit.account(), deposit.asset(), Purse.decimal(deposit.amount()));
    }

    /** @param bindingPx limit, or what protects a market order, which its client is not told */
    void accepted(long orderId, NewOrderSingle asked, long bindingPx) {
        Instrument instrument = world.instrumentOrNull(asked.symbol());
        require(instrument != null, "accepted: %s", asked);
        Paper order = paper(asked, bindingPx);
        World.AccountGroup group = groupOf(asked.account());
        undecided.clear();
        while (laid < events.size() && !fits(order, group)) {
            layUpTo(laid + 1);
        }
        require(
                fits(order, group),
                "accepted with %s %s free: %s",
                purse.spendable(order),
                asked.side() == '1' ? instrument.quote() : instrument.base(),
                asked);
        require(orders.put(orderId, order) == null, "accepted twice: %s", asked);
        purse.open(order, group.name());
        requireFunds("by " + asked.clOrdId());
    }

    private boolean fits(Paper order, World.AccountGroup group) {
        return purse.need(order).compareTo(purse.spendable(order)) <= 0
                && purse.openOrders(group.name()) < group.maxOpenOrders();
    }

    private World.AccountGroup groupOf(String account) {
        return world.groups().stream()
                .filter(group ->
                        group.accounts().stream().anyMatch(each -> each.name().equals(account)))
                .findFirst()
                .orElseThrow();
    }

    void accepted(long orderId, CancelRequest asked) {
        undecided.clear();
        requireOpen(orderId, asked);
    }

    void accepted(long orderId, ReplaceRequest asked) {
        undecided.clear();
        requireOpen(orderId, asked);
        Paper order = orders.get(orderId);
        BigDecimal qty = new BigDecimal(asked.qty());
        BigDecimal px = new BigDecimal(asked.px());
        while (laid < events.size() && (order.pending() || !affords(order, qty, px))) {
            layUpTo(laid + 1);
        }
        require(!order.pending() && affords(order, qty, px), "accepted without funds: %s", asked);
        requireOpen(orderId, asked);
        purse.ask(order, asked.clOrdId(), qty, px);
        requireFunds("by " + asked.clOrdId());
    }

    private boolean affords(Paper order, BigDecimal qty, BigDecimal px) {
        return purse.needInAddition(order, qty, px).compareTo(purse.spendable(order)) <= 0;
    }

    private void requireOpen(long orderId, ClientRequest asked) {
        Paper order = orders.get(orderId);
        require(order != null && order.open(), "accepted though the order had ended or was none: %s", asked);
    }

    /** Refusals for want of money, of room, or of an order must have been right where they stand. */
    void refused(String execId, ClientRequest asked, Rejected decided) {
        if (asked instanceof NewOrderSingle order) {
            ClientHistory.Completion<ExecutionReport> heard = history.reportOrNull(execId);
            require(heard != null, "nobody heard that %s was refused", order.clOrdId());
            String word = heard.report().refusal().word();
            if (word.equals(Reason.INSUFFICIENT_FUNDS.name())) {
                refusedForFunds(order, decided.terms().px());
            } else if (word.equals(Reason.MAX_OPEN_ORDERS.name())) {
                World.AccountGroup group = groupOf(order.account());
                long places = undecided.stream().filter(Undecided::opens).count();
                require(
                        purse.openOrders(group.name()) + places >= group.maxOpenOrders(),
                        "refused with %d of %d orders open: %s",
                        purse.openOrders(group.name()),
                        group.maxOpenOrders(),
                        order);
            } else if (word.equals(Reason.NOT_ACCEPTED.name())) {
                Paper lost = paper(order, decided.terms().px());
                undecided.add(new Undecided(lost, purse.need(lost), true));
            }
        } else if (asked instanceof ReplaceRequest change && decided.reason() == Reason.NOT_ACCEPTED) {
            Paper order = orders.get(decided.existing().orderId());
            if (order != null) {
                BigDecimal more =
                        purse.needInAddition(order, new BigDecimal(change.qty()), new BigDecimal(change.px()));
                undecided.add(new Undecided(order, more.max(BigDecimal.ZERO), false));
            }
        } else if (decided.reason() == Reason.TOO_LATE) {
            Integer end = endsAt.get(decided.existing().orderId());
            require(end != null, "too late for an order that never ended: %s", asked);
            layUpTo(Math.max(laid, end + 1));
        }
    }

    private void refusedForFunds(NewOrderSingle asked, long bindingPx) {
        Paper order = paper(asked, bindingPx);
        BigDecimal spendable = purse.spendable(order);
        for (Undecided other : undecided) {
            spendable = spendable.subtract(other.order().rivals(order) ? other.held() : BigDecimal.ZERO);
        }
        require(
                purse.need(order).compareTo(spendable) > 0,
                "refused with %s free for a need of %s: %s",
                spendable,
                purse.need(order),
                asked);
    }

    private Paper paper(NewOrderSingle asked, long bindingPx) {
        return new Paper(
                asked.account(),
                world.instrumentOrNull(asked.symbol()),
                asked.side() == Side.BUY.fix(),
                new BigDecimal(asked.qty()),
                asked.ordType() == OrdType.LIMIT.fix() ? new BigDecimal(asked.px()) : Purse.decimal(bindingPx));
    }

    /** What happened after the last request. */
    void rest() {
        layUpTo(events.size());
        orders.forEach((orderId, order) ->
                require(history.latestOrNull(OrderIds.text(orderId)) != null || !order.open(), "%d: lost", orderId));
    }
}
