package io.atlas.console.preview;

import io.atlas.domain.Instrument;
import io.atlas.domain.Side;

/**
 * The prices of the ticket's three buttons; 0 where the book has none.
 *
 * @param passivePx the own touch
 * @param midPx the middle, rounded to the tick away from crossing
 * @param aggressivePx the far touch, or the level that fills the whole quantity, and a basis point more for the market that moves
 *     until Submit is pressed; never beyond the collar. What it fills at is the book's price in any case
 */
public record PriceButtons(long passivePx, long midPx, long aggressivePx) {

    private static final long CUSHION = 10_000;

    /** @param qty 0 if it is not known yet */
    static PriceButtons of(Instrument instrument, Depth depth, Side side, long qty) {
        long own = depth.ownTouchPx(side);
        long far = depth.farTouchPx(side);
        return new PriceButtons(
                own,
                own == 0 || far == 0 ? 0 : mid(instrument, side, depth.midPx()),
                far == 0 ? 0 : aggressive(instrument, depth, side, qty, far));
    }

    private static long mid(Instrument instrument, Side side, long px) {
        long tick = instrument.tickPx();
        long down = px / tick * tick;
        return side == Side.BUY || down == px ? down : down + tick;
    }

    private static long aggressive(Instrument instrument, Depth depth, Side side, long qty, long touchPx) {
        long collarPx = instrument.protectionPx(side, touchPx);
        Sweep sweep = Sweep.of(depth, side, collarPx, qty);
        long px = sweep.none() ? touchPx : sweep.worstPx();
        long cushion = px / CUSHION / instrument.tickPx() * instrument.tickPx();
        return side == Side.BUY ? Math.min(px + cushion, collarPx) : Math.max(px - cushion, collarPx);
    }
}
