package io.atlas.gateway;

import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.Topics;
import io.atlas.wire.snapshot.SnapshotImage;
import io.atlas.wire.snapshot.SnapshotImage.Input;
import io.atlas.wire.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes a partition's snapshots while it runs.
 *
 * <p>An image is of the log alone: of the commands read back and the events folded, nothing that is only proposed. It can be
 * taken when everything that has arrived is folded, which on a busy partition is so only now and then, since events wait
 * for the commands decided before them. If no such moment comes within a second, events are held back for a round trip to
 * the log until it does; orders go on meanwhile. Then the image waits for the ledger entries of what it holds.
 */
final class PartitionSnapshots {
    private static final long PATIENCE_NS = 1_000_000_000L;

    /** The partition, as its snapshots see it. */
    interface Source {
        /** How many commands and events have been read since the start. */
        long inputs();

        /** Whether all that has arrived is folded. */
        boolean settled();

        /** Stops reading events, or goes on. */
        void holdEvents(boolean hold);

        /** The state, with the position of each topic that is not the ledger's. */
        SnapshotImage image();

        /** Calls back with the ledger's position once the entries of all that is folded now are read back. */
        void whenWritten(Consumer<FoldState> reached);
    }

    private final int partition;
    private final SnapshotWriter writer;
    private final long every;
    private final Source source;
    private long inputsOfLast;
    private boolean wanted;
    private boolean marking;
    private long wantedSinceNs;

    PartitionSnapshots(int partition, SnapshotWriter writer, long every, Source source) {
        this.partition = partition;
        this.writer = writer;
        this.every = every;
        this.source = source;
    }

    /** Goes on with what is under way, or begins when it is time. */
    int doWork(long nowNs) {
        if (writer.busy()) {
            return writer.doWork();
        }
        if (!wanted && !marking && source.inputs() - inputsOfLast >= every && writer.idle()) {
            want(nowNs);
        }
        return wanted ? take(nowNs) : 0;
    }

    private void want(long nowNs) {
        wanted = true;
        wantedSinceNs = nowNs;
    }

    private int take(long nowNs) {
        if (!source.settled()) {
            if (nowNs - wantedSinceNs >= PATIENCE_NS) {
                source.holdEvents(true);
            }
            return 0;
        }
        wanted = false;
        marking = true;
        inputsOfLast = source.inputs();
        SnapshotImage image = source.image();
        source.holdEvents(false);
        source.whenWritten(ledger -> begin(image, ledger));
        return 1;
    }

    private void begin(SnapshotImage image, FoldState ledger) {
        marking = false;
        List<Input> inputs = new ArrayList<>(image.inputs());
        inputs.add(new Input(Topics.LEDGER, partition, ledger));
        writer.begin(new SnapshotImage(inputs, image.segments(), image.rows()));
    }

    /** Wants one more before the end, if anything has happened since the last; returns whether there is something to wait for. */
    boolean last(long nowNs) {
        if (!wanted && !marking && writer.idle() && source.inputs() > inputsOfLast) {
            want(nowNs - PATIENCE_NS);
        }
        return wanted || marking || writer.busy();
    }

    /** How many have been brought to the log. */
    long written() {
        return writer.written();
    }
}
