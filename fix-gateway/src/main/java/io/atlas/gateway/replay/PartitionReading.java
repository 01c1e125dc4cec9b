package io.atlas.gateway.replay;

import io.atlas.domain.Command;
import io.atlas.domain.EpochStart;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrdersChanged;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.client.ReportHistory;
import io.atlas.gateway.order.Reports;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * One pass over a partition's commands and events, merged as the ledger folds them as far as both have arrived. It stays
 * behind the gateway: what that reads meanwhile it has told, or held back, before it is found here.
 */
final class PartitionReading implements ReportHistory.Reading {
    private static final int READ_AHEAD = 1_024;

    private record Found(String session, Report report, ReportCause cause) {}

    private final ValidReader<Command> commands;
    private final ValidReader<OrderEvent> events;
    private final Deque<Entry<Command>> commandsIn = new ArrayDeque<>();
    private final Deque<Entry<OrdersChanged>> eventsIn = new ArrayDeque<>();
    private final Map<String, SessionFilter> filters = new HashMap<>();
    private final ReportFold fold;
    private final int partition;
    private final Ends gateway;
    private final long commandsEnd;
    private final long eventsEnd;
    /** What is not handed over yet: one record may open the gate for all reports of many open orders. */
    private final Deque<Found> found = new ArrayDeque<>();

    private boolean ended;

    PartitionReading(
            CommandLog log, int partition, Ends gateway, Reports reports, Map<String, ReportHistory.From> sessions) {
        this.partition = partition;
        this.gateway = gateway;
        sessions.forEach((session, from) -> filters.put(session, new SessionFilter(session, from)));
        // Events first: one may only name commands that are in the log before it.
        eventsEnd = gateway.lastOf(Topics.EVENTS, partition);
        commandsEnd = gateway.lastOf(Topics.COMMANDS, partition);
        commands = new ValidReader<>(log, Topics.COMMANDS, partition, new CommandCodec());
        events = new ValidReader<>(log, Topics.EVENTS, partition, new OrderEventCodec());
        fold = new ReportFold(
                partition, reports, filters.keySet(), (session, report, cause, timeNs, orderId, open) -> filters.get(
                                session)
                        .report(report, cause, timeNs, orderId, open, this::found));
    }

    @Override
    public int poll(ReportHistory.Told told, int limit) {
        // Both in one step: else a session with news at every step would never be done.
        return (found.isEmpty() ? readOn(limit) : 0) + handOver(told, limit);
    }

    private void found(String session, Report report, ReportCause cause) {
        found.addLast(new Found(session, report, cause));
    }

    private int handOver(ReportHistory.Told told, int limit) {
        int handed = 0;
        while (handed < limit && !found.isEmpty()) {
            Found next = found.removeFirst();
            told.report(next.session, next.report, next.cause);
            handed++;
        }
        return handed;
    }

    private int readOn(int limit) {
        int read = 0;
        if (commandsIn.size() < READ_AHEAD) {
            read += commands.poll(this::onCommand, limit);
        }
        if (eventsIn.size() < READ_AHEAD) {
            read += events.poll(this::onEvent, limit);
        }
        long eventsRead = gateway.lastOf(Topics.EVENTS, partition);
        long commandsRead = gateway.lastOf(Topics.COMMANDS, partition);
        int foldedNow = 0;
        while (foldedNow < 2 * limit && foldNext(commandsRead, eventsRead)) {
            foldedNow++;
        }
        if (!ended && folded()) {
            ended = true;
            filters.values().forEach(filter -> filter.end(this::found));
        }
        return read + foldedNow;
    }

    private void onCommand(Entry<Command> entry) {
        if (!(entry.body() instanceof EpochStart)) {
            commandsIn.addLast(entry);
        }
    }

    private void onEvent(Entry<OrderEvent> entry) {
        if (entry.body() instanceof OrdersChanged changed) {
            eventsIn.addLast(new Entry<>(
                    entry.offset(), entry.epoch(), entry.seq(), entry.cause(), entry.time(), changed, entry.stamps()));
        }
    }

    private boolean foldNext(long commandsRead, long eventsRead) {
        Entry<Command> command = commandsIn.peekFirst();
        Entry<OrdersChanged> event = eventsIn.peekFirst();
        boolean eventFirst =
                event != null && commandsFolded(event, command) && (command == null || seenBy(command, event));
        // Who is told of a command has been told of the events it had seen: a client that names it counts on that.
        boolean mayFold = command != null && command.body().eventsSeen() <= events.position();
        if (eventFirst ? event.offset() > eventsRead : mayFold && command.offset() > commandsRead) {
            return false;
        }
        if (eventFirst) {
            eventsIn.removeFirst();
            fold.event(event);
            passed(Topics.EVENTS, event.offset(), event.body().commandsSeen());
        } else if (mayFold) {
            commandsIn.removeFirst();
            fold.command(command);
            passed(Topics.COMMANDS, command.offset(), command.body().eventsSeen());
        }
        return eventFirst || mayFold;
    }

    private boolean commandsFolded(Entry<OrdersChanged> event, Entry<Command> nextOrNull) {
        long folded = nextOrNull == null ? commands.position() : nextOrNull.offset() - 1;
        return event.body().commandsSeen() <= folded;
    }

    private static boolean seenBy(Entry<Command> command, Entry<OrdersChanged> event) {
        return event.offset() <= command.body().eventsSeen();
    }

    private void passed(String topic, long offset, long otherSeen) {
        for (SessionFilter filter : filters.values()) {
            filter.passed(topic, offset, otherSeen, this::found);
        }
    }

    @Override
    public boolean done() {
        return folded() && found.isEmpty();
    }

    private boolean folded() {
        return cameTo(Topics.COMMANDS).offset() >= commandsEnd
                && cameTo(Topics.EVENTS).offset() >= eventsEnd;
    }

    @Override
    public boolean reached(ReportCause cause) {
        return cause.offset() <= cameTo(cause.topic()).offset();
    }

    @Override
    public ReportCause cameTo(String topic) {
        boolean command = topic.equals(Topics.COMMANDS);
        Entry<?> next = command ? commandsIn.peekFirst() : eventsIn.peekFirst();
        long position = command ? commands.position() : events.position();
        return ReportCause.upTo(topic, next == null ? position : next.offset() - 1);
    }

    @Override
    public boolean knewNamed(String session) {
        return filters.get(session).knewNamed();
    }

    @Override
    public void close() {
        commands.close();
        events.close();
    }
}
