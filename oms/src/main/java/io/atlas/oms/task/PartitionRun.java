package io.atlas.oms.task;

import io.atlas.domain.Command;
import io.atlas.domain.EpochStart;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.oms.forward.Forwarder;
import io.atlas.oms.order.Alarm;
import io.atlas.oms.order.OrderDesk;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.OwnedPartition;
import io.atlas.wire.log.Stamps;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import io.atlas.wire.snapshot.StartProgress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One hold on a partition, from its start to the first failure. It folds its own past outputs from the snapshot on, recalls the
 * inputs they answered, and answers the others: one record per input, proposed at once and not waited for.
 */
final class PartitionRun implements OwnedPartition.Listener<OrderEvent>, ReportFeed.Listener, AutoCloseable {
    private static final int QUEUE_LIMIT = 1_024;
    private static final int READ_LIMIT = 256;
    /** Answers on their way to the log; beyond it inputs wait. */
    private static final int PROPOSAL_LIMIT = 4_096;
    /** How far history may run ahead of the recalled inputs, which tell what of it can be forgotten. */
    private static final int HISTORY_LEAD = 8_192;

    /**
     * How long a command's answer waits for the venue's word on it, so that both go to the log in one request. The venue has
     * been told already, and whoever waits for the order waits for that word.
     */
    private static final long COMPANY_NS = 3_000_000L;

    /** How long a report may wait for a command that it names before the log is asked whether there is one. */
    private static final long HOPELESS_NS = 2_000_000_000L;

    /** Told what becomes of the run. */
    interface Fate {
        void onOwned(long epoch);

        void onBroken(String why);

        void onLeft(String newOwner);

        void onUnreadable(RuntimeException why);
    }

    private final int partition;
    private final CommandLog log;
    private final ReportFeed feed;
    private final Forwarder forwarder;
    private final TaskSnapshots snapshots;
    private final Fate fate;
    private final boolean fromSnapshot;
    private final OrderDesk desk;
    private final ValidReader<Command> commands;
    private final OwnedPartition<OrderEvent> events;
    private final Deque<Entry<Command>> commandQueue = new ArrayDeque<>();
    private final Deque<Entry<VenueReport>> reportQueue = new ArrayDeque<>();
    private final StartProgress progress;
    private final long startPosition;
    private final long startEnd;
    private long answeredCommand;
    private long answeredReport;
    private long lastReport;
    private boolean left;
    /** Since when the first command in the queue waits. */
    private long waitingSinceNs;
    /** The report at the head of its queue, and since when it waits for a command. */
    private long waitingReport = -1;

    private long waitingReportSinceNs;
    private long nowNs;

    /**
     * @param snapshots loaded: it knows what to start from
     * @throws CommandLog.LogUnavailable if the log does not answer
     */
    PartitionRun(
            int partition,
            CommandLog log,
            ReportFeed feed,
            Alarm alarm,
            Forwarder forwarder,
            TaskSnapshots snapshots,
            String name,
            String config,
            Fate fate) {
        this.partition = partition;
        this.log = log;
        this.feed = feed;
        this.forwarder = forwarder;
        this.snapshots = snapshots;
        this.fate = fate;
        TaskImage image = snapshots.foundOrNull();
        FoldState commandsFrom = snapshots.input(Topics.COMMANDS, partition);
        FoldState eventsFrom = snapshots.input(Topics.EVENTS, partition);
        FoldState reportsFrom = snapshots.input(Topics.REPORTS, 0);
        snapshots.forget();
        int partitions = log.partitions(Topics.COMMANDS);
        fromSnapshot = image != null;
        if (image == null) {
            desk = new OrderDesk(partition, partitions, alarm);
        } else {
            desk = new OrderDesk(partition, partitions, alarm, image.desk());
            forwarder.restore(image.forwarder());
        }
        // What the snapshot holds has been answered in it.
        answeredCommand = commandsFrom.position();
        answeredReport = reportsFrom.position();
        lastReport = reportsFrom.position();
        progress = new StartProgress("orders.events/" + partition);
        startPosition = commandsFrom.position() + eventsFrom.position();
        long commandsEnd = log.endOffset(Topics.COMMANDS, partition);
        events = new OwnedPartition<>(
                log,
                Topics.EVENTS,
                partition,
                new OrderEventCodec(),
                name,
                follows -> new EpochStart(name, follows, config),
                this,
                eventsFrom);
        startEnd = events.historyEnd() + commandsEnd;
        commands = new ValidReader<>(log, Topics.COMMANDS, partition, new CommandCodec(), commandsFrom);
        feed.join(this, reportsFrom);
    }

    /** Whether what it knew at first came from a snapshot. */
    boolean fromSnapshot() {
        return fromSnapshot;
    }

    long epoch() {
        return events.epoch();
    }

    /** Records of commands and events that did nothing. */
    long inertCount() {
        return events.inertCount() + commands.inertCount();
    }

    /** Does what is due; returns how much. */
    int step(long now, boolean running) {
        nowNs = now;
        int work = running || mayReadHistory() ? events.doWork(now) : 0;
        if (left) {
            return work;
        }
        boolean snapshotDue = running && snapshots.due();
        // An image is of a moment at which everything read has been answered: for that the queue runs dry once.
        if (commandQueue.size() < QUEUE_LIMIT && !(snapshotDue && !commandQueue.isEmpty())) {
            work += commands.poll(this::onCommand, READ_LIMIT);
        }
        // First the venue: what goes to it depends on commands alone.
        work += forwarder.doWork(now);
        work += takeCommands(snapshotDue) + takeReports();
        if (snapshotDue && settled()) {
            takeSnapshot();
        }
        work += snapshots.doWork();
        if (!running) {
            progress.at(now, position() - startPosition, startEnd - startPosition);
        }
        return work;
    }

    private long position() {
        return events.position() + commands.position();
    }

    /** All that was read is answered, and nothing is left to be recalled. */
    private boolean settled() {
        return commandQueue.isEmpty()
                && reportQueue.isEmpty()
                && commands.position() >= answeredCommand
                && feed.position(this) >= answeredReport;
    }

    private void takeSnapshot() {
        TaskImage image = new TaskImage(desk.image(), forwarder.image());
        snapshots.take(image, commands.state(), feed.state(this), events.proposedSeq());
        if (events.openProposals() == 0) {
            snapshots.onReadBack(events.proposedSeq(), events::state);
        }
    }

    private boolean mayReadHistory() {
        return answeredCommand - desk.commandsTaken() < HISTORY_LEAD;
    }

    private void onCommand(Entry<Command> entry) {
        if (entry.body() instanceof EpochStart) {
            return;
        }
        forwarder.onCommand(entry.offset(), entry.body());
        if (commandQueue.isEmpty()) {
            waitingSinceNs = nowNs;
        }
        commandQueue.addLast(stamped(entry, entry.body(), Stamps.OMS_IN, nowNs));
    }

    @Override
    public boolean starting() {
        return events.phase() != OwnedPartition.Phase.OWNED;
    }

    @Override
    public boolean full() {
        return reportQueue.size() >= QUEUE_LIMIT;
    }

    @Override
    public void onReport(Entry<VenueRecord> entry, long now) {
        if (entry.offset() <= lastReport || !(entry.body() instanceof VenueReport report)) {
            return;
        }
        lastReport = entry.offset();
        if (!desk.concerns(report)) {
            return;
        }
        if (report.instruction() != null
                && OrderIds.partition(report.instruction().number()) == partition) {
            forwarder.onAcknowledged(OrderIds.offset(report.instruction().number()));
        }
        reportQueue.addLast(stamped(entry, report, Stamps.REPORT_IN, now));
    }

    @Override
    public void onUnreadable(RuntimeException why) {
        fate.onUnreadable(why);
    }

    private static <T> Entry<T> stamped(Entry<?> entry, T body, int hop, long nowNs) {
        return new Entry<>(
                entry.offset(),
                entry.epoch(),
                entry.seq(),
                entry.cause(),
                entry.time(),
                body,
                Stamps.with(entry.stamps(), hop, nowNs));
    }

    /** The venue says where to resume. */
    void onResume(long lastApplied) {
        forwarder.onResume(lastApplied);
    }

    /**
     * A command waits until the events its decision had seen have been read here too. The owner has written them itself; one
     * that was taken over in its sleep learns in them that it no longer owns anything, before it can wonder at the command.
     */
    private int takeCommands(boolean hurry) {
        boolean alone = !hurry && reportQueue.isEmpty() && nowNs - waitingSinceNs < COMPANY_NS;
        int taken = 0;
        for (Entry<Command> next = commandQueue.peekFirst(); next != null; next = commandQueue.peekFirst()) {
            if (next.offset() <= answeredCommand) {
                desk.recall(next.offset(), next.body());
            } else if (!alone && mayAnswer() && next.body().eventsSeen() <= events.position()) {
                propose(Topics.COMMANDS, partition, next, desk.apply(next.offset(), next.body()));
            } else {
                break;
            }
            commandQueue.removeFirst();
            snapshots.onInput();
            taken++;
        }
        return taken;
    }

    /** In order: a report that waits for its command makes the later ones wait too. */
    private int takeReports() {
        int taken = 0;
        for (Entry<VenueReport> next = reportQueue.peekFirst();
                next != null && (desk.ready(next.body()) || waitsForNothing(next));
                next = reportQueue.peekFirst()) {
            if (next.offset() <= answeredReport) {
                desk.recall(next.body());
            } else if (mayAnswer()) {
                propose(Topics.REPORTS, 0, next, desk.apply(next.offset(), next.body()));
            } else {
                break;
            }
            reportQueue.removeFirst();
            snapshots.onInput();
            taken++;
        }
        return taken;
    }

    /**
     * A command that the venue names is in the log, or the venue has made it up: it heard of it from us, who had read it. So when a
     * report has waited for long and we have read all there is, it is answered as it stands: the desk sets aside what it says of a
     * command that does not exist.
     */
    private boolean waitsForNothing(Entry<VenueReport> next) {
        if (next.offset() != waitingReport) {
            waitingReport = next.offset();
            waitingReportSinceNs = nowNs;
        }
        return nowNs - waitingReportSinceNs >= HOPELESS_NS
                && mayAnswer()
                && commandQueue.isEmpty()
                && commands.position() >= log.endOffset(Topics.COMMANDS, partition) - 1;
    }

    private boolean mayAnswer() {
        return events.phase() == OwnedPartition.Phase.OWNED && events.openProposals() < PROPOSAL_LIMIT;
    }

    private void propose(String topic, int inputPartition, Entry<?> input, OrdersChanged output) {
        String key = output.changes().isEmpty()
                ? null
                : OrderIds.text(output.changes().get(0).order().orderId());
        LogPosition cause = new LogPosition(topic, inputPartition, input.offset());
        events.propose(key, cause, input.time(), output, input.stamps());
    }

    @Override
    public void onHistory(Entry<OrderEvent> entry) {
        if (entry.body() instanceof OrdersChanged output) {
            desk.fold(entry.offset(), output);
            if (entry.cause().topic().equals(Topics.COMMANDS)) {
                answeredCommand = entry.cause().offset();
            } else {
                answeredReport = entry.cause().offset();
            }
        }
    }

    @Override
    public void onConfirmed(Entry<OrderEvent> entry) {
        desk.confirmed(entry.offset(), (OrdersChanged) entry.body());
        snapshots.onReadBack(entry.seq(), events::state);
    }

    @Override
    public void onOwned(long epoch, List<OrderEvent> lost) {
        progress.done(nowNs, position() - startPosition);
        fate.onOwned(epoch);
    }

    @Override
    public void onBroken(String why) {
        fate.onBroken(why);
    }

    @Override
    public void onLeft(String newOwner) {
        left = true;
        fate.onLeft(newOwner);
    }

    @Override
    public void close() {
        feed.leave(this);
        commands.close();
        events.close();
    }
}
