package io.atlas.console.view;

import io.atlas.domain.Command;
import io.atlas.domain.LedgerRecord;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads the topics in an order that makes sense: an event waits until the commands its OMS task had seen have been handed over,
 * a venue report until the commands of its orders have. At most one record of each reader waits: behind it nothing is read.
 */
final class LogFeed implements AutoCloseable {
    /** Where the records go. */
    interface Sink {
        void onCommand(int partition, Entry<Command> entry);

        void onEvent(int partition, Entry<OrderEvent> entry);

        void onReport(Entry<VenueRecord> entry);

        void onLedger(Entry<LedgerRecord> entry);

        void onFix(int partition, LogRecord message);
    }

    /** Records looked at per reader and step: a step stays short while history is read. */
    static final int BATCH = 200;
    /** Of {@code fix.messages} only the end is read: nobody asks the console's memory for older ones. */
    static final int FIX_HISTORY = 3_000;

    private final Sink sink;
    private final List<ValidReader<Command>> commands = new ArrayList<>();
    private final List<ValidReader<OrderEvent>> events = new ArrayList<>();
    private final List<Deque<Entry<OrderEvent>>> waitingEvents = new ArrayList<>();
    private final List<ValidReader<LedgerRecord>> ledger = new ArrayList<>();
    private final List<LogReader> fix = new ArrayList<>();
    private final ValidReader<VenueRecord> reports;
    private final Deque<Entry<VenueRecord>> waitingReports = new ArrayDeque<>();
    private final long[] commandEnds;
    private final long[] eventEnds;
    private final long[] ledgerEnds;
    private final long reportEnd;
    private long backlog;

    /** Asks the log where its topics end now: may wait for the broker. */
    LogFeed(CommandLog log, int partitions, Sink sink) {
        this.sink = sink;
        commandEnds = new long[partitions];
        eventEnds = new long[partitions];
        ledgerEnds = new long[partitions];
        for (int p = 0; p < partitions; p++) {
            commands.add(new ValidReader<>(log, Topics.COMMANDS, p, new CommandCodec()));
            events.add(new ValidReader<>(log, Topics.EVENTS, p, new OrderEventCodec()));
            waitingEvents.add(new ArrayDeque<>());
            ledger.add(new ValidReader<>(log, Topics.LEDGER, p, new LedgerCodec()));
            long fixEnd = log.endOffset(Topics.FIX_MESSAGES, p);
            fix.add(log.reader(Topics.FIX_MESSAGES, p, Math.max(0, fixEnd - FIX_HISTORY)));
            commandEnds[p] = log.endOffset(Topics.COMMANDS, p);
            eventEnds[p] = log.endOffset(Topics.EVENTS, p);
            ledgerEnds[p] = log.endOffset(Topics.LEDGER, p);
        }
        reports = new ValidReader<>(log, Topics.REPORTS, 0, new VenueRecordCodec());
        reportEnd = log.endOffset(Topics.REPORTS, 0);
    }

    /** Hands over a bounded lot of what has arrived; returns how many records it looked at. */
    int poll() {
        int looked = 0;
        int full = 0;
        for (int p = 0; p < commands.size(); p++) {
            int partition = p;
            int read = commands.get(p).poll(entry -> sink.onCommand(partition, entry), BATCH);
            full += read == BATCH ? 1 : 0;
            looked += read + events(p) + ledger.get(p).poll(sink::onLedger, BATCH);
            looked += fix.get(p).poll(record -> sink.onFix(partition, record), BATCH);
        }
        looked += reports();
        backlog = full * (long) BATCH + waitingReports.size();
        for (Deque<Entry<OrderEvent>> waiting : waitingEvents) {
            backlog += waiting.size();
        }
        return looked;
    }

    private int events(int p) {
        Deque<Entry<OrderEvent>> waiting = waitingEvents.get(p);
        int looked = 0;
        do {
            while (!waiting.isEmpty() && ripe(p, waiting.peekFirst())) {
                sink.onEvent(p, waiting.removeFirst());
            }
            if (!waiting.isEmpty() || events.get(p).poll(waiting::addLast, 1) == 0) {
                return looked;
            }
            looked++;
        } while (looked < BATCH);
        return looked;
    }

    private boolean ripe(int p, Entry<OrderEvent> entry) {
        return !(entry.body() instanceof OrdersChanged event)
                || event.commandsSeen() <= commands.get(p).position();
    }

    private int reports() {
        int looked = 0;
        do {
            while (!waitingReports.isEmpty() && ripe(waitingReports.peekFirst())) {
                sink.onReport(waitingReports.removeFirst());
            }
            if (!waitingReports.isEmpty() || reports.poll(waitingReports::addLast, 1) == 0) {
                return looked;
            }
            looked++;
        } while (looked < BATCH);
        return looked;
    }

    private boolean ripe(Entry<VenueRecord> entry) {
        if (entry.body() instanceof VenueReport report) {
            for (VenueReport.Outcome outcome : report.outcomes()) {
                if (outcome instanceof VenueReport.Traded trade
                        && !(seen(trade.buyOrderId()) && seen(trade.sellOrderId()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean seen(long orderId) {
        int partition = OrderIds.partition(orderId);
        // An order of a partition this log does not have would never be seen: it is no reason to wait.
        return orderId < 0
                || partition >= commands.size()
                || OrderIds.offset(orderId) <= commands.get(partition).position();
    }

    /** Whether everything that was in the log when this started has been handed over. */
    boolean caughtUp() {
        boolean all = reports.position() >= reportEnd - 1 && waitingReports.isEmpty();
        for (int p = 0; p < commands.size(); p++) {
            all &= commands.get(p).position() >= commandEnds[p] - 1
                    && events.get(p).position() >= eventEnds[p] - 1
                    && waitingEvents.get(p).isEmpty()
                    && ledger.get(p).position() >= ledgerEnds[p] - 1;
        }
        return all;
    }

    /** How many records are known to wait. */
    long backlog() {
        return backlog;
    }

    @Override
    public void close() {
        commands.forEach(ValidReader::close);
        events.forEach(ValidReader::close);
        ledger.forEach(ValidReader::close);
        fix.forEach(LogReader::close);
        reports.close();
    }
}
