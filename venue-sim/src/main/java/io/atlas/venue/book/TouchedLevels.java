package io.atlas.venue.book;

import io.atlas.domain.Side;
import java.util.Arrays;

/**
 * The levels that changed since the last drain, each once, with the total it had before. A level that vanished and came back
 * meanwhile is the same level to those who watch, though it is another object here; so a new level is looked up among
 * those noted, and only a new one, which keeps everything else free of searching.
 */
final class TouchedLevels {
    private static final int FIRST_CAPACITY = 128;

    private Side[] sides = new Side[FIRST_CAPACITY];
    private long[] pxs = new long[FIRST_CAPACITY];
    private long[] qtysBefore = new long[FIRST_CAPACITY];
    private int count;
    private long round = 1;

    /** The level is about to change. */
    void touch(Side side, PriceLevel level) {
        if (level.touchedBy != round) {
            level.touchedBy = round;
            note(side, level.px, level.totalQty);
        }
    }

    /** The level has just been made. */
    void touchNew(Side side, PriceLevel level) {
        level.touchedBy = round;
        for (int i = 0; i < count; i++) {
            if (pxs[i] == level.px && sides[i] == side) {
                return;
            }
        }
        note(side, level.px, 0);
    }

    private void note(Side side, long px, long qtyBefore) {
        if (count == pxs.length) {
            sides = Arrays.copyOf(sides, count * 2);
            pxs = Arrays.copyOf(pxs, count * 2);
            qtysBefore = Arrays.copyOf(qtysBefore, count * 2);
        }
        sides[count] = side;
        pxs[count] = px;
        qtysBefore[count++] = qtyBefore;
    }

    /** Hands over the levels whose total is another one now, in the order they were first touched. */
    void drain(BookSide bids, BookSide asks, LevelListener listener) {
        for (int i = 0; i < count; i++) {
            PriceLevel level = (sides[i] == Side.BUY ? bids : asks).atOrNull(pxs[i]);
            long qty = level == null ? 0 : level.totalQty;
            if (qty != qtysBefore[i]) {
                listener.onLevel(sides[i], pxs[i], qty);
            }
        }
        forget();
    }

    boolean any() {
        return count > 0;
    }

    void forget() {
        count = 0;
        round++;
    }
}
