package io.atlas.console.view;

import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.snapshot.RowReader;
import io.atlas.wire.snapshot.RowSource;
import io.atlas.wire.snapshot.Snapshot;
import io.atlas.wire.snapshot.SnapshotId;
import io.atlas.wire.snapshot.SnapshotImage;
import io.atlas.wire.snapshot.SnapshotReader;
import io.atlas.wire.snapshot.SnapshotWriter;
import io.atlas.wire.snapshot.StartProgress;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the folds get their state from: the last snapshot if one fits the log, and the log after it. Every so many records the next
 * snapshot is written. Two consoles that watch the same share their snapshots; one that is disturbed by the other's does not fit and
 * is not used.
 */
final class History implements AutoCloseable {
    /** What the folds give and take. */
    interface Folds {
        ViewRows reader();

        RowSource rows();

        /** Opens the readers; may wait for the broker. */
        LogFeed feed(LogFeed.Start start);
    }

    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final int ROWS_PER_STEP = 2_000;
    private static final long RETRY_NS = 1_000_000_000L;
    private static final double SECOND_NS = 1e9;

    private final CommandLog log;
    private final SnapshotId id;
    private final long every;
    private final Folds folds;
    private final StartProgress progress = new StartProgress("console");
    private SnapshotReader search;
    private SnapshotWriter writer;
    private Snapshot snapshot;
    private ViewRows rows;
    private LogFeed feed;
    private long retryNs = Long.MIN_VALUE;
    private long feedSinceNs;
    private long written;
    private boolean caughtUp;
    private String text = "Looking for a snapshot";

    /** @param every how many records between two snapshots */
    History(CommandLog log, SnapshotId id, long every, Folds folds) {
        this.log = log;
        this.id = id;
        this.every = every;
        this.folds = folds;
    }

    /** Does what is next; returns how much there was to do. */
    int doWork(long nowNs) {
        if (feed != null) {
            return follow(nowNs);
        }
        if (nowNs < retryNs) {
            return 0;
        }
        try {
            return start(nowNs);
        } catch (CommandLog.LogUnavailable unavailable) {
            LOG.warn("console: {}; trying again", unavailable.getMessage());
            text = "The log does not answer, trying again";
            retryNs = nowNs + RETRY_NS;
            return 0;
        }
    }

    private int start(long nowNs) {
        if (writer == null) {
            search = search == null ? new SnapshotReader(log, id) : search;
            int work = search.doWork(nowNs);
            if (search.done()) {
                writer = new SnapshotWriter(log, id, search);
                snapshot = search.resultOrNull();
                rows = folds.reader();
                search.close();
                search = null;
            }
            return work;
        }
        if (snapshot != null && !snapshot.done()) {
            text = "Reading a snapshot, " + snapshot.percent() + " %";
            return readRows();
        }
        open(nowNs);
        return 1;
    }

    private int readRows() {
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

    private void open(long nowNs) {
        Snapshot from = snapshot;
        feed = folds.feed((topic, partition) -> from == null ? FoldState.START : from.input(topic, partition));
        feedSinceNs = nowNs;
        if (from != null) {
            rows.restore();
            LOG.info(
                    "console: goes on after snapshot {}, {} records are left to be read", from.number(), feed.toRead());
        }
        snapshot = null;
        rows = null;
    }

    private int follow(long nowNs) {
        int work = feed.poll();
        if (!caughtUp) {
            tell(nowNs);
        }
        if (feed.read() - written >= every && feed.still() && writer.idle()) {
            written = feed.read();
            List<SnapshotImage.Input> inputs = feed.inputs();
            writer.begin(new SnapshotImage(inputs, List.of(), folds.rows()));
        }
        return work + writer.doWork();
    }

    private void tell(long nowNs) {
        long read = feed.read();
        long toRead = feed.toRead();
        caughtUp = feed.caughtUp();
        if (caughtUp) {
            text = "Read up to the end";
            progress.done(nowNs, read);
            return;
        }
        progress.at(nowNs, read, toRead);
        double seconds = Math.max(1e-3, (nowNs - feedSinceNs) / SECOND_NS);
        text = String.format(
                Locale.ROOT,
                "Reading history, %d %% of %,d records, %,d a second",
                toRead == 0 ? 100 : Math.min(99, 100 * read / toRead),
                toRead,
                Math.round(read / seconds));
    }

    /** Whether everything that was in the log at the start has been folded. */
    boolean caughtUp() {
        return caughtUp;
    }

    /** How far the start is, for people. */
    String text() {
        return text;
    }

    /** Records known to wait for being folded. */
    long backlog() {
        return feed == null ? 0 : feed.backlog();
    }

    /** Records read since the start. */
    long read() {
        return feed == null ? 0 : feed.read();
    }

    /** Snapshots written since the start. */
    long snapshots() {
        return writer == null ? 0 : writer.written();
    }

    @Override
    public void close() {
        if (search != null) {
            search.close();
        }
        if (writer != null) {
            writer.abandon();
        }
        if (feed != null) {
            feed.close();
        }
    }
}
