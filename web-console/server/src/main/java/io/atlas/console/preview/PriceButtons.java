package io.atlas.console.preview;

import io.atlas.domain.Instrument;
import io.atlas.domain.Side;

/**
 * The prices of the ticket's three buttons; 0 where the book has none.
 *
 * @param passivePx the own touch
 * @param midPx the middle, rounded to the tick away from crossing
 * @param aggressivePx the far touch, or the level that fills the whole quantity, never beyond the collar
 */
public record PriceButtons(long passivePx, long midPx, long aggressivePx) {

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
        Sweep sweep = Sweep.of(depth, side, instrument.protectionPx(side, touchPx), qty);
        return sweep.none() ? touchPx : sweep.worstPx();
    }
}
