package io.atlas.wire.aeron;

import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedBook;
import io.atlas.wire.feed.FeedListener;
import io.atlas.wire.feed.FeedSource;
import io.atlas.wire.feed.FeedSubscriber;
import io.atlas.wire.feed.FeedUpdate;
import io.atlas.wire.market.BookUpdate.LevelChange;
import java.util.ArrayList;
import java.util.List;

/** Follows what {@link FeedSender} sends and compares the book after every step while it is live. */
final class FeedReceiver implements FeedListener {
    private static final long STEP_NS = 1_000_000L;

    private final FeedSubscriber subscriber;
    private final List<String> wrong = new ArrayList<>();
    private long nowNs = 1;

    FeedReceiver(FeedSource source, long worldId) {
        subscriber = new FeedSubscriber(source, worldId, this);
    }

    void poll() {
        nowNs += STEP_NS;
        subscriber.poll(nowNs);
        FeedBook book = subscriber.bookOrNull(FeedSender.SYMBOL);
        if (book != null && book.state() == FeedBook.State.LIVE) {
            List<LevelChange> levels = book.bids(100).stream()
                    .map(level -> new LevelChange(Side.BUY, level.px(), level.qty()))
                    .toList();
            if (!levels.equals(FeedSender.book(book.seq()))) {
                wrong.add(book.seq() + ": " + levels);
            }
        }
    }

    FeedBook.State state() {
        FeedBook book = subscriber.bookOrNull(FeedSender.SYMBOL);
        return book == null ? FeedBook.State.AWAITING : book.state();
    }

    long seq() {
        FeedBook book = subscriber.bookOrNull(FeedSender.SYMBOL);
        return book == null ? -1 : book.seq();
    }

    long epoch() {
        return subscriber.bookOrNull(FeedSender.SYMBOL).feedEpoch();
    }

    long gaps() {
        return subscriber.gaps();
    }

    long foreign() {
        return subscriber.foreign();
    }

    /** Live books that were not what was sent: none, if all is well. */
    List<String> wrong() {
        return wrong;
    }

    @Override
    public void onUpdate(FeedBook book, FeedUpdate update) {
        if (book.seq() != update.seq() || book.state() != FeedBook.State.LIVE) {
            wrong.add("told of " + update.seq() + " at " + book.seq() + " " + book.state());
        }
    }

    @Override
    public void onState(FeedBook book) {}
}
