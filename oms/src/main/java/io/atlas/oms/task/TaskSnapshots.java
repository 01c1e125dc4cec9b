package io.atlas.oms.task;

import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.Topics;
import io.atlas.wire.snapshot.RowReader;
import io.atlas.wire.snapshot.Snapshot;
import io.atlas.wire.snapshot.SnapshotId;
import io.atlas.wire.snapshot.SnapshotImage;
import io.atlas.wire.snapshot.SnapshotReader;
import io.atlas.wire.snapshot.SnapshotWriter;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of one partition's task: finds the one to start from, and writes new ones. What the task knows is ahead of the log
 * by its proposals, so an image waits until the last of them is read back; the position then belongs to it.
 *
 * <pre>
 *   search ──▶ load rows ──▶ found          image at seq n ──▶ n is read back ──▶ written, a little in each step
 * </pre>
 *
 * <p>Thread: the OMS agent.
 */
final class TaskSnapshots implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskSnapshots.class);
    private static final int ROWS_PER_STEP = 500;

    private final CommandLog log;
    private final SnapshotId id;
    private final long every;
    private SnapshotReader search;
    private Snapshot snapshot;
    private TaskRows rows;
    private TaskImage found;
    private boolean loaded;
    private SnapshotWriter writer;
    private long inputs;
    private TaskImage waiting;
    private FoldState waitingCommands;
    private FoldState waitingReports;
    private long waitingSeq;

    /** @param every how many inputs lie between two snapshots */
    TaskSnapshots(CommandLog log, SnapshotId id, long every) {
        this.log = log;
        this.id = id;
        this.every = every;
        this.search = new SnapshotReader(log, id);
    }

    /** Looks for a snapshot and takes it in; returns how much it did. */
    int load(long nowNs) {
        if (search != null) {
            int work = search.doWork(nowNs);
            if (search.done()) {
                writer = new SnapshotWriter(log, id, search);
                snapshot = search.resultOrNull();
                rows = new TaskRows();
                search.close();
                search = null;
            }
            return work;
        }
        if (snapshot == null || snapshot.done()) {
            found = snapshot == null ? null : rows.image();
            rows = null;
            loaded = true;
            return 1;
        }
        try {
            return snapshot.read(rows, ROWS_PER_STEP);
        } catch (RowReader.Malformed | IllegalStateException unreadable) {
            LOG.warn(
                    "{}: snapshot {}: {}; reading the log from the beginning",
                    id,
                    snapshot.number(),
                    unreadable.getMessage());
            snapshot = null;
            return 1;
        }
    }

    /** Whether it is known what to start from. */
    boolean loaded() {
        return loaded;
    }

    /** What to start from, or null: nothing. */
    TaskImage foundOrNull() {
        return found;
    }

    /** How far that input is in what was found. */
    FoldState input(String topic, int partition) {
        return snapshot == null ? FoldState.START : snapshot.input(topic, partition);
    }

    /** What was found is in use, or will not be used. */
    void forget() {
        found = null;
        snapshot = null;
    }

    /** An input was answered, now or by an earlier run. */
    void onInput() {
        inputs++;
    }

    /** Whether an image is wanted as soon as the task can give one. */
    boolean due() {
        return inputs >= every && waiting == null && writer.idle();
    }

    /** An image is wanted now, unless nothing has happened since the last one: the service ends. */
    void hurry() {
        inputs = inputs > 0 ? Math.max(inputs, every) : 0;
    }

    /** Whether something is on its way that {@link #hurry} should be followed by. */
    boolean pending() {
        return due() || waiting != null || writer.busy();
    }

    /** Takes what the task knows; it is written when the proposal of that seq is read back. */
    void take(TaskImage image, FoldState commands, FoldState reports, long proposedSeq) {
        inputs = 0;
        waiting = image;
        waitingCommands = commands;
        waitingReports = reports;
        waitingSeq = proposedSeq;
    }

    /** A proposal of that seq was read back, or all of them were; the events are at that state now. */
    void onReadBack(long seq, Supplier<FoldState> events) {
        if (waiting == null || seq != waitingSeq) {
            return;
        }
        FoldState state = events.get();
        TaskImage image = new TaskImage(waiting.desk().readBackUpTo(state.position()), waiting.forwarder());
        waiting = null;
        writer.begin(new SnapshotImage(
                List.of(
                        new SnapshotImage.Input(Topics.EVENTS, id.partition(), state),
                        new SnapshotImage.Input(Topics.COMMANDS, id.partition(), waitingCommands),
                        new SnapshotImage.Input(Topics.REPORTS, 0, waitingReports)),
                List.of(),
                TaskRows.of(image)));
    }

    int doWork() {
        return writer.doWork();
    }

    @Override
    public void close() {
        waiting = null;
        if (writer != null) {
            writer.abandon();
        }
        if (search != null) {
            search.close();
        }
    }
}
