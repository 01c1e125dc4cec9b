package io.atlas.wire.feed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Puts together the parts of one update or snapshot at a time, in whatever order they come; a later one drops an unfinished. */
final class PartCollector<T extends FeedFrame.Part> {
    private final List<T> parts = new ArrayList<>();
    private long epoch;
    private long seq = -1;
    private int missing;

    /** All parts in order once the last missing one is there; otherwise null. */
    List<T> wholeOrNull(T frame) {
        if (frame.parts() == 1) {
            return List.of(frame);
        }
        if (frame.feedEpoch() < epoch || (frame.feedEpoch() == epoch && frame.seq() < seq)) {
            return null;
        }
        if (frame.feedEpoch() != epoch || frame.seq() != seq || frame.parts() != parts.size()) {
            begin(frame);
        }
        if (parts.get(frame.part()) == null) {
            parts.set(frame.part(), frame);
            missing--;
            if (missing == 0) {
                return List.copyOf(parts);
            }
        }
        return null;
    }

    private void begin(T frame) {
        epoch = frame.feedEpoch();
        seq = frame.seq();
        missing = frame.parts();
        parts.clear();
        parts.addAll(Collections.<T>nCopies(frame.parts(), null));
    }

    /** Whatever comes next begins anew, even if it is of an earlier epoch. */
    void forget() {
        epoch = 0;
        seq = -1;
        parts.clear();
    }
}
