package io.atlas.launcher.replay;

import io.atlas.domain.Command;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerEntry.Posting;
import io.atlas.domain.LogPosition;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.World;
import io.atlas.gateway.ledger.LedgerFold;
import io.atlas.launcher.replay.Moment.Cut;
import io.atlas.launcher.replay.Moment.Holding;
import io.atlas.launcher.replay.PartitionFolds.Ends;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Balances and open orders of one partition at a moment: a fresh ledger folds commands and events in the order of the fold, which is
 * the only one in which they make sense together, up to the first input after the moment.
 */
final class MomentPartition extends Fold implements LedgerFold.Output {
    private static final int SLICE = 512;
    private static final int LEAD = 8_192;

    private record Key(String account, String asset) {}

    private final int partition;
    private final Cut cut;
    private final Cursor commands;
    private final Cursor events;
    private final CommandCodec commandCodec = new CommandCodec();
    private final OrderEventCodec eventCodec = new OrderEventCodec();
    private final LedgerFold fold;
    private final Map<Key, Holding> holdings =
            new TreeMap<>(Comparator.comparing(Key::account).thenComparing(Key::asset));
    private final Map<Long, Order> open = new TreeMap<>();
    private Cursor inHand;
    private LogPosition last;
    private long eventsTakenTo = -1;
    private boolean over;

    MomentPartition(CommandLog log, int partition, World world, Ends ends, Cut cut) {
        this.partition = partition;
        this.cut = cut;
        this.commands = new Cursor(log, Topics.COMMANDS, partition, commandCodec, ends.commands());
        this.events = new Cursor(log, Topics.EVENTS, partition, eventCodec, ends.events());
        this.fold = new LedgerFold(world, partition, this);
        this.inHand = commands;
    }

    @Override
    int work() {
        if (over) {
            return 0;
        }
        int count = 0;
        inHand = commands;
        while (count < SLICE && fold.waiting() < LEAD && commands.peekOrNull() != null) {
            fold.onCommand(commandCodec.decode(commands.take().raw()));
            count++;
        }
        inHand = events;
        for (int i = 0; i < SLICE && events.peekOrNull() != null; i++) {
            Entry<OrderEvent> event = eventCodec.decode(events.take().raw());
            eventsTakenTo = event.offset();
            fold.onEvent(event);
            count++;
        }
        fold.advance(eventsTakenTo, commands.done() && events.done() ? Long.MAX_VALUE : -1);
        return count;
    }

    @Override
    public void command(Entry<Command> input, LedgerEntry entry) {
        LogPosition position = commands.position(input.offset());
        if (isOver(position, input.time())) {
            return;
        }
        posted(entry);
        if (input.body() instanceof NewOrder order) {
            long orderId = OrderIds.of(partition, input.offset());
            open.put(orderId, Order.opened(orderId, order));
        }
        taken(position);
    }

    @Override
    public void event(Entry<OrderEvent> input, LedgerEntry entry) {
        LogPosition position = events.position(input.offset());
        if (isOver(position, input.time())) {
            return;
        }
        posted(entry);
        for (OrderChange change : ((OrdersChanged) input.body()).changes()) {
            if (change.order().open()) {
                open.put(change.order().orderId(), change.order());
            } else {
                open.remove(change.order().orderId());
            }
        }
        taken(position);
    }

    private boolean isOver(LogPosition position, long timeNs) {
        over = over || cut.excludes(position, timeNs);
        return over;
    }

    private void taken(LogPosition position) {
        last = position;
        over = cut.endsWith(position);
    }

    private void posted(LedgerEntry entry) {
        for (Posting posting : entry.postings()) {
            holdings.put(
                    new Key(posting.account(), posting.asset()),
                    new Holding(
                            partition,
                            posting.account(),
                            posting.asset(),
                            posting.availableAfter(),
                            posting.reservedAfter()));
        }
    }

    @Override
    boolean ended() {
        return over || commands.done() && events.done();
    }

    @Override
    void finish() {}

    /** The last input that is in the moment, or null. */
    LogPosition lastOrNull() {
        return last;
    }

    List<Holding> balances() {
        return List.copyOf(holdings.values());
    }

    List<Order> openOrders() {
        return List.copyOf(open.values());
    }

    @Override
    List<Difference.Shown> context() {
        return inHand.recent();
    }

    @Override
    Difference at(RuntimeException broken) {
        return refused(inHand.atHand(), inHand.atHandValueOrNull(), broken, inHand.recent());
    }

    @Override
    List<Cursor> cursors() {
        return List.of(commands, events);
    }

    @Override
    long compared() {
        return 0;
    }
}
