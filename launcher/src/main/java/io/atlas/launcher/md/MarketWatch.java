package io.atlas.launcher.md;

import io.atlas.wire.feed.FeedBook;
import io.atlas.wire.feed.FeedListener;
import io.atlas.wire.feed.FeedTrade;
import io.atlas.wire.feed.FeedUpdate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** What the screen shows: the books, and the last trades of each. */
final class MarketWatch implements FeedListener {
    private static final int TAPE = 12;

    private final LiveCheck checkOrNull;
    private final Map<String, FeedBook> books = new TreeMap<>();
    private final Map<String, Deque<FeedTrade>> tapes = new TreeMap<>();
    private long updates;
    private long trades;

    MarketWatch(LiveCheck checkOrNull) {
        this.checkOrNull = checkOrNull;
    }

    @Override
    public void onUpdate(FeedBook book, FeedUpdate update) {
        updates++;
        trades += update.trades().size();
        Deque<FeedTrade> tape = tape(book.symbol());
        update.trades().forEach(tape::addFirst);
        while (tape.size() > TAPE) {
            tape.removeLast();
        }
        check(book);
    }

    @Override
    public void onState(FeedBook book) {
        books.put(book.symbol(), book);
        check(book);
    }

    private void check(FeedBook book) {
        if (checkOrNull != null && book.state() == FeedBook.State.LIVE) {
            checkOrNull.onLive(book);
        }
    }

    Collection<FeedBook> books() {
        return books.values();
    }

    /** Null if nothing is known of it. */
    FeedBook bookOrNull(String symbol) {
        return books.get(symbol);
    }

    /** The newest trade first. */
    Deque<FeedTrade> tape(String symbol) {
        return tapes.computeIfAbsent(symbol, any -> new ArrayDeque<>());
    }

    long updates() {
        return updates;
    }

    long trades() {
        return trades;
    }
}
