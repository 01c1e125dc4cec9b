package io.atlas.sim.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedBook;
import io.atlas.wire.feed.FeedFrame;
import io.atlas.wire.feed.FeedFrameHandler;
import io.atlas.wire.feed.FeedListener;
import io.atlas.wire.feed.FeedSource;
import io.atlas.wire.feed.FeedSubscriber;
import io.atlas.wire.feed.FeedTrade;
import io.atlas.wire.feed.FeedUpdate;
import io.atlas.wire.market.BookUpdate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The checker of the feed sees what is planted for it, and is content with what is right. */
class FeedCheckerBitesTest {
    private static void bites(ThrowingCallable planted) {
        assertThatThrownBy(planted).isInstanceOf(CheckFailed.class).hasMessageStartingWith("I13:");
    }

    private static void content(ThrowingCallable right) {
        assertThatCode(right).doesNotThrowAnyException();
    }

    @Test
    void i13SeesABookThatIsNotTheVenuesAndATradeThatIsNotInTheJournal() {
        BookUpdate.LevelChange bid = new BookUpdate.LevelChange(Side.BUY, 100, 5);
        BookUpdate.LevelChange other = new BookUpdate.LevelChange(Side.BUY, 100, 6);
        I13FeedBook books = new I13FeedBook(new LogIndex(1));
        content(() -> books.onMarket(BookUpdate.image("AAA-USD", 7, 0, 100, 0, List.of(bid))));
        content(() -> books.onMarket(BookUpdate.image("AAA-USD", 7, 0, 100, 0, List.of(bid))));
        content(() -> follow(books, bid));
        bites(() -> follow(books, other));
        bites(() -> books.onMarket(BookUpdate.image("AAA-USD", 7, 0, 100, 0, List.of(other))));
        FeedTrade trade = FeedTrade.of(3, 0, 1, 100, 1, Side.BUY);
        bites(() -> books.onUpdate(new FeedUpdate("AAA-USD", 1, 2, 1, List.of(), List.of(trade)), 1));
        bites(() -> books.onUpdate(new FeedUpdate("AAA-USD", 1, 3, 1, List.of(), List.of()), 1));
    }

    /** Publishes a snapshot of the venue's update 7 with that level and lets a subscriber believe it. */
    private static void follow(I13FeedBook books, BookUpdate.LevelChange level) {
        FeedFrame snapshot = new FeedFrame.Snapshot("AAA-USD", 1, 0, 0, 1, 7, 0, List.of(level));
        books.onPublished(snapshot);
        FeedSource source = new FeedSource() {
            @Override
            public int poll(FeedFrameHandler handler) {
                handler.onFrame(1, snapshot);
                return 1;
            }

            @Override
            public void close() {}
        };
        FeedListener listener = new FeedListener() {
            @Override
            public void onUpdate(FeedBook book, FeedUpdate update) {}

            @Override
            public void onState(FeedBook book) {
                books.onLive(book);
            }
        };
        try (FeedSubscriber subscriber = new FeedSubscriber(source, 1, listener)) {
            subscriber.poll(1);
        }
    }
}
