package io.atlas.venue;

import io.atlas.domain.VenueRecord;
import io.atlas.venue.core.VenueCore;
import io.atlas.venue.core.VenueImage;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.OwnedPartition;
import io.atlas.wire.log.Topics;
import io.atlas.wire.snapshot.SnapshotImage;
import io.atlas.wire.snapshot.SnapshotWriter;
import java.util.List;

/**
 * Writes the venue's snapshots. The books are ahead of the journal by what is not read back, so an image waits for the last report
 * in it. Thread: the venue agent.
 */
final class VenueSnapshots {
    private final SnapshotWriter writer;
    private final long every;
    private long inputs;
    private VenueImage waiting;
    private long waitingSeq;

    VenueSnapshots(SnapshotWriter writer, long every) {
        this.writer = writer;
        this.every = every;
    }

    /** One more report lies in the journal or is on its way there. */
    void onInput() {
        inputs++;
    }

    /** Takes an image if it is time for one, and writes some of the last one; returns how much. */
    int doWork(VenueCore core, OwnedPartition<VenueRecord> journal) {
        if (inputs >= every && waiting == null && writer.idle()) {
            inputs = 0;
            waiting = core.image();
            waitingSeq = journal.proposedSeq();
            if (journal.openProposals() == 0) {
                begin(journal.state());
            }
        }
        return writer.doWork();
    }

    /** The report of that seq was read back. */
    void onReadBack(long seq, OwnedPartition<VenueRecord> journal) {
        if (waiting != null && seq == waitingSeq) {
            begin(journal.state());
        }
    }

    private void begin(FoldState state) {
        VenueImage image = waiting;
        waiting = null;
        writer.begin(new SnapshotImage(
                List.of(new SnapshotImage.Input(Topics.REPORTS, 0, state)), List.of(), VenueRows.of(image)));
    }

    /** An image is wanted at the next step, unless nothing has happened since the last one. */
    void hurry() {
        inputs = inputs > 0 ? Math.max(inputs, every) : 0;
    }

    /** Whether something is on its way that steps bring further. */
    boolean pending() {
        return inputs >= every && writer.idle() || waiting != null || writer.busy();
    }

    /** The books were ahead of the journal for good. */
    void abandon() {
        waiting = null;
        writer.abandon();
    }
}
