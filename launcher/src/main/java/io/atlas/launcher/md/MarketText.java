package io.atlas.launcher.md;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedBook;
import io.atlas.wire.feed.FeedTrade;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The market as lines of a terminal. */
final class MarketText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final int DEPTH = 12;
    private static final long NS_PER_S = 1_000_000_000L;

    private MarketText() {}

    /** A line for each symbol. */
    static List<String> board(MarketWatch market) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%-10s %-8s %14s %14s %14s %14s %14s %12s",
                "symbol", "state", "bid qty", "bid", "offer", "offer qty", "last", "update"));
        Collection<FeedBook> books = market.books();
        for (FeedBook book : books) {
            List<FeedBook.Level> bids = book.bids(1);
            List<FeedBook.Level> asks = book.asks(1);
            FeedTrade last = market.tape(book.symbol()).peekFirst();
            lines.add(String.format(
                    "%-10s %-8s %14s %14s %14s %14s %14s %12d",
                    book.symbol(),
                    book.state(),
                    bids.isEmpty() ? "" : number(bids.get(0).qty()),
                    bids.isEmpty() ? "" : number(bids.get(0).px()),
                    asks.isEmpty() ? "" : number(asks.get(0).px()),
                    asks.isEmpty() ? "" : number(asks.get(0).qty()),
                    last == null ? "" : number(last.px()),
                    book.seq()));
        }
        return lines;
    }

    /** One book with its tape beside it. */
    static List<String> book(FeedBook book, Deque<FeedTrade> tape) {
        List<String> lines = new ArrayList<>();
        lines.add(book.symbol() + "  " + book.state() + "  update " + book.seq());
        lines.add(String.format(
                "%14s %14s  | %-14s %-14s   %-12s %14s %14s  %s",
                "qty", "bid", "offer", "qty", "time", "price", "qty", "taker"));
        List<FeedBook.Level> bids = book.bids(DEPTH);
        List<FeedBook.Level> asks = book.asks(DEPTH);
        Iterator<FeedTrade> trades = tape.iterator();
        for (int i = 0; i < DEPTH; i++) {
            lines.add((bid(bids, i) + "  | " + offer(asks, i) + "   " + (trades.hasNext() ? trade(trades.next()) : ""))
                    .stripTrailing());
        }
        return lines;
    }

    private static String bid(List<FeedBook.Level> bids, int row) {
        return row < bids.size()
                ? String.format(
                        "%14s %14s",
                        number(bids.get(row).qty()), number(bids.get(row).px()))
                : " ".repeat(29);
    }

    private static String offer(List<FeedBook.Level> asks, int row) {
        return row < asks.size()
                ? String.format(
                        "%-14s %-14s",
                        number(asks.get(row).px()), number(asks.get(row).qty()))
                : " ".repeat(29);
    }

    /** A trade on a line of its own. */
    static String trade(FeedTrade trade) {
        Instant time = Instant.ofEpochSecond(trade.timeNs() / NS_PER_S, trade.timeNs() % NS_PER_S);
        return String.format(
                "%-12s %14s %14s  %s",
                TIME.format(time),
                number(trade.px()),
                number(trade.qty()),
                trade.aggressor() == Side.BUY ? "buy" : "sell");
    }

    private static String number(long units) {
        return FixedPoint.format(units);
    }
}
