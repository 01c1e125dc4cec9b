package io.atlas.gateway.restart;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.EpochStart;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.LogPosition;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Execution;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrderState;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Reason;
import io.atlas.domain.ReplaceOrder;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.OwnedPartition;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** An OMS and its venue in one: answers each command after a while, trades at random. Steps follow from a seed. */
final class StoryOms implements OwnedPartition.Listener<OrderEvent> {
    private final Random random;
    private final CommandLog log;
    private final ValidReader<Command> commands;
    private final OwnedPartition<OrderEvent> events;
    private final Deque<Entry<Command>> asked = new ArrayDeque<>();
    private final TreeMap<Long, Order> orders = new TreeMap<>();
    private long answered = -1;

    StoryOms(CommandLog log, long seed) {
        this.log = log;
        this.random = new Random(seed);
        this.commands = new ValidReader<>(log, Topics.COMMANDS, 0, new CommandCodec());
        this.events = new OwnedPartition<>(
                log,
                Topics.EVENTS,
                0,
                new OrderEventCodec(),
                "oms",
                follows -> new EpochStart("oms", follows, "{}"),
                this);
    }

    /** Reads, and perhaps answers a command or trades. */
    void step(long nowNs) {
        log.poll();
        commands.poll(
                entry -> {
                    if (!(entry.body() instanceof EpochStart)) {
                        asked.addLast(entry);
                    }
                },
                100);
        events.doWork(nowNs);
        if (events.phase() != OwnedPartition.Phase.OWNED) {
            return;
        }
        while (!asked.isEmpty() && asked.peekFirst().offset() <= answered) {
            asked.removeFirst();
        }
        if (!asked.isEmpty() && random.nextInt(3) > 0) {
            Entry<Command> command = asked.removeFirst();
            answered = command.offset();
            write(command.offset(), nowNs, answer(command));
        } else if (random.nextInt(3) == 0) {
            trade(nowNs);
        }
    }

    private void write(long cause, long nowNs, List<OrderChange> changes) {
        changes.forEach(change -> orders.put(change.order().orderId(), change.order()));
        LogPosition position = new LogPosition(Topics.COMMANDS, 0, cause);
        events.propose(null, position, nowNs, new OrdersChanged(answered, changes), null);
    }

    private List<OrderChange> answer(Entry<Command> entry) {
        Command command = entry.body();
        if (command instanceof NewOrder order) {
            Order opened = Order.opened(OrderIds.of(0, entry.offset()), order);
            Order live = opened.in(OrderState.NEW);
            return List.of(change(Kind.OPENED, opened, null), change(Kind.ACCEPTED, live, null));
        } else if (command instanceof CancelOrder cancel) {
            Order order = orders.get(cancel.orderId());
            String asked = cancel.origin().clOrdId();
            return List.of(
                    order.open()
                            ? change(Kind.CANCELED, order.in(OrderState.CANCELED), asked)
                            : change(Kind.CANCEL_REFUSED, order, asked));
        } else if (command instanceof ReplaceOrder replace) {
            Order order = orders.get(replace.orderId());
            String asked = replace.origin().clOrdId();
            if (!order.open() || random.nextInt(4) == 0) {
                return List.of(change(Kind.REPLACE_REFUSED, order, asked));
            }
            Order pending = order.with(new Order.PendingReplace(entry.offset(), asked, replace.qty(), replace.px()));
            return List.of(
                    change(Kind.PENDING_REPLACE, pending, asked), change(Kind.REPLACED, pending.replaced(), asked));
        }
        return List.of();
    }

    private static OrderChange change(Kind kind, Order order, String asked) {
        Reason reason = kind == Kind.CANCEL_REFUSED || kind == Kind.REPLACE_REFUSED ? Reason.TOO_LATE : Reason.NONE;
        return new OrderChange(kind, order, asked, reason, null);
    }

    private void trade(long nowNs) {
        List<Order> open = orders.values().stream()
                .filter(order -> order.open() && order.state() != OrderState.PENDING_SUBMIT)
                .toList();
        if (open.isEmpty()) {
            return;
        }
        Order order = open.get(random.nextInt(open.size()));
        long lot = FixedPoint.parse("0.01");
        long lastQty = random.nextInt(3) == 0 ? order.leavesQty() : Math.min(order.leavesQty(), lot);
        OrderState next = lastQty == order.leavesQty() ? OrderState.FILLED : OrderState.PARTIALLY_FILLED;
        long amount = lastQty / FixedPoint.parse("0.00001") * (order.px() / 100_000);
        Order after = order.filled(next, lastQty, amount);
        Execution execution = new Execution(answered + ".0", lastQty, order.px(), false, true);
        write(answered, nowNs, List.of(new OrderChange(Kind.TRADE, after, null, Reason.NONE, execution)));
    }

    @Override
    public void onHistory(Entry<OrderEvent> entry) {
        if (entry.body() instanceof OrdersChanged changed) {
            changed.changes().forEach(change -> orders.put(change.order().orderId(), change.order()));
            answered = changed.commandsSeen();
        }
    }

    @Override
    public void onConfirmed(Entry<OrderEvent> entry) {}

    @Override
    public void onOwned(long epoch, List<OrderEvent> lost) {}

    @Override
    public void onBroken(String why) {}

    @Override
    public void onLeft(String newOwner) {}
}
