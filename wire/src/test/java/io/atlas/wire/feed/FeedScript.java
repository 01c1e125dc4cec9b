package io.atlas.wire.feed;

import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedFrame.Heartbeat;
import io.atlas.wire.feed.FeedFrame.Increment;
import io.atlas.wire.feed.FeedFrame.Snapshot;
import io.atlas.wire.market.BookUpdate.LevelChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A subscriber that hears what a test sends, and what its listener was told, as text. Update n of a symbol sets the bid at
 * price n to quantity n and trades n: a book is right if it holds the bids 1 to n.
 */
final class FeedScript {
    static final long WORLD = 77;
    static final String SYMBOL = "BTC-USD";
    static final long EPOCH = 5;

    private record Sent(long worldId, FeedFrame frame) {}

    private final Deque<Sent> arriving = new ArrayDeque<>();
    final List<String> told = new ArrayList<>();
    final FeedSubscriber subscriber = new FeedSubscriber(new Source(), WORLD, new Told());
    long nowNs = 1_000_000_000L;

    private final class Source implements FeedSource {
        @Override
        public int poll(FeedFrameHandler handler) {
            int frames = arriving.size();
            while (!arriving.isEmpty()) {
                Sent sent = arriving.removeFirst();
                handler.onFrame(sent.worldId(), sent.frame());
            }
            return frames;
        }

        @Override
        public void close() {
            told.add("closed");
        }
    }

    private final class Told implements FeedListener {
        @Override
        public void onUpdate(FeedBook book, FeedUpdate update) {
            told.add(update.seq() + (book.state() == FeedBook.State.LIVE && book.seq() == update.seq() ? "" : "?"));
        }

        @Override
        public void onState(FeedBook book) {
            told.add(book.state() + "@" + book.seq());
        }
    }

    void hears(FeedFrame... frames) {
        hearsOf(WORLD, frames);
    }

    void hearsOf(long worldId, FeedFrame... frames) {
        for (FeedFrame frame : frames) {
            arriving.addLast(new Sent(worldId, frame));
        }
        subscriber.poll(nowNs);
    }

    void waits(long ns) {
        nowNs += ns;
        subscriber.poll(nowNs);
    }

    /** What the listener was told since the last call. */
    List<String> told() {
        List<String> since = List.copyOf(told);
        told.clear();
        return since;
    }

    FeedBook book() {
        return subscriber.bookOrNull(SYMBOL);
    }

    /** The quantities of the bids, which are their prices, worst first. */
    List<Long> bids() {
        List<Long> bids = new ArrayList<>();
        book().bids(Integer.MAX_VALUE).forEach(level -> bids.add(0, level.px() == level.qty() ? level.px() : -1));
        return bids;
    }

    static Increment update(long seq) {
        return update(EPOCH, seq);
    }

    static Increment update(long epoch, long seq) {
        return new Increment(SYMBOL, epoch, seq, 0, 1, seq, seq, List.of(bid(seq)), List.of(trade(seq)));
    }

    static Snapshot snapshot(long seq) {
        return snapshot(EPOCH, seq);
    }

    static Snapshot snapshot(long epoch, long seq) {
        List<LevelChange> levels = new ArrayList<>();
        for (long px = seq; px > 0; px--) {
            levels.add(bid(px));
        }
        return new Snapshot(SYMBOL, epoch, seq, 0, 1, seq, seq, levels);
    }

    static Heartbeat heartbeat(long seq) {
        return new Heartbeat(SYMBOL, EPOCH, seq);
    }

    static LevelChange bid(long n) {
        return new LevelChange(Side.BUY, n, n);
    }

    static FeedTrade trade(long n) {
        return FeedTrade.of(n, 0, n, n, n, Side.BUY);
    }
}
