package io.atlas.console.view;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedBook;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * What the tiles show: the book sampled once a second, and the trades' volume by aggressor. For the eye only, so in floating
 * point.
 */
final class TileFold {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double SECONDS_PER_YEAR = 31_536_000;
    private static final double UNIT = FixedPoint.ONE;
    private static final int MOST_LEVELS = 1_000;
    /** Fewer returns say nothing about a deviation. */
    private static final int LEAST_RETURNS = 5;

    private final Instrument instrument;
    private final TileConfig config;
    private final SecondRing mids = new SecondRing();
    private final SecondRing volatilities = new SecondRing();
    private final SecondRing spreads = new SecondRing();
    private final SecondRing liquidities = new SecondRing();
    private final SecondRing buys = new SecondRing();
    private final SecondRing sells = new SecondRing();
    private final SecondRing trends = new SecondRing();
    private long second = Long.MIN_VALUE;

    TileFold(Instrument instrument, TileConfig config) {
        this.instrument = instrument;
        this.config = config;
    }

    /** Folds a trade. */
    void apply(long timeNs, long qty, Side aggressor) {
        flow(aggressor).add(timeNs / SECOND_NS, qty / UNIT);
    }

    /** The traded quantity by second: what of the tiles comes from the log. */
    SecondRing flow(Side aggressor) {
        return aggressor == Side.BUY ? buys : sells;
    }

    /** Samples the book if a new second has begun; returns whether it has. */
    boolean sample(long nowNs, FeedBook bookOrNull) {
        long now = nowNs / SECOND_NS;
        if (now <= second) {
            return false;
        }
        second = now;
        if (bookOrNull != null && bookOrNull.state() == FeedBook.State.LIVE && twoSided(bookOrNull)) {
            double mid = mid(bookOrNull);
            mids.put(now, mid);
            spreads.put(now, (bookOrNull.askPx() - bookOrNull.bidPx()) / UNIT);
            liquidities.put(now, liquidity(bookOrNull, mid));
        }
        double volatility = volatility();
        if (!Double.isNaN(volatility)) {
            volatilities.put(now, volatility);
        }
        double trend = trend();
        if (!Double.isNaN(trend)) {
            trends.put(now, trend);
        }
        return true;
    }

    private static boolean twoSided(FeedBook book) {
        return book.bidPx() > 0 && book.askPx() > 0;
    }

    private static double mid(FeedBook book) {
        return (book.bidPx() + book.askPx()) / 2.0 / UNIT;
    }

    private double volatility() {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (long s = second - SecondRing.SECONDS + 1; s <= second; s++) {
            double move = Math.log(mids.get(s) / mids.get(s - 1));
            if (!Double.isNaN(move)) {
                sum += move;
                squares += move * move;
                count++;
            }
        }
        if (count < LEAST_RETURNS) {
            return Double.NaN;
        }
        double variance = Math.max(0, (squares - sum * sum / count) / (count - 1));
        return Math.sqrt(variance * SECONDS_PER_YEAR) * 100;
    }

    private double liquidity(FeedBook book, double mid) {
        return near(book.bids(MOST_LEVELS), mid) + near(book.asks(MOST_LEVELS), mid);
    }

    /** The quantity at prices within 10 bp of the mid. */
    private static double near(List<FeedBook.Level> levels, double mid) {
        double qty = 0;
        for (FeedBook.Level level : levels) {
            if (Math.abs(level.px() / UNIT - mid) > mid * 0.001) {
                break;
            }
            qty += level.qty() / UNIT;
        }
        return qty;
    }

    private double trend() {
        double bought = buys.sum(second);
        double sold = sells.sum(second);
        return bought + sold == 0 ? Double.NaN : (bought - sold) / (bought + sold) * 100;
    }

    /** The tiles as of the last sample, spread and liquidity as of now. */
    Tiles tiles(FeedBook bookOrNull) {
        boolean live = bookOrNull != null && bookOrNull.state() == FeedBook.State.LIVE && twoSided(bookOrNull);
        return new Tiles(
                volatilityTile(),
                live ? spreadTile(bookOrNull) : unknown(instrument.quote(), spreads, spreadFormula()),
                live ? liquidityTile(bookOrNull) : unknown(instrument.base(), liquidities, liquidityFormula()),
                trendTile());
    }

    private Tile volatilityTile() {
        double value = volatility();
        String word = value < config.volatilityNormal()
                ? "CALM"
                : value < config.volatilityElevated()
                        ? "NORMAL"
                        : value < config.volatilityExtreme() ? "ELEVATED" : "EXTREME";
        String formula = "standard deviation of the log returns of the mid over 1 s in 60 s, × √31,536,000; CALM < "
                + plain(config.volatilityNormal()) + " ≤ NORMAL < " + plain(config.volatilityElevated())
                + " ≤ ELEVATED < " + plain(config.volatilityExtreme()) + " ≤ EXTREME";
        return Double.isNaN(value)
                ? unknown("% ann", volatilities, formula)
                : new Tile(round(value, 1), "% ann", word, "", volatilities.upTo(second), formula);
    }

    private Tile spreadTile(FeedBook book) {
        long spread = book.askPx() - book.bidPx();
        double bp = spread / UNIT / mid(book) * 10_000;
        String word = bp < config.spreadTightBp() ? "TIGHT" : bp < config.spreadWideBp() ? "NORMAL" : "WIDE";
        return new Tile(
                FixedPoint.format(spread),
                instrument.quote(),
                word,
                round(bp, 2) + " bp",
                spreads.upTo(second),
                spreadFormula());
    }

    private String spreadFormula() {
        return "best ask − best bid; TIGHT < " + plain(config.spreadTightBp()) + " bp ≤ NORMAL < "
                + plain(config.spreadWideBp()) + " bp ≤ WIDE";
    }

    private Tile liquidityTile(FeedBook book) {
        double mid = mid(book);
        double qty = liquidity(book, mid);
        double amount = qty * mid;
        String word = amount < config.liquidityThin() ? "THIN" : amount < config.liquidityDeep() ? "NORMAL" : "DEEP";
        return new Tile(
                round(qty, qty < 1_000 ? 1 : 0),
                instrument.base(),
                word,
                "",
                liquidities.upTo(second),
                liquidityFormula());
    }

    private String liquidityFormula() {
        return "quantity within ±10 bp of the mid, both sides; as an amount of " + instrument.quote() + ": THIN < "
                + plain(config.liquidityThin()) + " ≤ NORMAL < " + plain(config.liquidityDeep()) + " ≤ DEEP";
    }

    private Tile trendTile() {
        double value = trend();
        String formula = "(bought − sold) ÷ (bought + sold) by aggressor in 60 s, × 100; SELLERS ≤ −"
                + config.trendBias() + " < BALANCED < " + config.trendBias() + " ≤ BUYERS";
        if (Double.isNaN(value)) {
            return unknown("net flow", trends, formula);
        }
        long rounded = Math.round(value);
        String word =
                rounded >= config.trendBias() ? "BUYERS" : rounded <= -config.trendBias() ? "SELLERS" : "BALANCED";
        return new Tile(Long.toString(rounded), "net flow", word, "", trends.upTo(second), formula);
    }

    private Tile unknown(String unit, SecondRing ring, String formula) {
        return new Tile("", unit, "", "", ring.upTo(second), formula);
    }

    private static String round(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
