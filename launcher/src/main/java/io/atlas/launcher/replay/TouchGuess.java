package io.atlas.launcher.replay;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.MarketView;
import io.atlas.domain.OrdType;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.Side;
import io.atlas.domain.World;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A refusal does not record the touch it was decided on. Few depend on it, and those that do hold the price that it gave: what
 * touch gives that price is worked out here.
 */
final class TouchGuess {
    private static final Pattern COLLAR = Pattern.compile("\\(expected: not beyond ([0-9.]+)\\)$");
    private static final MarketView EMPTY = new MarketView(0, 0, 0);

    private TouchGuess() {}

    /** Whether another touch could have led to another decision. */
    static boolean hangsOnIt(Rejected rejected) {
        return rejected.reason() == Reason.MARKET_CLOSED
                || rejected.reason() == Reason.PRICE_COLLAR
                || boundPx(rejected) > 0;
    }

    /** The protection price of a market order that got as far as having one, else 0. */
    private static long boundPx(Rejected rejected) {
        Rejected.Terms terms = rejected.terms();
        return rejected.request() == Rejected.Request.NEW && terms != null && terms.ordType() == OrdType.MARKET
                ? terms.px()
                : 0;
    }

    /** The touches with which it could have been refused as it was, the likeliest first; null stands for none. */
    static List<MarketView> of(Rejected rejected, World world) {
        List<MarketView> touches = new ArrayList<>();
        Rejected.Terms terms = rejected.terms();
        Instrument instrument = terms == null ? null : world.instrumentOrNull(terms.symbol());
        long px = rejected.reason() == Reason.PRICE_COLLAR ? collarPx(rejected.text()) : boundPx(rejected);
        if (instrument != null && terms.side() != null && px > 0) {
            long touchPx = touchPx(instrument, terms.side(), px);
            touches.add(new MarketView(touchPx, touchPx, 0));
        }
        touches.add(EMPTY);
        touches.add(null);
        return touches;
    }

    private static long collarPx(String text) {
        Matcher matcher = COLLAR.matcher(text == null ? "" : text);
        return matcher.find() ? FixedPoint.parse(matcher.group(1)) : 0;
    }

    /** The least touch, in ticks, whose protection price is not below that price; it rises with the touch. */
    private static long touchPx(Instrument instrument, Side side, long px) {
        long tick = instrument.tickPx();
        long low = 1;
        long high = side == Side.BUY ? px / tick + 1 : Long.MAX_VALUE / tick / 20_000;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (instrument.protectionPx(side, middle * tick) >= px) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low * tick;
    }
}
