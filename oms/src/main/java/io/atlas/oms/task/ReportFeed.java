package io.atlas.oms.task;

import io.atlas.domain.VenueRecord;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code exec.reports} once for all partitions, so that a record is decoded once and not once per partition. A task that
 * starts over reads from the beginning by a cursor of its own, which joins the others where it meets them. While the queue of
 * one task is full the tasks that share its cursor wait with it: reading the journal again for one that cannot keep up would
 * only take more from it.
 */
public final class ReportFeed implements AutoCloseable {
    private static final int READ_LIMIT = 512;

    /** A task. */
    interface Listener {
        /** Takes no more for now. */
        boolean full();

        /** A valid record; after the listener got a new cursor, records it has had come again. */
        void onReport(Entry<VenueRecord> entry, long nowNs);

        /** A record could not be read: nothing more will come. */
        void onUnreadable(RuntimeException why);
    }

    private final class Cursor {
        private final ValidReader<VenueRecord> reader =
                new ValidReader<>(log, Topics.REPORTS, 0, new VenueRecordCodec());
        private final List<Listener> listeners = new ArrayList<>();

        boolean full() {
            for (Listener listener : listeners) {
                if (listener.full()) {
                    return true;
                }
            }
            return false;
        }

        int poll(long nowNs, long limit) {
            try {
                return reader.poll(entry -> listeners.forEach(listener -> listener.onReport(entry, nowNs)), (int)
                        Math.min(READ_LIMIT, limit));
            } catch (RuntimeException unreadable) {
                List.copyOf(listeners).forEach(listener -> listener.onUnreadable(unreadable));
                listeners.clear();
                return 0;
            }
        }
    }

    private final CommandLog log;
    private final List<Cursor> cursors = new ArrayList<>();

    public ReportFeed(CommandLog log) {
        this.log = log;
    }

    /** Hands everything from the first record on to the listener. */
    void join(Listener listener) {
        Cursor fresh = null;
        for (Cursor cursor : cursors) {
            fresh = cursor.reader.position() < 0 ? cursor : fresh;
        }
        if (fresh == null) {
            fresh = new Cursor();
            cursors.add(fresh);
        }
        fresh.listeners.add(listener);
    }

    /** Hands nothing more to the listener. */
    void leave(Listener listener) {
        cursors.forEach(cursor -> cursor.listeners.remove(listener));
    }

    /** Reads what has arrived; returns how many records that was. */
    public int poll(long nowNs) {
        dropIdle();
        int work = 0;
        for (int i = 0; i < cursors.size(); i++) {
            Cursor cursor = cursors.get(i);
            if (!cursor.full()) {
                work += cursor.poll(nowNs, i == 0 ? READ_LIMIT : gap(cursor, cursors.get(i - 1)));
            }
        }
        mergeEqual();
        return work;
    }

    /** Cursors are kept in order, the furthest first; one never overtakes the one before it, so it meets it exactly. */
    private static long gap(Cursor behind, Cursor ahead) {
        return Math.max(0, ahead.reader.position() - behind.reader.position());
    }

    private void dropIdle() {
        cursors.removeIf(cursor -> {
            boolean idle = cursor.listeners.isEmpty();
            if (idle) {
                cursor.reader.close();
            }
            return idle;
        });
    }

    private void mergeEqual() {
        for (int i = cursors.size() - 1; i > 0; i--) {
            Cursor behind = cursors.get(i);
            Cursor ahead = cursors.get(i - 1);
            if (gap(behind, ahead) == 0) {
                ahead.listeners.addAll(behind.listeners);
                behind.reader.close();
                cursors.remove(i);
            }
        }
    }

    /** How many records did nothing. */
    public long inertCount() {
        return cursors.isEmpty() ? 0 : cursors.get(0).reader.inertCount();
    }

    /** How many times the records are being read at the moment. */
    int cursorCount() {
        return cursors.size();
    }

    @Override
    public void close() {
        cursors.forEach(cursor -> cursor.reader.close());
        cursors.clear();
    }
}
