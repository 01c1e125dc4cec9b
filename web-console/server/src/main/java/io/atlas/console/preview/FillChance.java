package io.atlas.console.preview;

import io.atlas.domain.Instrument;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;

/**
 * How likely an order is to fill, and why, in words. Rules: crosses and the depth suffices 100; crosses in part, the share of the
 * quantity; inside the spread 75; at the touch 50; beyond, falling with the distance in usual moves of a minute, never below 1.
 * What cannot rest and does not cross is 0: it ends at once.
 *
 * @param percent 0 to 100
 */
public record FillChance(int percent, String reason) {
    private static final int INSIDE = 75;
    private static final int AT_THE_TOUCH = 50;

    /**
     * @param px limit or protection price
     * @param minuteMovePx a usual move of one minute
     */
    static FillChance of(Instrument instrument, Depth depth, Terms terms, long px, Sweep sweep, double minuteMovePx) {
        String base = instrument.base();
        String qty = Grouped.qty(terms.qty());
        String filled = Grouped.qty(sweep.filledQty());
        if (sweep.filledQty() == terms.qty()) {
            return new FillChance(
                    100,
                    sweep.levels() == 1
                            ? "marketable at the touch"
                            : "marketable, sweeps " + sweep.levels() + " levels");
        }
        if (terms.tif() == TimeInForce.FOK) {
            return new FillChance(0, "fill or kill: only " + filled + " of " + qty + ' ' + base + " on offer");
        }
        if (!sweep.none()) {
            return new FillChance(
                    share(sweep.filledQty(), terms.qty()), "marketable for " + filled + " of " + qty + ' ' + base);
        }
        return terms.tif() == TimeInForce.IOC
                ? new FillChance(0, "nothing to trade with at this price: canceled at once")
                : resting(instrument, depth, terms.side(), px, minuteMovePx);
    }

    private static int share(long part, long whole) {
        return (int) Math.max(1, Math.min(99, 100.0 * part / whole));
    }

    private static FillChance resting(Instrument instrument, Depth depth, Side side, long px, double minuteMovePx) {
        String touch = side == Side.BUY ? "bid" : "offer";
        long own = depth.ownTouchPx(side);
        if (own == 0) {
            return new FillChance(INSIDE, "first at the " + touch);
        }
        long better = side == Side.BUY ? px - own : own - px;
        if (better > 0) {
            return new FillChance(INSIDE, "improves the " + touch + " by " + Grouped.px(instrument, better));
        }
        if (better == 0) {
            String ahead = Grouped.qty(depth.own(side).get(0).qty());
            return new FillChance(AT_THE_TOUCH, "joins " + ahead + ' ' + instrument.base() + " at the " + touch);
        }
        long ticks = -better / instrument.tickPx();
        double chance = AT_THE_TOUCH * Math.exp(better / minuteMovePx);
        String where = side == Side.BUY ? " below the bid" : " above the offer";
        return new FillChance(
                (int) Math.max(1, Math.min(AT_THE_TOUCH - 1, Math.round(chance))),
                Grouped.count(ticks) + (ticks == 1 ? " tick" : " ticks") + where + ": hopeful");
    }
}
