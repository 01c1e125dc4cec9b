package io.atlas.oms.order;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.LogPosition;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.Order.PendingCancel;
import io.atlas.domain.Order.PendingReplace;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Reason;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.VenueReport;
import io.atlas.oms.order.HeldOrders.Held;
import io.atlas.wire.log.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The orders of one partition. Each input gives one {@link OrdersChanged}, and the orders are the fold of those: a desk that
 * is shown its own past outputs ({@link #fold}) and the inputs they answered ({@link #recall}) goes on as if it had never
 * stopped. What an input says and cannot be is quarantined: the order stays as it was and the alarm is raised.
 *
 * <p>Broken invariants (a command that no gateway may write) throw; the partition then stops.
 */
public final class OrderDesk {
    /** Ended orders that late venue reports still find. */
    static final int KEPT = 4_096;

    private final int partition;
    private final Alarm alarm;
    private final HeldOrders orders;
    private final Requests requests = new Requests();
    private final Outcomes outcomes;
    private long commandsSeen = -1;
    private long commandsTaken = -1;

    public OrderDesk(int partition, Alarm alarm) {
        this(partition, alarm, KEPT);
    }

    OrderDesk(int partition, Alarm alarm, int kept) {
        this.partition = partition;
        this.alarm = alarm;
        this.orders = new HeldOrders(kept);
        this.outcomes = new Outcomes(partition, orders, requests, alarm);
    }

    /** What the command at that offset of the partition does; EPOCH_START is no command in this sense. */
    public OrdersChanged apply(long offset, Command command) {
        require(offset > commandsSeen, "command %d after %d", offset, commandsSeen);
        take(offset, command);
        commandsSeen = offset;
        OrderChange change = changeOrNull(offset, command);
        if (change == null) {
            return new OrdersChanged(commandsSeen, List.of());
        }
        orders.put(change.order());
        return new OrdersChanged(commandsSeen, List.of(change));
    }

    private OrderChange changeOrNull(long offset, Command command) {
        if (command instanceof NewOrder opening) {
            Order order = Order.opened(OrderIds.of(partition, offset), opening);
            return new OrderChange(Kind.OPENED, order, null, Reason.NONE, null);
        }
        if (command instanceof CancelOrder cancel) {
            Order order = orderOrNull(offset, cancel.orderId());
            // Nothing to show on an ended order: the venue will say that it is too late, and the client hears that.
            return order == null || !order.open() || order.pendingCancel() != null
                    ? null
                    : shown(
                            Kind.PENDING_CANCEL,
                            order.with(new PendingCancel(number(offset), id(cancel.origin()))),
                            cancel.origin());
        }
        if (command instanceof ReplaceOrder replace) {
            Order order = orderOrNull(offset, replace.orderId());
            return order == null || !order.open() || order.pendingReplace() != null
                    ? null
                    : shown(
                            Kind.PENDING_REPLACE,
                            order.with(new PendingReplace(
                                    number(offset), id(replace.origin()), replace.qty(), replace.px())),
                            replace.origin());
        }
        return null;
    }

    private static OrderChange shown(Kind kind, Order order, Origin origin) {
        return new OrderChange(kind, order, id(origin), Reason.NONE, null);
    }

    private Order orderOrNull(long offset, long orderId) {
        Held held = orders.findOrNull(orderId);
        if (held == null) {
            alarm.quarantined(
                    new LogPosition(Topics.COMMANDS, partition, offset), "unknown order " + OrderIds.text(orderId));
        }
        return held == null ? null : held.order();
    }

    private static String id(Origin origin) {
        return origin.clOrdId();
    }

    private long number(long offset) {
        return OrderIds.of(partition, offset);
    }

    /** A command that an output in the log has answered already: only what outputs do not tell is kept of it. */
    public void recall(long offset, Command command) {
        take(offset, command);
    }

    private void take(long offset, Command command) {
        commandsTaken = offset;
        if (command instanceof CancelOrder cancel) {
            ask(offset, Requests.Kind.CANCEL, cancel.origin(), cancel.orderId());
        } else if (command instanceof ReplaceOrder replace) {
            ask(offset, Requests.Kind.REPLACE, replace.origin(), replace.orderId());
        }
        orders.gatewaySaw(command.eventsSeen());
    }

    private void ask(long offset, Requests.Kind kind, Origin origin, long orderId) {
        Held held = orders.findOrNull(orderId);
        if (held != null) {
            requests.ask(number(offset), kind, id(origin), held);
        }
    }

    /** Whether the report speaks of the partition: of an order or a command in it. */
    public boolean concerns(VenueReport report) {
        return Naming.latestOffset(report, partition) >= 0;
    }

    /** Whether every command that the report names has been applied or recalled; until then it has to wait. */
    public boolean ready(VenueReport report) {
        return Naming.latestOffset(report, partition) <= commandsTaken;
    }

    /** What the report at that offset of {@code exec.reports} does; it must concern the partition and be ready. */
    public OrdersChanged apply(long offset, VenueReport report) {
        return new OrdersChanged(commandsSeen, outcomes.apply(offset, report));
    }

    /** A report that an output in the log has answered already. */
    public void recall(VenueReport report) {
        requests.answerAll(report);
    }

    /** An output of an earlier run, in the order of the log. */
    public void fold(long offset, OrdersChanged output) {
        commandsSeen = output.commandsSeen();
        for (OrderChange change : output.changes()) {
            orders.put(change.order());
        }
        orders.confirmed(offset, output);
    }

    /** An output of this run was read back. */
    public void confirmed(long offset, OrdersChanged output) {
        orders.confirmed(offset, output);
    }

    /** The last command applied or folded, −1 for none. */
    public long commandsSeen() {
        return commandsSeen;
    }

    /** The last command applied or recalled, −1 for none. */
    public long commandsTaken() {
        return commandsTaken;
    }

    /** Every order in memory by id: the open ones and those that ended lately. */
    public Map<Long, Order> orders() {
        Map<Long, Order> all = new TreeMap<>();
        for (Held held : orders.all()) {
            all.put(held.order().orderId(), held.order());
        }
        return all;
    }

    /** Cancels and replaces the venue has not answered. */
    public int unansweredRequests() {
        return requests.count();
    }
}
