package io.atlas.console.preview;

import io.atlas.domain.Side;
import java.util.List;

/**
 * The real levels of a book, best first: what the console has filled up for the eye is not among them.
 *
 * @param live false while the book is not known or old: its prices decide nothing
 */
public record Depth(boolean live, List<Level> bids, List<Level> asks) {
    /** Nothing is known. */
    public static final Depth NONE = new Depth(false, List.of(), List.of());

    /** Everything at one price. */
    public record Level(long px, long qty) {}

    public Depth {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /** The levels an order of that side would rest among. */
    public List<Level> own(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    /** The levels an order of that side would trade with. */
    public List<Level> far(Side side) {
        return side == Side.BUY ? asks : bids;
    }

    /** Best price of the side an order would rest on, 0 if there is none. */
    public long ownTouchPx(Side side) {
        return best(own(side));
    }

    /** Best price an order would trade at, 0 if there is none. */
    public long farTouchPx(Side side) {
        return best(far(side));
    }

    private static long best(List<Level> levels) {
        return levels.isEmpty() ? 0 : levels.get(0).px();
    }

    /** Between both touches, cut to a unit; the only touch if there is one; 0 if there is none. */
    public long midPx() {
        long bid = best(bids);
        long ask = best(asks);
        return bid == 0 || ask == 0 ? Math.max(bid, ask) : bid + (ask - bid) / 2;
    }
}
