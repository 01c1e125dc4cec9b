package io.atlas.wire.snapshot;

import io.atlas.wire.log.FoldState;
import java.util.List;
import java.util.function.Supplier;

/**
 * A fold's state as it was at one moment. What the sources read must never change any more: references to immutable records,
 * or copies.
 *
 * @param inputs how far each input was folded into the state; all of them are checked against the log when it is read
 * @param segments large parts that only grow, cut into pieces that never change; read back first, in this order
 * @param rows everything else
 */
public record SnapshotImage(List<Input> inputs, List<Segment> segments, RowSource rows) {
    public SnapshotImage {
        inputs = List.copyOf(inputs);
        segments = List.copyOf(segments);
    }

    /** One topic partition the fold reads. */
    public record Input(String topic, int partition, FoldState state) {}

    /**
     * A piece that is written once and named by every later manifest that needs it. When no manifest does any more, its
     * records are taken away.
     *
     * @param name without a slash; the same name always has the same rows
     * @param rows asked for only if the piece is not in the log yet
     */
    public record Segment(String name, Supplier<RowSource> rows) {
        public Segment {
            if (name.isEmpty() || name.indexOf('/') >= 0) {
                throw new IllegalArgumentException("segment: '" + name + "' (expected: no slash)");
            }
        }
    }
}
