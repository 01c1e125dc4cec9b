package io.atlas.wire.snapshot;

import io.atlas.wire.log.FoldState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A whole snapshot that fits the log: its rows to be read once, and the positions after which the log goes on. */
public final class Snapshot {
    /** The fold that takes its state back. */
    @FunctionalInterface
    public interface Rows {
        /** One row; the reader is valid inside the call only. */
        void onRow(RowReader row);
    }

    record Chunk(String segmentOrNull, byte[] rows) {}

    private final Manifest manifest;
    private final Deque<Chunk> chunks;
    private final int chunkCount;
    private RowReader now;

    Snapshot(Manifest manifest, List<Chunk> chunks) {
        this.manifest = manifest;
        this.chunks = new ArrayDeque<>(chunks);
        this.chunkCount = chunks.size();
    }

    /** Rises by one with every snapshot of the fold. */
    public long number() {
        return manifest.number();
    }

    /** How far that input was folded in; {@link FoldState#START} if the snapshot does not name it. */
    public FoldState input(String topic, int partition) {
        for (SnapshotImage.Input input : manifest.inputs()) {
            if (input.partition() == partition && input.topic().equals(topic)) {
                return input.state();
            }
        }
        return FoldState.START;
    }

    /** The names of its segments, in the order in which their rows come. */
    public List<String> segments() {
        return manifest.segments().stream().map(Manifest.Segment::name).toList();
    }

    /**
     * Hands over the next rows, at most so many: those of the segments first; returns how many.
     *
     * @throws RowReader.Malformed if they are not rows of this version; what was taken of them must be thrown away
     */
    public int read(Rows rows, int limit) {
        int count = 0;
        while (count < limit && !done()) {
            if (now != null && now.nextRow()) {
                rows.onRow(now);
                count++;
            } else {
                // A chunk that was read is garbage from here on.
                Chunk next = chunks.pollFirst();
                now = next == null ? null : new RowReader(next.rows(), next.segmentOrNull());
            }
        }
        return count;
    }

    /** Whether all rows have been handed over. */
    public boolean done() {
        return now == null && chunks.isEmpty();
    }

    /** How much has been handed over, in percent. */
    public int percent() {
        return chunkCount == 0 ? 100 : 100 * (chunkCount - chunks.size()) / chunkCount;
    }
}
