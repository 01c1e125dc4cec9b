package io.atlas.venue;

import io.atlas.domain.Invariant;
import io.atlas.domain.World;
import io.atlas.venue.core.VenueCore;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.snapshot.SnapshotId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the venue anew up to a known record of its journal, while the journal stays owned: from the last snapshot that fits, or
 * from the beginning. Thread: the venue agent.
 */
final class VenueRebuild implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VenueRebuild.class);

    private final CommandLog log;
    private final long upTo;
    private final VenueStart start;
    private FoldState from;
    private JournalReplay replay;

    /**
     * @param upTo offset of the last record to take in
     * @throws CommandLog.LogUnavailable if the log does not answer
     */
    VenueRebuild(CommandLog log, SnapshotId id, World world, long upTo) {
        this.log = log;
        this.upTo = upTo;
        this.start = new VenueStart(log, id, world);
    }

    /**
     * Does some of it; returns how much.
     *
     * @throws CommandLog.LogUnavailable if the log does not answer: begin anew
     */
    int doWork(long nowNs) {
        if (replay != null) {
            return replay();
        }
        int work = start.doWork(nowNs);
        if (start.done()) {
            from = start.from();
            replay = new JournalReplay(log, upTo, start.core(), from);
        }
        return work;
    }

    private int replay() {
        try {
            return replay.doWork();
        } catch (Invariant.Broken broken) {
            if (from.equals(FoldState.START)) {
                throw broken;
            }
            LOG.warn("venue: the journal goes on otherwise than its snapshot; reading it from the beginning", broken);
            replay.close();
            from = FoldState.START;
            replay = new JournalReplay(log, upTo);
            return 1;
        }
    }

    boolean done() {
        return replay != null && replay.done();
    }

    VenueCore core() {
        return replay.core();
    }

    @Override
    public void close() {
        start.close();
        if (replay != null) {
            replay.close();
        }
    }
}
