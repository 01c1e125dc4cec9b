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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what is watched of the topics, and of the other partitions' events the alarms, in an order that makes sense: an event waits until the commands its OMS task had seen have been handed over,
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
    private final List<Orders> orders = new ArrayList<>();
    private final Map<Integer, Orders> watched = new HashMap<>();
    private final Map<Integer, LogReader> fix = new HashMap<>();
    private final ValidReader<VenueRecord> reports;
    private final Deque<Entry<VenueRecord>> waitingReports = new ArrayDeque<>();
    private final long reportEnd;
    private long backlog;

    /** Asks the log where its topics end now: may wait for the broker. */
    LogFeed(CommandLog log, int partitions, Watched watching, Sink sink) {
        this.sink = sink;
        for (int p = 0; p < partitions; p++) {
            Orders one = new Orders(log, p, watching.orders().contains(p));
            orders.add(one);
            if (one.commands != null) {
                watched.put(p, one);
            }
        }
        for (int p : watching.fix()) {
            long fixEnd = log.endOffset(Topics.FIX_MESSAGES, p);
            fix.put(p, log.reader(Topics.FIX_MESSAGES, p, Math.max(0, fixEnd - FIX_HISTORY)));
        }
        reports = new ValidReader<>(log, Topics.REPORTS, 0, new VenueRecordCodec());
        reportEnd = log.endOffset(Topics.REPORTS, 0);
    }

    /** Hands over a bounded lot of what has arrived; returns how many records it looked at. */
    int poll() {
        int looked = 0;
        backlog = 0;
        for (Orders one : orders) {
            looked += one.poll();
        }
        for (Map.Entry<Integer, LogReader> each : fix.entrySet()) {
            looked += each.getValue().poll(record -> sink.onFix(each.getKey(), record), BATCH);
        }
        looked += reports();
        backlog += waitingReports.size();
        return looked;
    }

    /** The topics of one partition; commands and ledger only where somebody watches, null elsewhere. */
    private final class Orders {
        private final int partition;
        private final ValidReader<Command> commands;
        private final ValidReader<LedgerRecord> ledger;
        private final ValidReader<OrderEvent> events;
        private final Deque<Entry<OrderEvent>> waiting = new ArrayDeque<>();
        private final long commandEnd;
        private final long ledgerEnd;
        private final long eventEnd;

        Orders(CommandLog log, int partition, boolean watch) {
            this.partition = partition;
            commands = watch ? new ValidReader<>(log, Topics.COMMANDS, partition, new CommandCodec()) : null;
            ledger = watch ? new ValidReader<>(log, Topics.LEDGER, partition, new LedgerCodec()) : null;
            events = new ValidReader<>(
                    log, Topics.EVENTS, partition, watch ? new OrderEventCodec() : new QuarantineCodec());
            commandEnd = watch ? log.endOffset(Topics.COMMANDS, partition) : 0;
            ledgerEnd = watch ? log.endOffset(Topics.LEDGER, partition) : 0;
            eventEnd = log.endOffset(Topics.EVENTS, partition);
        }

        int poll() {
            int looked = 0;
            if (commands != null) {
                looked += commands.poll(entry -> sink.onCommand(partition, entry), BATCH);
                backlog += looked == BATCH ? BATCH : 0;
                looked += ledger.poll(sink::onLedger, BATCH);
            }
            looked += events();
            backlog += waiting.size();
            return looked;
        }

        private int events() {
            int looked = 0;
            do {
                while (!waiting.isEmpty() && ripe(waiting.peekFirst())) {
                    sink.onEvent(partition, waiting.removeFirst());
                }
                if (!waiting.isEmpty() || events.poll(waiting::addLast, 1) == 0) {
                    return looked;
                }
                looked++;
            } while (looked < BATCH);
            return looked;
        }

        private boolean ripe(Entry<OrderEvent> entry) {
            return commands == null
                    || !(entry.body() instanceof OrdersChanged event)
                    || event.commandsSeen() <= commands.position();
        }

        boolean caughtUp() {
            return events.position() >= eventEnd - 1
                    && waiting.isEmpty()
                    && (commands == null
                            || (commands.position() >= commandEnd - 1 && ledger.position() >= ledgerEnd - 1));
        }

        void close() {
            events.close();
            if (commands != null) {
                commands.close();
                ledger.close();
            }
        }
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
        // Commands of a partition that nobody watches are not read: they are no reason to wait.
        Orders of = orderId < 0 ? null : watched.get(OrderIds.partition(orderId));
        return of == null || OrderIds.offset(orderId) <= of.commands.position();
    }

    /** Whether everything that was in the log when this started has been handed over. */
    boolean caughtUp() {
        return reports.position() >= reportEnd - 1
                && waitingReports.isEmpty()
                && orders.stream().allMatch(Orders::caughtUp);
    }

    /** How many records are known to wait. */
    long backlog() {
        return backlog;
    }

    @Override
    public void close() {
        orders.forEach(Orders::close);
        fix.values().forEach(LogReader::close);
        reports.close();
    }
}
