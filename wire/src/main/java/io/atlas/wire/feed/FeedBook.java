package io.atlas.wire.feed;

import io.atlas.domain.Side;
import io.atlas.wire.market.BookUpdate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One book as the feed tells it. Prices and quantities in units of 1e-8. Belongs to the thread that polls the subscriber, which
 * alone changes it.
 */
public final class FeedBook {
    /** How far the book can be believed. */
    public enum State {
        /** Not yet known, or known to miss updates: the levels are the last known ones, if any, until a snapshot arrives. */
        AWAITING,
        /** Every update up to {@link #seq} is in it. */
        LIVE,
        /** It was live, but nothing has been heard for a while. */
        STALE
    }

    /** A price level. */
    public record Level(long px, long qty) {}

    private final String symbol;
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private State state = State.AWAITING;
    private long feedEpoch;
    private long seq;

    FeedBook(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    public State state() {
        return state;
    }

    /** The epoch that {@link #seq} counts in. */
    public long feedEpoch() {
        return feedEpoch;
    }

    /** The last update that is in the book. */
    public long seq() {
        return seq;
    }

    /** Best bid, 0 if there is none. */
    public long bidPx() {
        return bids.isEmpty() ? 0 : bids.firstKey();
    }

    /** Best offer, 0 if there is none. */
    public long askPx() {
        return asks.isEmpty() ? 0 : asks.firstKey();
    }

    /** The best bids, best first, at most that many. */
    public List<Level> bids(int depth) {
        return best(bids, depth);
    }

    /** The best offers, best first, at most that many. */
    public List<Level> asks(int depth) {
        return best(asks, depth);
    }

    private static List<Level> best(TreeMap<Long, Long> side, int depth) {
        List<Level> levels = new ArrayList<>(Math.min(depth, side.size()));
        for (Map.Entry<Long, Long> level : side.entrySet()) {
            if (levels.size() >= depth) {
                break;
            }
            levels.add(new Level(level.getKey(), level.getValue()));
        }
        return levels;
    }

    void become(State next) {
        state = next;
    }

    void replace(long epoch, long newSeq, List<BookUpdate.LevelChange> levels) {
        bids.clear();
        asks.clear();
        feedEpoch = epoch;
        apply(newSeq, levels);
    }

    void apply(long newSeq, List<BookUpdate.LevelChange> levels) {
        seq = newSeq;
        for (BookUpdate.LevelChange level : levels) {
            TreeMap<Long, Long> side = level.side() == Side.BUY ? bids : asks;
            if (level.qty() == 0) {
                side.remove(level.px());
            } else {
                side.put(level.px(), level.qty());
            }
        }
    }
}
