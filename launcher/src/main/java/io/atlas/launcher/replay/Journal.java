package io.atlas.launcher.replay;

import io.atlas.domain.LogPosition;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.launcher.replay.Cursor.Valid;
import io.atlas.oms.order.Alarm;
import io.atlas.oms.order.OrderDesk;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * Reads the venue's journal once for all: each report is decoded, looked at by the fold, and handed to the partitions that it
 * concerns. After a difference the rest is still handed on, so that the partitions can be judged by what the log says.
 */
abstract class Journal extends Fold {
    private static final int QUEUE = 4_096;
    private static final int SLICE = 1_024;
    private static final Alarm NOBODY = (input, why) -> {};

    /** A report as it lies in the log. */
    record Report(LogRecord raw, Entry<VenueRecord> entry) {
        VenueReport body() {
            return (VenueReport) entry.body();
        }

        Difference.Shown shown() {
            return new Difference.Shown(new LogPosition(Topics.REPORTS, 0, entry.offset()), raw.value());
        }
    }

    final Cursor cursor;
    final VenueRecordCodec codec = new VenueRecordCodec();
    private final List<OrderDesk> desks = new ArrayList<>();
    private final List<OneToOneConcurrentArrayQueue<Report>> queues = new ArrayList<>();
    private Valid inHand;
    private volatile boolean drained;
    private volatile boolean cut;

    Journal(CommandLog log, int partitions, long end) {
        this.cursor = new Cursor(log, Topics.REPORTS, 0, codec, end);
        for (int p = 0; p < partitions; p++) {
            // Only to ask which partitions a report concerns.
            desks.add(new OrderDesk(p, partitions, NOBODY));
            queues.add(new OneToOneConcurrentArrayQueue<>(QUEUE));
        }
    }

    /** An owner's first record. */
    abstract void onEpochStart(Valid valid);

    /** A report, in order. */
    abstract void onReport(Valid valid, Entry<VenueRecord> entry, VenueReport report);

    @Override
    final int work() {
        return read(true);
    }

    @Override
    final int afterDifference() {
        return cut ? 0 : read(false);
    }

    private int read(boolean look) {
        int count = 0;
        while (count < SLICE && room() && cursor.peekOrNull() != null) {
            inHand = cursor.take();
            Entry<VenueRecord> entry = decoded();
            count++;
            if (entry.body() instanceof VenueReport report) {
                handOn(new Report(inHand.raw(), entry));
                if (look) {
                    onReport(inHand, entry, report);
                }
            } else if (look) {
                onEpochStart(inHand);
            }
        }
        drained = cursor.done();
        return count;
    }

    private Entry<VenueRecord> decoded() {
        try {
            return codec.decode(inHand.raw());
        } catch (RuntimeException malformed) {
            // It cannot be handed on, so for the partitions the journal ends here.
            cut = true;
            throw malformed;
        }
    }

    private boolean room() {
        for (OneToOneConcurrentArrayQueue<Report> queue : queues) {
            if (queue.remainingCapacity() == 0) {
                return false;
            }
        }
        return true;
    }

    private void handOn(Report report) {
        for (int p = 0; p < queues.size(); p++) {
            if (desks.get(p).concerns(report.body())) {
                queues.get(p).offer(report);
            }
        }
    }

    /** What concerns that partition, in order. One thread at a time takes from it. */
    final OneToOneConcurrentArrayQueue<Report> reports(int partition) {
        return queues.get(partition);
    }

    /** Why records of it count for nothing, in words; empty if nothing is known. Any thread. */
    final String whyInvalid() {
        return cursor.whyInvalid();
    }

    /** Whether nothing more will be handed on. */
    final boolean drained() {
        return drained;
    }

    /** Whether the journal could not be read to its end: what hangs on the rest cannot be judged. */
    final boolean cut() {
        return cut;
    }

    @Override
    final void unreadable() {
        cut = true;
    }

    @Override
    final boolean ended() {
        return cut || cursor.done();
    }

    @Override
    void finish() {
        drained = true;
    }

    @Override
    final List<Difference.Shown> context() {
        return cursor.recent();
    }

    @Override
    final Difference at(RuntimeException broken) {
        return refused(cursor.atHand(), cursor.atHandValueOrNull(), broken, cursor.recent());
    }

    @Override
    final List<Cursor> cursors() {
        return List.of(cursor);
    }
}
