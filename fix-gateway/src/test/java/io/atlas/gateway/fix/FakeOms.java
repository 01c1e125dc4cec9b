package io.atlas.gateway.fix;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.EpochStart;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.Order.PendingCancel;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Execution;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrderState;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Reason;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.OwnedPartition;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens and accepts every order of partition 0 and does what the test says to it. Stepped with the gateway. */
final class FakeOms implements OwnedPartition.Listener<OrderEvent>, AutoCloseable {
    private final CommandLog log;
    private final ValidReader<Command> commands;
    private final OwnedPartition<OrderEvent> events;
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private long seen = -1;

    FakeOms(CommandLog log) {
        this.log = log;
        commands = new ValidReader<>(log, Topics.COMMANDS, 0, new CommandCodec());
        events = new OwnedPartition<>(
                log,
                Topics.EVENTS,
                0,
                new OrderEventCodec(),
                "oms",
                follows -> new EpochStart("oms", follows, "{}"),
                this);
    }

    void step(long now) {
        log.poll();
        events.doWork(now);
        if (events.phase() == OwnedPartition.Phase.OWNED) {
            commands.poll(entry -> onCommand(entry, now), 100);
        }
    }

    private void onCommand(Entry<Command> entry, long now) {
        if (entry.offset() <= seen) {
            return;
        }
        seen = entry.offset();
        if (entry.body() instanceof NewOrder command) {
            Order opened = Order.opened(OrderIds.of(0, entry.offset()), command);
            Order accepted = opened.in(OrderState.NEW);
            orders.put(command.origin().clOrdId(), accepted);
            change(now, new OrderChange(Kind.OPENED, opened, null, Reason.NONE, null));
            change(now, new OrderChange(Kind.ACCEPTED, accepted, null, Reason.NONE, null));
        } else if (entry.body() instanceof CancelOrder cancel) {
            Order order = orders.get(cancel.origClOrdId());
            String asked = cancel.origin().clOrdId();
            Order pending = order.with(new PendingCancel(entry.offset(), asked));
            change(now, new OrderChange(Kind.PENDING_CANCEL, pending, asked, Reason.NONE, null));
            Order canceled = order.in(OrderState.CANCELED);
            orders.put(cancel.origClOrdId(), canceled);
            change(now, new OrderChange(Kind.CANCELED, canceled, asked, Reason.NONE, null));
        }
    }

    private void change(long now, OrderChange change) {
        events.propose(null, null, now, new OrdersChanged(seen, List.of(change)), null);
    }

    /** A part of an order trades at its price. */
    void fill(String clOrdId, long qty, String tradeId, long now) {
        Order order = orders.get(clOrdId);
        OrderState next = qty == order.leavesQty() ? OrderState.FILLED : OrderState.PARTIALLY_FILLED;
        Order after = order.filled(next, qty, qty / 100_000_000L * order.px());
        orders.put(clOrdId, after);
        change(
                now,
                new OrderChange(
                        Kind.TRADE, after, null, Reason.NONE, new Execution(tradeId, qty, order.px(), true, true)));
    }

    @Override
    public void onHistory(Entry<OrderEvent> entry) {
        if (entry.body() instanceof OrdersChanged changed) {
            changed.changes().forEach(change -> orders.put(change.order().clOrdId(), change.order()));
            seen = changed.commandsSeen();
        }
    }

    @Override
    public void onConfirmed(Entry<OrderEvent> entry) {}

    @Override
    public void onOwned(long epoch, List<OrderEvent> lost) {}

    @Override
    public void onBroken(String why) {
        throw new AssertionError(why);
    }

    @Override
    public void onLeft(String newOwner) {
        throw new AssertionError(newOwner);
    }

    @Override
    public void close() {
        commands.close();
        events.close();
    }
}
