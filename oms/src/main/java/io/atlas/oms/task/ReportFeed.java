package io.atlas.oms.task;

import io.atlas.domain.VenueRecord;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code exec.reports} once for all partitions, so that a record is decoded once and not once per partition. A task that
 * starts over reads by a cursor of its own, which joins the others where it meets them. While the queue of one task is full the
 * tasks that share its cursor wait with it: reading the journal again for one that cannot keep up would only take more from
 * it. Tasks that start together, each from a snapshot of its own, wait for the one that is furthest behind, for the same reason;
 * a task that runs waits for nobody.
 */
public final class ReportFeed implements AutoCloseable {
    private static final int READ_LIMIT = 512;

    /** A task. */
    interface Listener {
        /** Takes no more for now. */
        boolean full();

        /** Does not run yet: it may as well wait for another one that is further behind. */
        boolean starting();

        /** A valid record; after the listener got a new cursor, records it has had come again. */
        void onReport(Entry<VenueRecord> entry, long nowNs);

        /** A record could not be read: nothing more will come. */
        void onUnreadable(RuntimeException why);
    }

    private final class Cursor {
        private final ValidReader<VenueRecord> reader;
        private final List<Listener> listeners = new ArrayList<>();

        Cursor(FoldState from) {
            reader = new ValidReader<>(log, Topics.REPORTS, 0, codec, from);
        }

        boolean full() {
            for (Listener listener : listeners) {
                if (listener.full()) {
                    return true;
                }
            }
            return false;
        }

        boolean starting() {
            for (Listener listener : listeners) {
                if (!listener.starting()) {
                    return false;
                }
            }
            return true;
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
    private final VenueRecordCodec codec = new VenueRecordCodec();
    private final List<Cursor> cursors = new ArrayList<>();

    public ReportFeed(CommandLog log) {
        this.log = log;
    }

    /** Hands everything after that state's position on to the listener. */
    void join(Listener listener, FoldState from) {
        int place = 0;
        while (place < cursors.size() && cursors.get(place).reader.position() > from.position()) {
            place++;
        }
        if (place == cursors.size() || cursors.get(place).reader.position() < from.position()) {
            cursors.add(place, new Cursor(from));
        }
        cursors.get(place).listeners.add(listener);
    }

    /** How far the journal has been handed to the listener; it must have joined. */
    FoldState state(Listener listener) {
        for (Cursor cursor : cursors) {
            if (cursor.listeners.contains(listener)) {
                return cursor.reader.state();
            }
        }
        throw new IllegalStateException("has not joined");
    }

    /** Where {@link #state} is; -1 if nothing has been handed over or the listener has not joined. */
    long position(Listener listener) {
        for (Cursor cursor : cursors) {
            if (cursor.listeners.contains(listener)) {
                return cursor.reader.position();
            }
        }
        return -1;
    }

    /** Hands nothing more to the listener. */
    void leave(Listener listener) {
        cursors.forEach(cursor -> cursor.listeners.remove(listener));
    }

    /** Reads what has arrived; returns how many records that was. */
    public int poll(long nowNs) {
        dropIdle();
        int work = 0;
        boolean behindMoved = false;
        for (int i = cursors.size() - 1; i >= 0; i--) {
            Cursor cursor = cursors.get(i);
            if (!cursor.full() && !(behindMoved && cursor.starting())) {
                int read = cursor.poll(nowNs, i == 0 ? READ_LIMIT : gap(cursor, cursors.get(i - 1)));
                work += read;
                behindMoved |= read > 0;
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
