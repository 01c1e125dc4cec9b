package io.atlas.console.view;

import io.atlas.domain.Instrument;
import io.atlas.wire.feed.FeedBook;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * One symbol: its trades from the venue's journal (tape, bars, the last 24 hours, tiles) and its book from the feed. Units of
 * 1e-8.
 */
public final class SymbolMarket {
    /** Which way the last trade went. */
    public enum Direction {
        UP,
        DOWN,
        FLAT
    }

    private static final int TAPE_KEPT = 500;

    private final Instrument instrument;
    private final Map<BarSize, BarSeries> series = new EnumMap<>(BarSize.class);
    private final Deque<Trade> tape = new ArrayDeque<>();
    private final DayStats day = new DayStats();
    private final TileFold tiles;
    private FeedBook book;
    private long trades;
    private long bookChanges;
    private long samples;
    private long lastPx;
    private long updatedNs;
    private Direction direction = Direction.FLAT;

    SymbolMarket(Instrument instrument, TileConfig config) {
        this.instrument = instrument;
        this.tiles = new TileFold(instrument, config);
        for (BarSize size : BarSize.values()) {
            series.put(size, new BarSeries(size));
        }
    }

    void apply(Trade trade) {
        trades++;
        direction = lastPx == 0 || trade.px() == lastPx
                ? Direction.FLAT
                : trade.px() > lastPx ? Direction.UP : Direction.DOWN;
        lastPx = trade.px();
        updatedNs = Math.max(updatedNs, trade.timeNs());
        tape.addLast(trade);
        if (tape.size() > TAPE_KEPT) {
            tape.removeFirst();
        }
        day.apply(trade.timeNs(), trade.px(), trade.qty());
        tiles.apply(trade.timeNs(), trade.qty(), trade.aggressor());
        for (BarSeries bars : series.values()) {
            bars.apply(trade.timeNs(), trade.px(), trade.qty());
        }
    }

    /** The last trades, oldest first. */
    List<Trade> savedTape() {
        return List.copyOf(tape);
    }

    List<Bar> savedBars(BarSize size) {
        return series.get(size).saved();
    }

    DayStats day() {
        return day;
    }

    TileFold tileFold() {
        return tiles;
    }

    /** Takes the next trade of the tape back; it is folded into nothing else. */
    void restore(Trade trade) {
        tape.addLast(trade);
    }

    void restore(BarSize size, Bar bar) {
        series.get(size).restore(bar);
    }

    /** Takes the plain figures back. */
    void restore(long tradeCount, long last, Direction lastDirection, long updated, long pxBefore) {
        trades = tradeCount;
        lastPx = last;
        direction = lastDirection;
        updatedNs = updated;
        day.restore(pxBefore, last);
    }

    /** @param timeNs of the change, 0 if it has none */
    void book(FeedBook changed, long timeNs) {
        book = changed;
        updatedNs = Math.max(updatedNs, timeNs);
        bookChanges++;
    }

    void advance(long nowNs) {
        if (tiles.sample(nowNs, book)) {
            samples++;
            day.advance(nowNs);
        }
    }

    public Instrument instrument() {
        return instrument;
    }

    /** The book as the feed tells it; null before its first word. */
    public FeedBook bookOrNull() {
        return book;
    }

    /** How far the book can be believed. */
    public FeedBook.State state() {
        return book == null ? FeedBook.State.AWAITING : book.state();
    }

    /** Best bid, 0 if there is none; likewise {@link #askPx}. */
    public long bidPx() {
        return book == null ? 0 : book.bidPx();
    }

    public long askPx() {
        return book == null ? 0 : book.askPx();
    }

    /** Halfway between the best prices, 0 if a side is empty. */
    public long midPx() {
        return bidPx() == 0 || askPx() == 0 ? 0 : (bidPx() + askPx()) / 2;
    }

    /** What positions are valued at: the mid of a book that was live at least once, else the last trade, else 0. */
    public long markPx() {
        return state() == FeedBook.State.AWAITING || midPx() == 0 ? lastPx : midPx();
    }

    /** Price of the last trade, 0 before the first. */
    public long lastPx() {
        return lastPx;
    }

    public Direction direction() {
        return direction;
    }

    /** Time of the last change of the book or of the last trade, 0 before the first. */
    public long updatedNs() {
        return updatedNs;
    }

    /** Whether anything has traded in the last 24 hours: the other figures of the day are meaningful only then. */
    public boolean tradedToday() {
        return !day.empty();
    }

    public long dayHighPx() {
        return day.high();
    }

    public long dayLowPx() {
        return day.low();
    }

    public long dayChangePx() {
        return day.change();
    }

    public BigDecimal dayChangePercent() {
        return day.changePercent();
    }

    public BigDecimal dayVolume() {
        return day.volume();
    }

    /** Rounded to the decimals of a price. */
    public BigDecimal dayVwap() {
        return day.vwap(instrument.priceDecimals());
    }

    /** The newest trades after that many, oldest first, at most {@code limit}. */
    public List<Trade> tapeSince(long seenTrades, int limit) {
        List<Trade> newest = new ArrayList<>();
        long wanted = Math.min(limit, trades - seenTrades);
        for (Iterator<Trade> last = tape.descendingIterator(); last.hasNext() && newest.size() < wanted; ) {
            newest.add(last.next());
        }
        Collections.reverse(newest);
        return newest;
    }

    /** The newest bars changed after that revision, oldest first, at most {@code limit}. */
    public List<Bar> barsSince(BarSize size, long seenRevision, int limit) {
        return series.get(size).since(seenRevision, limit);
    }

    /** Rises with each change of the bars of that size. */
    public long barsRevision(BarSize size) {
        return series.get(size).revision();
    }

    public Tiles tiles() {
        return tiles.tiles(book);
    }

    /** How many trades have been folded. */
    public long trades() {
        return trades;
    }

    /** Rises with each change of the book or of its state. */
    public long bookChanges() {
        return bookChanges;
    }

    /** Rises each second. */
    public long samples() {
        return samples;
    }
}
