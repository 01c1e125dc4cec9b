package io.atlas.launcher.replay;

import io.atlas.domain.LogPosition;
import java.util.List;

/**
 * Where a replay and the log part: what the record there says, what the cores say, and what came before.
 *
 * @param at the record, or the input that should have one
 * @param what in words
 * @param recordedOrNull the record's bytes; null if it is not there
 * @param replayedOrNull the bytes the cores give; null if they give none
 * @param context records that lead there: the cause, and those before it in its topic
 * @param time epoch nanoseconds of the record, to tell which of several came first; {@link Long#MAX_VALUE} if unknown
 */
record Difference(
        LogPosition at, String what, byte[] recordedOrNull, byte[] replayedOrNull, List<Shown> context, long time) {
    Difference {
        context = List.copyOf(context);
    }

    /** A record to show. */
    record Shown(LogPosition position, byte[] value) {}

    /** Ends the fold that found it. */
    static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Difference difference;

        Found(Difference difference) {
            super(difference.at() + ": " + difference.what(), null, false, false);
            this.difference = difference;
        }

        Difference difference() {
            return difference;
        }
    }
}
