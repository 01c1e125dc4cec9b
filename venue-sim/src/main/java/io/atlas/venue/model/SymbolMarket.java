package io.atlas.venue.model;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.Instrument;
import io.atlas.domain.Side;
import io.atlas.domain.World.SymbolModel;
import io.atlas.venue.book.OrderBook;

/**
 * The house in one symbol. Prices here are counted in price ticks ({@code ...Ticks}), quantities in lots, until they meet the
 * book. A market tick moves the fair price by at most {@code stepTicks}; the further it is from the instrument's reference
 * price, the likelier a step leads back, so it neither reaches zero nor runs away.
 */
public final class SymbolMarket {
    private static final int STEP = 1;
    private static final int HOMEWARD = 2;
    private static final int TAKER = 3;
    private static final int TAKER_SIDE = 4;
    private static final int TAKER_LOTS = 5;
    private static final int BID_LOTS = 6;
    private static final int ASK_LOTS = 7;

    private final Instrument instrument;
    private final SymbolModel terms;
    private final Chance chance;
    private final long referenceTicks;
    private final long floorTicks;
    private final long halfSpreadTicks;
    private final long mostLots;
    private long fairTicks;
    private long tick;

    public SymbolMarket(long seed, Instrument instrument, SymbolModel terms) {
        this.instrument = instrument;
        this.terms = terms;
        this.chance = new Chance(seed, instrument.symbol());
        this.referenceTicks = instrument.referencePx() / instrument.tickPx();
        this.halfSpreadTicks = Math.max(1, terms.halfSpreadTicks());
        // The lowest bid still has a price.
        this.floorTicks = Math.min(referenceTicks, 1 + distanceTicks(terms.levels()));
        this.mostLots = Math.max(1, terms.levelQty() / instrument.lotQty());
        this.fairTicks = referenceTicks;
    }

    /** Moves the fair price to that tick. */
    public void advanceTo(long toTick) {
        require(toTick >= tick, "tick: %d (expected: >= %d)", toTick, tick);
        while (tick < toTick) {
            tick++;
            fairTicks = Math.max(floorTicks, fairTicks + step());
        }
    }

    /** Puts the walk where it was. */
    public void restore(long atTick, long atFairTicks) {
        tick = atTick;
        fairTicks = atFairTicks;
    }

    private long step() {
        long widest = Math.max(0, terms.stepTicks());
        long step = chance.below(2 * widest + 1, tick, STEP) - widest;
        long awayTicks = fairTicks - referenceTicks;
        if (chance.below(referenceTicks, tick, HOMEWARD) < Math.abs(awayTicks)) {
            return awayTicks > 0 ? -Math.abs(step) : Math.abs(step);
        }
        return step;
    }

    /** What the present tick does in the book: the ladder moves, then a noise taker may come. */
    public void play(OrderBook book) {
        pullAll(book);
        for (int level = 0; level < terms.levels(); level++) {
            quote(book, Side.BUY, level, fairTicks - distanceTicks(level));
        }
        for (int level = 0; level < terms.levels(); level++) {
            quote(book, Side.SELL, level, fairTicks + distanceTicks(level));
        }
        if (chance.below(1_000, tick, TAKER) < terms.takersPerMille()) {
            take(book);
        }
    }

    /** Takes the whole ladder out of the book. */
    public void pullAll(OrderBook book) {
        for (int level = 0; level < terms.levels(); level++) {
            book.pull(houseId(Side.BUY, level));
            book.pull(houseId(Side.SELL, level));
        }
    }

    private void quote(OrderBook book, Side side, int level, long pxTicks) {
        if (pxTicks > 0) {
            // By price, not by tick: while the price stands, so does the quantity shown at it.
            long lots = mostLots - chance.below((mostLots + 1) / 2, pxTicks, side == Side.BUY ? BID_LOTS : ASK_LOTS);
            book.quote(houseId(side, level), side, lots * instrument.lotQty(), pxTicks * instrument.tickPx());
        }
    }

    /** A noise taker reaches no further than the ladder and trades at most a quarter of the greatest quote. */
    private void take(OrderBook book) {
        Side side = chance.below(2, tick, TAKER_SIDE) == 0 ? Side.BUY : Side.SELL;
        long lots = 1 + chance.below(Math.max(1, mostLots / 4), tick, TAKER_LOTS);
        long reachTicks = distanceTicks(terms.levels());
        long pxTicks = side == Side.BUY ? fairTicks + reachTicks : Math.max(1, fairTicks - reachTicks);
        book.take(houseId(side, terms.levels()), side, lots * instrument.lotQty(), pxTicks * instrument.tickPx());
    }

    private long distanceTicks(int level) {
        return halfSpreadTicks + (long) level * terms.levelGapTicks();
    }

    /** Each place on the ladder has its own id, below {@link io.atlas.domain.OrderIds#NONE}. */
    private static long houseId(Side side, int level) {
        return -2L - 2L * level - (side == Side.BUY ? 0 : 1);
    }

    /** The fair price at the present tick. */
    public long fairPx() {
        return fairTicks * instrument.tickPx();
    }

    /** The fair price in price ticks. */
    public long fairTicks() {
        return fairTicks;
    }

    public long tick() {
        return tick;
    }
}
