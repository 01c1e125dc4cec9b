package io.atlas.launcher.replay;

import io.atlas.domain.Command;
import io.atlas.domain.EpochStart;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerRecord;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.World;
import io.atlas.launcher.replay.Cursor.Valid;
import io.atlas.launcher.replay.Journal.Report;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;

/**
 * The invariants over one partition: each input has exactly one output, in order (I6, rule 10), and each output is possible
 * ({@link OrderCheck}, {@link MoneyCheck}).
 */
final class PartitionCheck extends PartitionFolds {
    private static final int SLICE = 512;
    private static final int LEAD = 8_192;

    private final int partition;
    private final boolean running;
    private final Journal journal;
    private final Queue<Report> reports;
    private final Check check;
    private final Cursor commands;
    private final Cursor events;
    private final Cursor entries;
    private final CommandCodec commandCodec = new CommandCodec();
    private final OrderEventCodec eventCodec = new OrderEventCodec();
    private final LedgerCodec ledgerCodec = new LedgerCodec();
    private final OrderCheck orders;
    private final MoneyCheck money;
    private final Deque<Entry<Command>> unanswered = new ArrayDeque<>();
    private final Deque<Entry<Command>> commandsToFold = new ArrayDeque<>();
    private final Deque<Entry<OrderEvent>> eventsToFold = new ArrayDeque<>();
    private Cursor inHand;
    private Valid record;
    private long eventsRead = -1;
    private long lastCommand = -1;
    private long lastEvent = -1;
    private long sawEvents = -1;
    private long looked;

    PartitionCheck(
            CommandLog log, int partition, World world, Ends ends, Journal journal, boolean running, Check check) {
        this.partition = partition;
        this.running = running;
        this.journal = journal;
        this.reports = journal.reports(partition);
        this.check = check;
        this.commands = new Cursor(log, Topics.COMMANDS, partition, commandCodec, ends.commands());
        this.events = new Cursor(log, Topics.EVENTS, partition, eventCodec, ends.events());
        this.entries = new Cursor(log, Topics.LEDGER, partition, ledgerCodec, ends.ledger());
        this.orders = new OrderCheck(partition, check);
        this.money = new MoneyCheck(partition, world, check);
        cursors().forEach(cursor -> cursor.watch(new NumbersCheck(check)));
        this.inHand = commands;
    }

    @Override
    int work() {
        int work = readCommands() + readEvents() + readEntries();
        looked += work;
        return work;
    }

    private Valid peekOrNull(Cursor cursor) {
        inHand = cursor;
        return cursor.peekOrNull();
    }

    private void take(Cursor cursor) {
        record = cursor.take();
    }

    private int readCommands() {
        int count = 0;
        while (count < SLICE
                && (unanswered.isEmpty() || unanswered.size() < LEAD && commandsToFold.size() < LEAD)
                && peekOrNull(commands) != null) {
            take(commands);
            count++;
            Entry<Command> entry = commandCodec.decode(record.raw());
            if (!(entry.body() instanceof EpochStart)) {
                decidedAt(entry.time());
                unanswered.addLast(entry);
                commandsToFold.addLast(entry);
            }
        }
        return count;
    }

    private int readEvents() {
        int count = 0;
        while (count < SLICE && (eventsToFold.size() < LEAD || !commandsToFold.isEmpty())) {
            boolean inputsEnded = commands.done() && journal.drained() && !journal.cut();
            Valid next = peekOrNull(events);
            if (next == null) {
                break;
            }
            LogPosition cause = RecordBytes.causeOrNull(next.raw().value());
            boolean byCommand = cause != null && cause.topic().equals(Topics.COMMANDS);
            boolean here = byCommand ? !unanswered.isEmpty() : reports.peek() != null;
            if (!next.header().epochStart() && !here && !inputsEnded) {
                break;
            }
            take(events);
            count++;
            Entry<OrderEvent> entry = eventCodec.decode(record.raw());
            eventsRead = entry.offset();
            if (entry.body() instanceof OrdersChanged changed) {
                check.that(
                        6,
                        here,
                        "cause %s is no valid record%s",
                        cause,
                        byCommand ? commands.whyInvalid() : journal.whyInvalid());
                onEvent(entry, changed, byCommand);
                eventsToFold.addLast(entry);
            }
        }
        return count;
    }

    private void onEvent(Entry<OrderEvent> entry, OrdersChanged changed, boolean byCommand) {
        LogPosition cause = entry.cause();
        if (byCommand) {
            Entry<Command> command = unanswered.removeFirst();
            LogPosition inTurn = commands.position(command.offset());
            check.that(6, inTurn.equals(cause), "cause %s, but %s is next%s", cause, inTurn, commands.whyInvalid());
            check.that(6, entry.time() == command.time(), "time %d, its cause's is %d", entry.time(), command.time());
            orders.onEvent(cause, command.body(), changed);
        } else {
            Report report = reports.poll();
            LogPosition inTurn = report.shown().position();
            check.that(6, inTurn.equals(cause), "cause %s, but %s is next%s", cause, inTurn, journal.whyInvalid());
            check.that(
                    6,
                    entry.time() == report.entry().time(),
                    "time %d, its cause's is %d",
                    entry.time(),
                    report.entry().time());
            orders.onEvent(cause, report.body(), changed);
        }
    }

    private int readEntries() {
        int count = 0;
        while (count < SLICE) {
            Valid next = peekOrNull(entries);
            if (next == null) {
                break;
            }
            LogPosition cause = RecordBytes.causeOrNull(next.raw().value());
            boolean byCommand = cause != null && cause.topic().equals(Topics.COMMANDS);
            if (!next.header().epochStart() && !arrived(byCommand)) {
                break;
            }
            take(entries);
            count++;
            Entry<LedgerRecord> entry = ledgerCodec.decode(record.raw());
            if (entry.body() instanceof LedgerEntry body) {
                if (byCommand) {
                    onCommandEntry(entry, body);
                } else {
                    onEventEntry(entry, body);
                }
            }
        }
        return count;
    }

    /** Whether what the next entry is about has been read, and what must have come before it; or never will be. */
    private boolean arrived(boolean byCommand) {
        boolean ended = commands.done() && events.done();
        if (byCommand) {
            return ended
                    || !commandsToFold.isEmpty()
                            && (commandsToFold.peekFirst().body().eventsSeen() <= eventsRead || events.done());
        }
        return ended || !eventsToFold.isEmpty();
    }

    private void onCommandEntry(Entry<LedgerRecord> entry, LedgerEntry body) {
        Entry<Command> command = commandsToFold.pollFirst();
        check.that(
                6,
                command != null && commands.position(command.offset()).equals(entry.cause()),
                "cause %s (next command: %s)%s",
                entry.cause(),
                command == null ? "none" : command.offset(),
                commands.whyInvalid());
        long seen = command.body().eventsSeen();
        Entry<OrderEvent> event = eventsToFold.peekFirst();
        check.that(
                6,
                event == null || event.offset() > seen,
                "rule 10: the command had seen event %d, which is not folded",
                event == null ? -1 : event.offset());
        check.that(
                6,
                seen <= eventsRead,
                "rule 10: the command had seen event %d, which is not in the log%s",
                seen,
                events.whyInvalid());
        sawEvents = Math.max(sawEvents, seen);
        check.that(
                6,
                lastEvent <= sawEvents,
                "rule 10: event %d is folded before a command that had not seen it",
                lastEvent);
        lastCommand = command.offset();
        check.that(6, entry.time() == command.time(), "time %d, its cause's is %d", entry.time(), command.time());
        money.onCommand(command.offset(), command.body(), body);
    }

    private void onEventEntry(Entry<LedgerRecord> entry, LedgerEntry body) {
        Entry<OrderEvent> event = eventsToFold.pollFirst();
        check.that(
                6,
                event != null && events.position(event.offset()).equals(entry.cause()),
                "cause %s (next event: %s)%s",
                entry.cause(),
                event == null ? "none" : event.offset(),
                events.whyInvalid());
        OrdersChanged changed = (OrdersChanged) event.body();
        check.that(
                6,
                changed.commandsSeen() <= lastCommand,
                "rule 10: the event had seen command %d, which is not folded",
                changed.commandsSeen());
        lastEvent = event.offset();
        check.that(6, entry.time() == event.time(), "time %d, its cause's is %d", entry.time(), event.time());
        money.onEvent(changed, body);
    }

    @Override
    int afterDifference() {
        int drained = 0;
        while (reports.poll() != null) {
            drained++;
        }
        return drained;
    }

    @Override
    boolean ended() {
        return journal.cut()
                || journal.drained()
                        && (differenceOrNull() != null
                                ? reports.isEmpty()
                                : commands.done() && events.done() && entries.done());
    }

    @Override
    void finish() {
        if (running || journal.cut()) {
            return;
        }
        for (Cursor cursor : cursors()) {
            Cursor.Hole hole = cursor.holeOrNull();
            inHand = cursor;
            check.that(
                    9,
                    hole == null,
                    "seq %d of epoch %d is missing and no later epoch has begun%s",
                    hole == null ? 0 : hole.missingSeq(),
                    hole == null ? 0 : hole.epoch(),
                    cursor.whyInvalid());
        }
    }

    @Override
    long open() {
        return unanswered.size() + reports.size() + commandsToFold.size() + eventsToFold.size();
    }

    OrderCheck orders() {
        return orders;
    }

    MoneyCheck money() {
        return money;
    }

    int partition() {
        return partition;
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
        return List.of(commands, events, entries);
    }

    @Override
    long compared() {
        return looked;
    }
}
