package io.atlas.venue;

import io.atlas.domain.World;
import io.atlas.venue.core.VenueCore;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.Topics;
import io.atlas.wire.snapshot.RowReader;
import io.atlas.wire.snapshot.Snapshot;
import io.atlas.wire.snapshot.SnapshotId;
import io.atlas.wire.snapshot.SnapshotReader;
import io.atlas.wire.snapshot.SnapshotWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the venue starts from: its last snapshot that fits the journal, or nothing. Thread: the venue agent. */
final class VenueStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VenueStart.class);
    private static final int ROWS_PER_STEP = 2_000;

    private final CommandLog log;
    private final SnapshotId id;
    private final World world;
    private final SnapshotReader search;
    private SnapshotWriter writer;
    private Snapshot snapshot;
    private VenueRows rows;
    private VenueCore core;

    VenueStart(CommandLog log, SnapshotId id, World world) {
        this.log = log;
        this.id = id;
        this.world = world;
        this.search = new SnapshotReader(log, id);
    }

    /** Does some of it; returns how much. */
    int doWork(long nowNs) {
        if (!search.done()) {
            int work = search.doWork(nowNs);
            if (search.done()) {
                writer = new SnapshotWriter(log, id, search);
                snapshot = search.resultOrNull();
                rows = new VenueRows();
                search.close();
            }
            return work;
        }
        if (snapshot == null) {
            core = new VenueCore();
            return 1;
        }
        try {
            int work = snapshot.read(rows, ROWS_PER_STEP);
            if (snapshot.done()) {
                core = new VenueCore(world, rows.image());
            }
            return work + 1;
        } catch (RowReader.Malformed | IllegalStateException unreadable) {
            LOG.warn(
                    "{}: snapshot {}: {}; reading the journal from the beginning",
                    id,
                    snapshot.number(),
                    unreadable.getMessage());
            snapshot = null;
            return 1;
        }
    }

    boolean done() {
        return core != null;
    }

    VenueCore core() {
        return core;
    }

    /** How far the journal is in the core. */
    FoldState from() {
        return snapshot == null ? FoldState.START : snapshot.input(Topics.REPORTS, 0);
    }

    SnapshotWriter writer() {
        return writer;
    }

    @Override
    public void close() {
        search.close();
    }
}
