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
import io.atlas.wire.log.OwnedPartition;
import io.atlas.wire.log.Stamps;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of the OMS. It folds its own past outputs, recalls the inputs they answered, and answers the others: one
 * record per input, proposed at once and not waited for. When the log fails, or another owner comes, what was folded ahead of
 * the log is thrown away: the task starts over from the log, or ends. A broken invariant ends this task only.
 */
public final class PartitionTask implements OwnedPartition.Listener<OrderEvent>, ReportFeed.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionTask.class);
    private static final int QUEUE_LIMIT = 1_024;
    private static final int READ_LIMIT = 256;
    /** Answers on their way to the log; beyond it inputs wait. */
    private static final int PROPOSAL_LIMIT = 4_096;
    /** How far history may run ahead of the recalled inputs, which tell what of it can be forgotten. */
    private static final int HISTORY_LEAD = 8_192;

    private static final long RETRY_NS = 1_000_000_000L;

    /**
     * How long a command's answer waits for the venue's word on it, so that both go to the log in one request. The venue has
     * been told already, and whoever waits for the order waits for that word.
     */
    private static final long COMPANY_NS = 3_000_000L;

    private final int partition;
    private final CommandLog log;
    private final ReportFeed feed;
    private final Alarm alarm;
    private final Supplier<Forwarder> forwarders;
    private final String owner;
    private final String config;
    private final Deque<Entry<Command>> commandQueue = new ArrayDeque<>();
    private final Deque<Entry<VenueReport>> reportQueue = new ArrayDeque<>();
    private volatile PartitionState state = PartitionState.STARTING;
    private volatile long inertCount;
    private boolean open;
    private int openings;
    private long openDueNs = Long.MIN_VALUE;
    private OwnedPartition<OrderEvent> events;
    private ValidReader<Command> commands;
    private OrderDesk desk;
    private Forwarder forwarder;
    private long answeredCommand;
    private long answeredReport;
    private long lastReport;
    /** Since when the first command in the queue waits. */
    private long waitingSinceNs;

    /**
     * @param owner unique per start of the process
     * @param config what EPOCH_START carries
     */
    public PartitionTask(
            int partition,
            CommandLog log,
            ReportFeed feed,
            Alarm alarm,
            Supplier<Forwarder> forwarders,
            String owner,
            String config) {
        this.partition = partition;
        this.log = log;
        this.feed = feed;
        this.alarm = alarm;
        this.forwarders = forwarders;
        this.owner = owner;
        this.config = config;
    }

    /** Does what is due; returns how much. */
    public int doWork(long nowNs) {
        if (ended()) {
            release();
            return 0;
        }
        try {
            if (!open && nowNs >= openDueNs) {
                open();
            }
            return open ? step(nowNs) : 0;
        } catch (CommandLog.LogUnavailable unavailable) {
            LOG.warn("orders.events/{}: {}; starting over", partition, unavailable.getMessage());
            startOver(nowNs + RETRY_NS);
            return 0;
        } catch (RuntimeException broken) {
            fail(broken);
            return 1;
        }
    }

    private boolean ended() {
        return state == PartitionState.LEFT || state == PartitionState.FAILED;
    }

    private void open() {
        release();
        openings++;
        // A name per opening: a claim of the former hold may still be on its way and must not pass for this one.
        String name = openings == 1 ? owner : owner + "~" + openings;
        desk = new OrderDesk(partition, alarm);
        forwarder = forwarders.get();
        answeredCommand = -1;
        answeredReport = -1;
        lastReport = -1;
        commands = new ValidReader<>(log, Topics.COMMANDS, partition, new CommandCodec());
        events = new OwnedPartition<>(
                log,
                Topics.EVENTS,
                partition,
                new OrderEventCodec(),
                name,
                follows -> new EpochStart(name, follows, config),
                this);
        feed.join(this);
        open = true;
    }

    private void startOver(long dueNs) {
        open = false;
        openDueNs = dueNs;
        state = PartitionState.STARTING;
    }

    private int step(long nowNs) {
        int work = mayReadHistory() ? events.doWork(nowNs) : 0;
        if (ended()) {
            return work;
        }
        if (commandQueue.size() < QUEUE_LIMIT) {
            work += commands.poll(entry -> onCommand(entry, nowNs), READ_LIMIT);
        }
        // First the venue: what goes to it depends on commands alone.
        work += forwarder.doWork(nowNs);
        work += takeCommands(nowNs) + takeReports();
        inertCount = events.inertCount() + commands.inertCount();
        return work;
    }

    private boolean mayReadHistory() {
        return state == PartitionState.RUNNING || answeredCommand - desk.commandsTaken() < HISTORY_LEAD;
    }

    private void onCommand(Entry<Command> entry, long nowNs) {
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
    public boolean full() {
        return reportQueue.size() >= QUEUE_LIMIT;
    }

    @Override
    public void onReport(Entry<VenueRecord> entry, long nowNs) {
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
        reportQueue.addLast(stamped(entry, report, Stamps.REPORT_IN, nowNs));
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
    public void onResume(long lastApplied) {
        if (open && !ended()) {
            forwarder.onResume(lastApplied);
        }
    }

    /**
     * A command waits until the events its decision had seen have been read here too. The owner has written them itself; one
     * that was taken over in its sleep learns in them that it no longer owns anything, before it can wonder at the command.
     */
    private int takeCommands(long nowNs) {
        boolean alone = reportQueue.isEmpty() && nowNs - waitingSinceNs < COMPANY_NS;
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
            taken++;
        }
        return taken;
    }

    /** In order: a report that waits for its command makes the later ones wait too. */
    private int takeReports() {
        int taken = 0;
        for (Entry<VenueReport> next = reportQueue.peekFirst();
                next != null && desk.ready(next.body());
                next = reportQueue.peekFirst()) {
            if (next.offset() <= answeredReport) {
                desk.recall(next.body());
            } else if (mayAnswer()) {
                propose(Topics.REPORTS, 0, next, desk.apply(next.offset(), next.body()));
            } else {
                break;
            }
            reportQueue.removeFirst();
            taken++;
        }
        return taken;
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
    }

    @Override
    public void onOwned(long epoch, List<OrderEvent> lost) {
        state = PartitionState.RUNNING;
        LOG.info("orders.events/{}: owned since {}", partition, epoch);
    }

    @Override
    public void onBroken(String why) {
        if (ended()) {
            return;
        }
        LOG.warn("orders.events/{}: {}; starting over", partition, why);
        startOver(Long.MIN_VALUE);
    }

    @Override
    public void onLeft(String newOwner) {
        state = PartitionState.LEFT;
        LOG.warn("orders.events/{}: {} owns it now; leaving", partition, newOwner);
    }

    @Override
    public void onUnreadable(RuntimeException why) {
        fail(why);
    }

    private void fail(RuntimeException why) {
        state = PartitionState.FAILED;
        LOG.error("orders.events/{}: stopped; other partitions go on", partition, why);
    }

    private void release() {
        open = false;
        feed.leave(this);
        commandQueue.clear();
        reportQueue.clear();
        if (commands != null) {
            commands.close();
            commands = null;
        }
        if (events != null) {
            events.close();
            events = null;
        }
    }

    public int partition() {
        return partition;
    }

    /** Any thread. */
    public PartitionState state() {
        return state;
    }

    /** Records of commands and events that did nothing. Any thread. */
    public long inertCount() {
        return inertCount;
    }

    /** Ends the task. */
    public void close() {
        release();
    }
}
