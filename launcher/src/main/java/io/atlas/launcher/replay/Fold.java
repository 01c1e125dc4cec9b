package io.atlas.launcher.replay;

import io.atlas.domain.Invariant;
import io.atlas.domain.LogPosition;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.replay.Difference.Found;
import io.atlas.wire.log.CommandLog;
import java.util.List;

/**
 * One piece of a replay: a core with the records it reads. It is stepped, by one thread at a time, and ends alone when it finds a
 * difference: what the other folds take as their inputs is what the log says, not what this one made of it.
 */
abstract class Fold {
    private volatile Difference difference;
    private volatile boolean finished;

    /** Takes some of what is there; returns how many records that was. */
    final int step() {
        if (finished) {
            return 0;
        }
        try {
            int work = difference == null ? work() : afterDifference();
            if (work == 0 && ended()) {
                if (difference == null) {
                    finish();
                }
                finished = true;
            }
            return work;
        } catch (Found found) {
            stop(found.difference());
        } catch (DamagedLog damaged) {
            // Nothing more can be read here, so nothing more can come of it.
            stop(new Difference(damaged.at(), damaged.what(), null, null, context(), Long.MAX_VALUE));
            unreadable();
            finished = true;
        } catch (Refusal | CommandLog.LogUnavailable noLog) {
            throw noLog;
        } catch (RuntimeException broken) {
            // What a core or a codec throws at a record that cannot be.
            stop(at(broken));
        }
        return 1;
    }

    private void stop(Difference found) {
        if (difference == null) {
            difference = found;
        }
    }

    /** The record in hand when a core refused it. */
    abstract Difference at(RuntimeException broken);

    /** Records that lead to where it is. */
    abstract List<Difference.Shown> context();

    /** Its log cannot be read any further. */
    void unreadable() {}

    abstract int work();

    /** Whether nothing more will come. */
    abstract boolean ended();

    /** Looks at what is left when everything has been read. */
    abstract void finish();

    /** What still must be done after a difference so that other folds get on; returns how many records that was. */
    int afterDifference() {
        return 0;
    }

    final Difference differenceOrNull() {
        return difference;
    }

    /** Whether it has come to its end, or to a difference and nothing hangs on it. */
    final boolean finished() {
        return finished;
    }

    /** Its cursors, for figures. */
    abstract List<Cursor> cursors();

    /** Records compared byte for byte. */
    abstract long compared();

    /** Folded up to here, for messages. */
    static Difference refused(LogPosition at, byte[] value, RuntimeException broken, List<Difference.Shown> context) {
        boolean inWords = broken instanceof Invariant.Broken || broken instanceof Check.Broken;
        List<Difference.Shown> before =
                context.stream().filter(shown -> !shown.position().equals(at)).toList();
        return new Difference(
                at,
                inWords ? broken.getMessage() : "cannot be: " + broken,
                value,
                null,
                before,
                value == null ? 0 : RecordBytes.time(value));
    }
}
