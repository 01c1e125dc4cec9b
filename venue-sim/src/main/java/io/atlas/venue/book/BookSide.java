package io.atlas.venue.book;

import io.atlas.domain.Side;
import java.util.Arrays;

/**
 * The price levels of one side in a sorted array, the best one last: trading happens at that end, so levels come and go there
 * with few moves. A price's rank orders both sides alike, a higher one being better.
 */
final class BookSide {
    private static final int FIRST_CAPACITY = 64;

    final Side side;
    private final long sign;
    private long[] ranks = new long[FIRST_CAPACITY];
    private PriceLevel[] levels = new PriceLevel[FIRST_CAPACITY];
    private PriceLevel[] pool = new PriceLevel[FIRST_CAPACITY];
    private int pooled;
    private int depth;

    BookSide(Side side) {
        this.side = side;
        this.sign = side == Side.BUY ? 1 : -1;
    }

    PriceLevel bestOrNull() {
        return depth == 0 ? null : levels[depth - 1];
    }

    /** Best price, 0 if the side is empty. */
    long bestPx() {
        return depth == 0 ? 0 : levels[depth - 1].px;
    }

    int depth() {
        return depth;
    }

    /** The level counted from the best one, which is 0. */
    PriceLevel level(int fromBest) {
        return levels[depth - 1 - fromBest];
    }

    /** Whether an order of the other side with that limit may trade with the best level. */
    boolean isReachedBy(long limitPx) {
        return depth > 0 && sign * limitPx <= ranks[depth - 1];
    }

    PriceLevel atOrNull(long px) {
        int index = indexOf(px);
        return index >= 0 ? levels[index] : null;
    }

    /** Adds a level that does not exist yet. */
    PriceLevel add(long px) {
        int index = ~indexOf(px);
        if (depth == ranks.length) {
            ranks = Arrays.copyOf(ranks, depth * 2);
            levels = Arrays.copyOf(levels, depth * 2);
        }
        System.arraycopy(ranks, index, ranks, index + 1, depth - index);
        System.arraycopy(levels, index, levels, index + 1, depth - index);
        PriceLevel level = pooled == 0 ? new PriceLevel() : pool[--pooled];
        level.px = px;
        level.touchedBy = 0;
        ranks[index] = sign * px;
        levels[index] = level;
        depth++;
        return level;
    }

    /** Removes an empty level. */
    void remove(PriceLevel level) {
        int index = indexOf(level.px);
        depth--;
        System.arraycopy(ranks, index + 1, ranks, index, depth - index);
        System.arraycopy(levels, index + 1, levels, index, depth - index);
        levels[depth] = null;
        if (pooled == pool.length) {
            pool = Arrays.copyOf(pool, pooled * 2);
        }
        pool[pooled++] = level;
    }

    /** Like {@link Arrays#binarySearch(long[], long)}, with the best level tried first because most commands mean it. */
    private int indexOf(long px) {
        long rank = sign * px;
        int high = depth - 1;
        if (high < 0 || rank > ranks[high]) {
            return ~depth;
        }
        return rank == ranks[high] ? high : Arrays.binarySearch(ranks, 0, depth, rank);
    }
}
