package io.atlas.launcher.replay;

import io.atlas.domain.Command;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.World;
import io.atlas.launcher.replay.Cursor.Valid;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.List;
import java.util.Map;

/**
 * One partition of account groups: its commands are decoded once and go through a fresh order desk and a fresh ledger. Events and
 * entries are not decoded at all while they are what they must be: the computed ones are encoded and compared.
 */
final class PartitionReplay extends PartitionFolds {
    private static final int SLICE = 512;
    /** How far one stream may run ahead of the others. */
    private static final int LEAD = 8_192;

    private final boolean running;
    private final Journal venue;
    private final Cursor commands;
    private final Cursor events;
    private final Cursor entries;
    private final CommandCodec codec = new CommandCodec();
    private final Comparer<Command> comparer;
    private final OrdersReplay orders;
    private final LedgerReplay ledger;
    private final DecisionReplay decisions;
    private final int partition;
    private LogPosition inHand;
    private byte[] inHandValue;
    private long eventsTakenTo = -1;

    /** @param running somebody may be writing to the log: its streams need not end at one moment */
    PartitionReplay(
            CommandLog log,
            int partition,
            World world,
            Map<String, String> groupOfSession,
            Ends ends,
            Journal venue,
            boolean running,
            boolean foreignVenue) {
        this.partition = partition;
        this.running = running;
        this.venue = venue;
        this.commands = new Cursor(log, Topics.COMMANDS, partition, codec, ends.commands());
        this.events = new Cursor(log, Topics.EVENTS, partition, new OrderEventCodec(), ends.events());
        this.entries = new Cursor(log, Topics.LEDGER, partition, new LedgerCodec(), ends.ledger());
        this.comparer = new Comparer<>(commands, codec);
        this.orders = new OrdersReplay(
                partition, log.partitions(Topics.COMMANDS), world, commands, events, venue, foreignVenue);
        this.decisions = new DecisionReplay(log, partition, world, groupOfSession, this);
        this.ledger = new LedgerReplay(partition, world, entries, decisions);
        this.inHand = commands.position(0);
    }

    @Override
    int work() {
        int work = readCommands() + readEvents();
        // What the ledger says next follows from everything handed over so far.
        inHand = null;
        return work + ledger.advance(eventsTakenTo, commands.done() && events.done());
    }

    private int readCommands() {
        int count = 0;
        while (count < SLICE && mayReadCommand() && commands.peekOrNull() != null) {
            Valid valid = commands.take();
            inHand = commands.position(valid.raw().offset());
            inHandValue = valid.raw().value();
            Entry<Command> entry = codec.decode(valid.raw());
            if (valid.header().epochStart()) {
                decisions.onEpoch(
                        valid.raw().offset(), comparer.epochStart(valid).config());
            } else {
                comparer.canonical(valid, entry);
            }
            if (!valid.header().epochStart()) {
                // A claim's time is when a service started; the work begins with the first decision.
                decidedAt(entry.time());
            }
            orders.onCommand(valid.raw(), entry);
            ledger.onCommand(entry);
            count++;
        }
        return count;
    }

    private boolean mayReadCommand() {
        return decisions.hasRoom()
                && (orders.unanswered() == 0 || orders.unanswered() < LEAD && ledger.commandsWaiting() < LEAD);
    }

    private int readEvents() {
        int count = 0;
        while (count < SLICE
                && decisions.hasRoom()
                && (ledger.eventsWaiting() < LEAD || ledger.commandsWaiting() > 0)) {
            Valid next = events.peekOrNull();
            if (next == null) {
                break;
            }
            inHand = events.position(next.raw().offset());
            inHandValue = next.raw().value();
            // Asked before the queue is looked at: what is there then is all there will be.
            boolean ended = commands.done() && venue.drained() && !venue.cut();
            Entry<OrderEvent> event = orders.takeOrNull(ended);
            if (event == null) {
                break;
            }
            eventsTakenTo = event.offset();
            ledger.onEvent(event);
            count++;
        }
        return count;
    }

    @Override
    int afterDifference() {
        int drained = 0;
        while (venue.reports(partition).poll() != null) {
            drained++;
        }
        return drained;
    }

    @Override
    boolean ended() {
        return venue.cut()
                || venue.drained()
                        && (differenceOrNull() != null
                                ? venue.reports(partition).isEmpty()
                                : commands.done() && events.done());
    }

    @Override
    void finish() {
        inHand = null;
        if (venue.cut()) {
            return;
        }
        ledger.advance(eventsTakenTo, true);
        if (ledger.waiting() > 0 && !running) {
            throw comparer.lacks(
                    ledger.lastFolded(),
                    "the fold stops after this record: the next command has seen an event that is not in the log"
                            + events.whyInvalid(),
                    events.recent(),
                    Long.MAX_VALUE);
        }
        if (!running) {
            ledger.finish(commands.recent());
            cursors().forEach(this::requireWhole);
        }
    }

    /** A running owner heals a hole at once, by a new epoch. */
    private void requireWhole(Cursor cursor) {
        Cursor.Hole hole = cursor.holeOrNull();
        if (hole != null) {
            throw comparer.lacks(
                    cursor.position(hole.at()),
                    "records are missing before this one" + cursor.whyInvalid()
                            + ". Either one was removed, or its owner died between a failed append and the claim that"
                            + " follows; then the next start heals it",
                    cursor.recent(),
                    Long.MAX_VALUE);
        }
    }

    @Override
    List<Difference.Shown> context() {
        return commands.recent();
    }

    @Override
    Difference at(RuntimeException broken) {
        LogPosition at = inHand == null ? ledger.lastFolded() : inHand;
        String where = inHand == null ? " (in the fold, at the input after this one)" : "";
        Difference refused = refused(at, inHand == null ? null : inHandValue, broken, commands.recent());
        return new Difference(
                refused.at(),
                refused.what() + where,
                refused.recordedOrNull(),
                null,
                refused.context(),
                refused.time());
    }

    @Override
    long open() {
        return orders.unanswered() + orders.unansweredReports() + ledger.unrecorded();
    }

    @Override
    DecisionReplay decisionsOrNull() {
        return decisions;
    }

    @Override
    List<Cursor> cursors() {
        return List.of(commands, events, entries);
    }

    @Override
    long compared() {
        return comparer.compared() + orders.compared() + ledger.compared();
    }
}
