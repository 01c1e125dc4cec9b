package io.atlas.wire.aeron;

import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedFrame.Increment;
import io.atlas.wire.feed.FeedFrame.Snapshot;
import io.atlas.wire.feed.FeedPublisher;
import io.atlas.wire.market.BookUpdate.LevelChange;
import java.util.ArrayList;
import java.util.List;

/** Sends a book of twenty bids in which update n sets one of them to quantity n: what it must be then is known to everybody. */
final class FeedSender {
    static final String SYMBOL = "BTC-USD";
    private static final int LEVELS = 20;

    private final FeedPublisher publisher;
    private final long epoch;
    private long seq;

    FeedSender(FeedPublisher publisher) {
        this(publisher, 1);
    }

    FeedSender(FeedPublisher publisher, long epoch) {
        this.publisher = publisher;
        this.epoch = epoch;
    }

    /** That many updates and a snapshot. */
    void send(int updates) {
        for (int i = 0; i < updates; i++) {
            seq++;
            publisher.publish(new Increment(SYMBOL, epoch, seq, 0, 1, seq, seq, List.of(level(seq)), List.of()));
        }
        snapshot();
    }

    void snapshot() {
        publisher.publish(new Snapshot(SYMBOL, epoch, seq, 0, 1, seq, seq, book(seq)));
    }

    private static LevelChange level(long n) {
        return new LevelChange(Side.BUY, n % LEVELS + 1, n);
    }

    /** The book after that update, best bid first. */
    static List<LevelChange> book(long seq) {
        List<LevelChange> levels = new ArrayList<>();
        for (long n = Math.max(1, seq - LEVELS + 1); n <= seq; n++) {
            levels.add(level(n));
        }
        levels.sort((a, b) -> Long.compare(b.px(), a.px()));
        return levels;
    }

    long seq() {
        return seq;
    }

    long epoch() {
        return epoch;
    }

    void close() {
        publisher.close();
    }
}
