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
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import io.atlas.wire.snapshot.SnapshotImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what is watched of the topics, and of the other partitions' events the alarms, in an order that makes sense: an event waits until the commands its OMS task had seen have been handed over,
 * a venue report until the commands of its orders have. Behind a record that waits no further lot is read.
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

    /** After what each input goes on. */
    @FunctionalInterface
    interface Start {
        /** The beginning of everything. */
        Start ZERO = (topic, partition) -> FoldState.START;

        FoldState of(String topic, int partition);
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
    private final long reportStart;
    private final long reportEnd;
    private long backlog;

    /** Asks the log where its topics end now: may wait for the broker. */
    LogFeed(CommandLog log, int partitions, Watched watching, Start start, Sink sink) {
        this.sink = sink;
        for (int p = 0; p < partitions; p++) {
            Orders one = new Orders(log, p, watching.orders().contains(p), start);
            orders.add(one);
            if (one.commands != null) {
                watched.put(p, one);
            }
        }
        for (int p : watching.fix()) {
            long fixEnd = log.endOffset(Topics.FIX_MESSAGES, p);
            fix.put(p, log.reader(Topics.FIX_MESSAGES, p, Math.max(0, fixEnd - FIX_HISTORY)));
        }
        FoldState from = start.of(Topics.REPORTS, 0);
        reports = new ValidReader<>(log, Topics.REPORTS, 0, new VenueRecordCodec(), from);
        reportStart = from.position();
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
        private final long started;

        Orders(CommandLog log, int partition, boolean watch, Start start) {
            this.partition = partition;
            FoldState commandsFrom = start.of(Topics.COMMANDS, partition);
            FoldState ledgerFrom = start.of(Topics.LEDGER, partition);
            FoldState eventsFrom = start.of(Topics.EVENTS, partition);
            commands =
                    watch ? new ValidReader<>(log, Topics.COMMANDS, partition, new CommandCodec(), commandsFrom) : null;
            ledger = watch ? new ValidReader<>(log, Topics.LEDGER, partition, new LedgerCodec(), ledgerFrom) : null;
            events = new ValidReader<>(
                    log, Topics.EVENTS, partition, watch ? new OrderEventCodec() : new QuarantineCodec(), eventsFrom);
            started = position();
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
            while (!waiting.isEmpty() && ripe(waiting.peekFirst())) {
                sink.onEvent(partition, waiting.removeFirst());
            }
            return waiting.isEmpty() ? events.poll(this::onEvent, BATCH) : 0;
        }

        private void onEvent(Entry<OrderEvent> entry) {
            if (waiting.isEmpty() && ripe(entry)) {
                sink.onEvent(partition, entry);
            } else {
                waiting.addLast(entry);
            }
        }

        private long position() {
            return events.position() + (commands == null ? 0 : commands.position() + ledger.position());
        }

        private long end() {
            return eventEnd - 1 + (commands == null ? 0 : commandEnd - 1 + ledgerEnd - 1);
        }

        private void addInputs(List<SnapshotImage.Input> inputs) {
            inputs.add(new SnapshotImage.Input(Topics.EVENTS, partition, events.state()));
            if (commands != null) {
                inputs.add(new SnapshotImage.Input(Topics.COMMANDS, partition, commands.state()));
                inputs.add(new SnapshotImage.Input(Topics.LEDGER, partition, ledger.state()));
            }
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
        while (!waitingReports.isEmpty() && ripe(waitingReports.peekFirst())) {
            sink.onReport(waitingReports.removeFirst());
        }
        return waitingReports.isEmpty() ? reports.poll(this::onReport, BATCH) : 0;
    }

    private void onReport(Entry<VenueRecord> entry) {
        if (waitingReports.isEmpty() && ripe(entry)) {
            sink.onReport(entry);
        } else {
            waitingReports.addLast(entry);
        }
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

    /** Whether all that was read has been handed over: what the sink holds is then what the inputs hold. */
    boolean still() {
        return waitingReports.isEmpty() && orders.stream().allMatch(one -> one.waiting.isEmpty());
    }

    /** How far each input was read, that of {@code fix.messages} apart: of that the end is enough. */
    List<SnapshotImage.Input> inputs() {
        List<SnapshotImage.Input> inputs = new ArrayList<>();
        inputs.add(new SnapshotImage.Input(Topics.REPORTS, 0, reports.state()));
        orders.forEach(one -> one.addInputs(inputs));
        return inputs;
    }

    /** How many records have been read, {@code fix.messages} apart. */
    long read() {
        return reports.position()
                - reportStart
                + orders.stream().mapToLong(one -> one.position() - one.started).sum();
    }

    /** How many there were to be read at the start. */
    long toRead() {
        return Math.max(0, reportEnd - 1 - reportStart)
                + orders.stream()
                        .mapToLong(one -> Math.max(0, one.end() - one.started))
                        .sum();
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
