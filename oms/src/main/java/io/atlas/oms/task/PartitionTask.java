package io.atlas.oms.task;

import io.atlas.oms.forward.Forwarder;
import io.atlas.oms.order.Alarm;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.owners.OwnerState;
import io.atlas.wire.owners.PartitionStatus;
import io.atlas.wire.snapshot.SnapshotId;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of the OMS: looks for the snapshot to start from, then runs ({@link PartitionRun}). When the log fails, what was
 * folded ahead of it is thrown away and the task starts over; when another owner comes, it ends. A broken invariant ends this
 * task only. One that breaks while a snapshot's tail is read is the snapshot's fault until the log alone says the same.
 */
public final class PartitionTask {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionTask.class);
    private static final int LOADS_PER_STEP = 4;
    private static final long RETRY_NS = 1_000_000_000L;

    private final int partition;
    private final CommandLog log;
    private final ReportFeed feed;
    private final Alarm alarm;
    private final Supplier<Forwarder> forwarders;
    private final String owner;
    private final String config;
    private final SnapshotId snapshotId;
    private final long snapshotEvery;
    private volatile PartitionState state = PartitionState.STARTING;
    private volatile long inertCount;
    /** What broke, or who took over. */
    private String why = "";

    private int openings;
    private long openDueNs = Long.MIN_VALUE;
    private boolean trustSnapshots = true;
    private TaskSnapshots snapshots;
    private PartitionRun run;
    private boolean overDue;

    /**
     * @param owner unique per start of the process
     * @param config what EPOCH_START carries
     * @param configHash of what makes a snapshot of another world useless
     * @param snapshotEvery how many inputs lie between two snapshots
     */
    public PartitionTask(
            int partition,
            CommandLog log,
            ReportFeed feed,
            Alarm alarm,
            Supplier<Forwarder> forwarders,
            String owner,
            String config,
            String configHash,
            long snapshotEvery) {
        this.partition = partition;
        this.log = log;
        this.feed = feed;
        this.alarm = alarm;
        this.forwarders = forwarders;
        this.owner = owner;
        this.config = config;
        this.snapshotId = new SnapshotId("oms", partition, TaskRows.VERSION, configHash);
        this.snapshotEvery = snapshotEvery;
    }

    /** Does what is due; returns how much. */
    public int doWork(long nowNs) {
        if (ended()) {
            release();
            return 0;
        }
        try {
            if (overDue) {
                release();
            }
            if (snapshots == null && nowNs >= openDueNs) {
                openings++;
                snapshots = new TaskSnapshots(log, snapshotId, snapshotEvery);
            }
            int work = snapshots != null && run == null ? load(nowNs) : 0;
            return run == null ? work : work + step(nowNs);
        } catch (CommandLog.LogUnavailable unavailable) {
            LOG.warn("orders.events/{}: {}; starting over", partition, unavailable.getMessage());
            startOver(nowNs + RETRY_NS);
            return 0;
        } catch (RuntimeException broken) {
            if (state == PartitionState.STARTING && run != null && run.fromSnapshot()) {
                LOG.warn(
                        "orders.events/{}: does not go on from its snapshot; reading the log alone", partition, broken);
                trustSnapshots = false;
                startOver(nowNs);
            } else {
                fail(broken);
            }
            return 1;
        }
    }

    private boolean ended() {
        return state == PartitionState.LEFT || state == PartitionState.FAILED;
    }

    private int load(long nowNs) {
        int work = 0;
        for (int i = 0; i < LOADS_PER_STEP && !snapshots.loaded(); i++) {
            work += snapshots.load(nowNs);
        }
        if (snapshots.loaded()) {
            if (!trustSnapshots) {
                snapshots.forget();
            }
            // A name per opening: a claim of the former hold may still be on its way and must not pass for this one.
            String name = openings == 1 ? owner : owner + "~" + openings;
            run = new PartitionRun(partition, log, feed, alarm, forwarders.get(), snapshots, name, config, new Fate());
        }
        return work;
    }

    private int step(long nowNs) {
        int work = run.step(nowNs, state == PartitionState.RUNNING);
        inertCount = run.inertCount();
        return work;
    }

    private void startOver(long dueNs) {
        overDue = true;
        openDueNs = dueNs;
        state = PartitionState.STARTING;
    }

    private void fail(RuntimeException broken) {
        state = PartitionState.FAILED;
        why = String.valueOf(broken.getMessage());
        LOG.error("orders.events/{}: stopped; other partitions go on", partition, broken);
    }

    /** What becomes of the run. */
    private final class Fate implements PartitionRun.Fate {
        @Override
        public void onOwned(long epoch) {
            state = PartitionState.RUNNING;
            LOG.info("orders.events/{}: owned since {}", partition, epoch);
        }

        @Override
        public void onBroken(String what) {
            if (!ended()) {
                LOG.warn("orders.events/{}: {}; starting over", partition, what);
                startOver(Long.MIN_VALUE);
            }
        }

        @Override
        public void onLeft(String newOwner) {
            state = PartitionState.LEFT;
            why = newOwner;
            LOG.warn("orders.events/{}: {} owns it now; leaving", partition, newOwner);
        }

        @Override
        public void onUnreadable(RuntimeException unreadable) {
            fail(unreadable);
        }
    }

    /** The venue says where to resume. */
    public void onResume(long lastApplied) {
        if (run != null && !ended()) {
            run.onResume(lastApplied);
        }
    }

    private void release() {
        overDue = false;
        if (run != null) {
            run.close();
            run = null;
        }
        if (snapshots != null) {
            snapshots.close();
            snapshots = null;
        }
    }

    public int partition() {
        return partition;
    }

    /** How it stands, for {@code owners}. The agent's thread. */
    public PartitionStatus status(long quarantined) {
        OwnerState owns =
                switch (state) {
                    case STARTING -> openings > 1 ? OwnerState.IN_DOUBT : OwnerState.STARTING;
                    case RUNNING -> OwnerState.RUNNING;
                    case LEFT -> OwnerState.LEFT;
                    case FAILED -> OwnerState.FAILED;
                };
        return new PartitionStatus(partition, owns, run == null ? -1 : run.epoch(), why, quarantined);
    }

    /** Any thread. */
    public PartitionState state() {
        return state;
    }

    /** Records of commands and events that did nothing. Any thread. */
    public long inertCount() {
        return inertCount;
    }

    /**
     * Asks for a last snapshot before the service ends; the steps that follow write it.
     *
     * @return whether there is something to wait for
     */
    public boolean finish() {
        if (state != PartitionState.RUNNING || run == null) {
            return false;
        }
        snapshots.hurry();
        return snapshots.pending();
    }

    /** Ends the task. */
    public void close() {
        release();
    }
}
