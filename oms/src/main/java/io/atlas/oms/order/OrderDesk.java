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
import io.atlas.domain.Quarantine;
import io.atlas.domain.Reason;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Traded;
import io.atlas.oms.order.HeldOrders.Held;
import io.atlas.wire.log.Topics;
import java.util.Comparator;
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
    /** More partitions than an order's id can name. */
    private static final int ANY = Integer.MAX_VALUE;

    private final int partition;
    private final int partitions;
    private final Alarm alarm;
    private final HeldOrders orders;
    private final Requests requests = new Requests();
    private final Outcomes outcomes;
    private long commandsSeen = -1;
    private long commandsTaken = -1;
    private long lastInput;
    private long lastInstruction = -1;

    /** A desk of a log whose number of partitions does not matter: no order is taken for one of a partition that does not exist. */
    public OrderDesk(int partition, Alarm alarm) {
        this(partition, ANY, alarm);
    }

    /** @param partitions how many the log has: what the venue says of orders in none of them is the first one's to quarantine */
    public OrderDesk(int partition, int partitions, Alarm alarm) {
        this(partition, partitions, alarm, KEPT);
    }

    /** A desk that goes on from there. */
    public OrderDesk(int partition, int partitions, Alarm alarm, DeskImage image) {
        this(partition, partitions, alarm, KEPT);
        restore(image);
    }

    OrderDesk(int partition, int partitions, Alarm alarm, int kept) {
        this.partition = partition;
        this.partitions = partitions;
        this.alarm = alarm;
        this.orders = new HeldOrders(kept);
        this.outcomes = new Outcomes(partition, partitions, orders, requests, alarm);
    }

    private void restore(DeskImage image) {
        commandsSeen = image.commandsSeen();
        commandsTaken = image.commandsTaken();
        lastInput = image.lastInput();
        lastInstruction = image.lastInstruction();
        orders.restore(image);
        for (DeskImage.OpenRequest each : image.requests()) {
            Held held = orders.findOrNull(each.orderId());
            require(held != null, "request %s of no order", OrderIds.text(each.number()));
            requests.ask(
                    each.number(), each.cancel() ? Requests.Kind.CANCEL : Requests.Kind.REPLACE, each.clOrdId(), held);
        }
    }

    /** All it knows now. */
    public DeskImage image() {
        return new DeskImage(
                commandsSeen,
                commandsTaken,
                orders.gatewaySaw(),
                orders.endedCount(),
                lastInput,
                lastInstruction,
                orders.all().stream()
                        .map(Held::image)
                        .sorted(Comparator.comparingLong(each -> each.order().orderId()))
                        .toList(),
                requests.all().stream()
                        .map(each -> new DeskImage.OpenRequest(
                                each.number(),
                                each.kind() == Requests.Kind.CANCEL,
                                each.clOrdId(),
                                each.held().order().orderId()))
                        .toList());
    }

    /** What the command at that offset of the partition does; EPOCH_START is no command in this sense. */
    public OrdersChanged apply(long offset, Command command) {
        require(offset > commandsSeen, "command %d after %d", offset, commandsSeen);
        take(offset, command);
        commandsSeen = offset;
        long named = named(command);
        if (named != OrderIds.NONE && orders.findOrNull(named) == null) {
            return stray(offset, named);
        }
        OrderChange change = changeOrNull(offset, command);
        if (change == null) {
            return new OrdersChanged(commandsSeen, List.of());
        }
        orders.put(change.order());
        return new OrdersChanged(commandsSeen, List.of(change));
    }

    /** The order that a request is about, NONE for other commands. */
    private static long named(Command command) {
        if (command instanceof CancelOrder cancel) {
            return cancel.orderId();
        }
        return command instanceof ReplaceOrder replace ? replace.orderId() : OrderIds.NONE;
    }

    private OrdersChanged stray(long offset, long orderId) {
        String text = "command " + offset + " asks for unknown order " + OrderIds.text(orderId);
        alarm.quarantined(new LogPosition(Topics.COMMANDS, partition, offset), text);
        Quarantine stray = new Quarantine(Quarantine.Why.UNKNOWN_ORDER, text, orderId, OrderIds.NONE, null);
        return new OrdersChanged(commandsSeen, List.of(), List.of(stray));
    }

    private OrderChange changeOrNull(long offset, Command command) {
        if (command instanceof NewOrder opening) {
            Order order = Order.opened(OrderIds.of(partition, offset), opening);
            return new OrderChange(Kind.OPENED, order, null, Reason.NONE, null);
        }
        if (command instanceof CancelOrder cancel) {
            Order order = orders.findOrNull(cancel.orderId()).order();
            // Nothing to show on an ended order: the venue will say that it is too late, and the client hears that.
            return !order.open() || order.pendingCancel() != null
                    ? null
                    : shown(
                            Kind.PENDING_CANCEL,
                            order.with(new PendingCancel(number(offset), id(cancel.origin()))),
                            cancel.origin());
        }
        if (command instanceof ReplaceOrder replace) {
            Order order = orders.findOrNull(replace.orderId()).order();
            return !order.open() || order.pendingReplace() != null
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

    /** Whether the report speaks of the partition: of an order or a command in it, or, to the first one, of none there is. */
    public boolean concerns(VenueReport report) {
        return Naming.latestOffset(report, partition) >= 0 || Naming.answersFor(report, partition, partitions);
    }

    /** Whether every command that the report names has been applied or recalled; until then it has to wait. */
    public boolean ready(VenueReport report) {
        return Naming.latestOffset(report, partition) <= commandsTaken;
    }

    /** What the report at that offset of {@code exec.reports} does; it must concern the partition and be ready. */
    public OrdersChanged apply(long offset, VenueReport report) {
        String repeated = repeatedOrNull(report);
        seen(report);
        return outcomes.apply(commandsSeen, offset, report, repeated);
    }

    /** The venue takes each input once: a report of an earlier one is not news, whatever it says now. */
    private String repeatedOrNull(VenueReport report) {
        if (report.input() <= lastInput) {
            return "input " + report.input() + " of the venue was reported before";
        }
        long number = instructionOffset(report);
        return number >= 0 && number <= lastInstruction
                ? "instruction " + OrderIds.text(number(number)) + " was reported on before"
                : null;
    }

    private void seen(VenueReport report) {
        lastInput = Math.max(lastInput, report.input());
        lastInstruction = Math.max(lastInstruction, instructionOffset(report));
    }

    private long instructionOffset(VenueReport report) {
        long number = report.instruction() == null
                ? OrderIds.NONE
                : report.instruction().number();
        return number >= 0 && OrderIds.partition(number) == partition ? OrderIds.offset(number) : -1;
    }

    /** A report that an output in the log has answered already; the output has been folded before. */
    public void recall(VenueReport report) {
        seen(report);
        for (VenueReport.Outcome outcome : report.outcomes()) {
            long request = outcome instanceof Traded ? OrderIds.NONE : Naming.request(outcome);
            if (request != OrderIds.NONE && Naming.partition(outcome, partitions) == partition) {
                requests.recallAnswer(request);
            }
        }
    }

    /** An output of an earlier run, in the order of the log. */
    public void fold(long offset, OrdersChanged output) {
        commandsSeen = output.commandsSeen();
        for (OrderChange change : output.changes()) {
            orders.put(change.order());
        }
        for (Quarantine quarantine : output.quarantines()) {
            if (quarantine.request() != OrderIds.NONE) {
                requests.setAside(quarantine.request());
            }
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
