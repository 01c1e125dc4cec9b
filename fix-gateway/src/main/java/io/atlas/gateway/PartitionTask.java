package io.atlas.gateway;

import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.Topics;
import io.atlas.wire.owners.OwnerState;
import io.atlas.wire.owners.PartitionStatus;
import io.atlas.wire.snapshot.Snapshot;
import io.atlas.wire.snapshot.SnapshotId;
import io.atlas.wire.snapshot.SnapshotReader;
import io.atlas.wire.snapshot.SnapshotWriter;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition from its start on: looks for a snapshot, takes it back, and runs from there. A snapshot that does not fit the
 * log, or that has reports which a message store lacks, is not used: then the log is read from its beginning.
 */
final class PartitionTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionTask.class);
    /** Rises when the rows or what the folds make of a record change. */
    private static final int ROW_VERSION = 1;

    private static final int ROWS_PER_STEP = 2_000;
    private static final long RETRY_NS = 1_000_000_000L;

    private enum Stage {
        LOOKING,
        LOADING,
        RUNNING
    }

    private final int partition;
    private final CommandLog log;
    private final long snapshotEvery;
    private final Supplier<PartitionRun> fresh;
    private final SnapshotId id;
    private final SnapshotReader search;
    private Snapshot snapshot;
    private PartitionRun run;
    private Stage stage = Stage.LOOKING;
    private long retryNs = Long.MIN_VALUE;

    /**
     * @param fresh makes a run that has read nothing
     * @throws CommandLog.LogUnavailable if the log does not answer
     */
    PartitionTask(int partition, World world, CommandLog log, long snapshotEvery, Supplier<PartitionRun> fresh) {
        this.partition = partition;
        this.log = log;
        this.snapshotEvery = snapshotEvery;
        this.fresh = fresh;
        this.id = SnapshotId.of("gateway", partition, ROW_VERSION, world);
        this.search = new SnapshotReader(log, id);
        this.run = fresh.get();
    }

    int doWork(long nowNs) {
        return switch (stage) {
            case LOOKING -> look(nowNs);
            case LOADING -> load(nowNs);
            case RUNNING -> run.doWork(nowNs);
        };
    }

    private int look(long nowNs) {
        if (nowNs < retryNs) {
            return 0;
        }
        int work;
        try {
            work = search.doWork(nowNs);
        } catch (CommandLog.LogUnavailable unavailable) {
            tryAgain(unavailable, nowNs);
            return 0;
        }
        if (search.done()) {
            snapshot = search.resultOrNull();
            stage = Stage.LOADING;
            return work + 1;
        }
        return work;
    }

    private void tryAgain(CommandLog.LogUnavailable unavailable, long nowNs) {
        LOG.warn("gateway/{}: {}; trying again", partition, unavailable.getMessage());
        retryNs = nowNs + RETRY_NS;
    }

    private int load(long nowNs) {
        if (nowNs < retryNs) {
            return 0;
        }
        int work = 1;
        if (snapshot != null && !snapshot.done()) {
            work += takeRows();
        }
        if (snapshot == null || snapshot.done()) {
            begin(nowNs);
        }
        return work;
    }

    private int takeRows() {
        try {
            return snapshot.read(run::restore, ROWS_PER_STEP);
        } catch (RuntimeException strange) {
            // Whatever is wrong with it: the log knows better.
            startFromZero(strange.toString());
            return 0;
        }
    }

    private void begin(long nowNs) {
        String forgetful = snapshot == null ? null : run.forgetfulSessionOrNull();
        if (forgetful != null) {
            startFromZero("the message store of " + forgetful + " lacks reports from before it");
        }
        try {
            SnapshotWriter writer = new SnapshotWriter(log, id, search);
            run.begin(from(Topics.COMMANDS), from(Topics.EVENTS), from(Topics.LEDGER), writer, snapshotEvery);
        } catch (CommandLog.LogUnavailable unavailable) {
            tryAgain(unavailable, nowNs);
            return;
        }
        if (snapshot != null) {
            LOG.info(
                    "gateway/{}: snapshot {} up to command {} and event {}",
                    partition,
                    snapshot.number(),
                    from(Topics.COMMANDS).position(),
                    from(Topics.EVENTS).position());
        }
        search.close();
        snapshot = null;
        stage = Stage.RUNNING;
    }

    private void startFromZero(String why) {
        LOG.warn("gateway/{}: snapshot not used, reading the log from its beginning: {}", partition, why);
        snapshot = null;
        run = fresh.get();
    }

    private FoldState from(String topic) {
        return snapshot == null ? FoldState.START : snapshot.input(topic, partition);
    }

    void onRequest(ClientRequest request, long nowNs) {
        run.onRequest(request, nowNs);
    }

    /** The last record of that topic, commands or events, that was read. */
    long readUpTo(String topic) {
        return running() ? run.readUpTo(topic) : -1;
    }

    /** See {@link PartitionRun#doubt}. */
    void doubt(String why) {
        if (running()) {
            run.doubt(why);
        }
    }

    /** Whether it is certain enough whose the partition is to answer requests. */
    boolean certain() {
        return !running() || run.certain();
    }

    private boolean running() {
        return stage == Stage.RUNNING;
    }

    boolean ready() {
        return running() && run.ready();
    }

    /** Whether it knows what its history holds, or never will. */
    boolean started() {
        return running() && run.started();
    }

    /** Whether another gateway owns the partition now. */
    boolean left() {
        return running() && run.left();
    }

    /** Nothing undecided, nothing unfolded, everything written. */
    boolean idle() {
        return running() && run.idle();
    }

    /** How it stands, for {@code owners}. */
    PartitionStatus status() {
        return running() ? run.status() : new PartitionStatus(partition, OwnerState.STARTING, -1, "", 0);
    }

    /** Wants a last snapshot before the end; returns whether there is something to wait for. */
    boolean lastSnapshot(long nowNs) {
        return running() && run.lastSnapshot(nowNs);
    }

    /** How many snapshots it has brought to the log. */
    long snapshotsWritten() {
        return running() ? run.snapshotsWritten() : 0;
    }

    /** Balances as decisions see them. */
    Ledger overlay() {
        return run.overlay();
    }

    /** Balances as the log has them. */
    Ledger folded() {
        return run.folded();
    }

    /** Records of the owned topics that did nothing. */
    long inertCount() {
        return running() ? run.inertCount() : 0;
    }

    @Override
    public void close() {
        search.close();
        if (running()) {
            run.close();
        }
    }
}
