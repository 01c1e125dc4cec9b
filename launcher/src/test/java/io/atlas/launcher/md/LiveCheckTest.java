package io.atlas.launcher.md;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedBook;
import io.atlas.wire.feed.FeedFrame;
import io.atlas.wire.feed.FeedFrameHandler;
import io.atlas.wire.feed.FeedSource;
import io.atlas.wire.feed.FeedSubscriber;
import io.atlas.wire.feed.FeedTrade;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.BookUpdate.LevelChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The check of {@code md --check} sees what it is there to see; the screen shows what was heard. */
class LiveCheckTest {
    private static final String SYMBOL = "BTC-USD";
    private static final long UNIT = 100_000_000L;

    private final LiveCheck check = new LiveCheck();
    private final MarketWatch market = new MarketWatch(check);
    private final Deque<FeedFrame> arriving = new ArrayDeque<>();
    private final FeedSubscriber subscriber = new FeedSubscriber(
            new FeedSource() {
                @Override
                public int poll(FeedFrameHandler handler) {
                    int count = arriving.size();
                    while (!arriving.isEmpty()) {
                        check.onFrame(arriving.peekFirst());
                        handler.onFrame(1, arriving.removeFirst());
                    }
                    return count;
                }

                @Override
                public void close() {}
            },
            1,
            market);

    private void hears(FeedFrame frame) {
        arriving.add(frame);
        subscriber.poll(1);
    }

    private static LevelChange level(Side side, long px, long qty) {
        return new LevelChange(side, px * UNIT, qty * UNIT);
    }

    private static FeedFrame snapshot(long seq, long bookSeq, LevelChange... levels) {
        return new FeedFrame.Snapshot(SYMBOL, 1, seq, 0, 1, bookSeq, 0, List.of(levels));
    }

    private static FeedFrame update(long seq, long bookSeq, LevelChange level) {
        FeedTrade trade = FeedTrade.of(9, 0, 1_700_000_000_123_000_000L, 100 * UNIT, UNIT, Side.BUY);
        return new FeedFrame.Increment(SYMBOL, 1, seq, 0, 1, bookSeq, 0, List.of(level), List.of(trade));
    }

    private void venue(boolean image, long bookSeq, LevelChange... levels) {
        check.onVenue(new BookUpdate(SYMBOL, bookSeq, image, 0, -1, 0, 0, List.of(levels), List.of()));
    }

    @Test
    void booksAreComparedWhicheverSideComesFirst() {
        hears(snapshot(5, 70, level(Side.BUY, 100, 1)));
        venue(true, 70, level(Side.BUY, 100, 1));
        venue(false, 71, level(Side.SELL, 102, 3));
        hears(update(6, 71, level(Side.SELL, 102, 3)));
        hears(snapshot(6, 71, level(Side.BUY, 100, 1), level(Side.SELL, 102, 3)));
        assertThat(check.text())
                .isEqualTo("I13: 2 books as the venue's, 0 different; 2 as their snapshot, 0 different; 0 crossed");
        assertThat(check.good()).isTrue();
    }

    @Test
    void nothingComparedIsNotGood() {
        hears(snapshot(5, 70, level(Side.BUY, 100, 1)));
        assertThat(check.good()).isFalse();
    }

    @Test
    void aBookThatIsNotTheVenuesIsSeenAndShown() {
        venue(true, 70, level(Side.BUY, 100, 1));
        hears(snapshot(5, 70, level(Side.BUY, 100, 2)));
        assertThat(check.good()).isFalse();
        assertThat(check.text()).contains("1 different").contains("bookSeq=70");
    }

    @Test
    void aSnapshotThatContradictsTheUpdatesIsSeen() {
        venue(true, 70, level(Side.BUY, 100, 1));
        hears(snapshot(5, 70, level(Side.BUY, 100, 1)));
        hears(snapshot(5, 70, level(Side.BUY, 101, 1)));
        assertThat(check.good()).isFalse();
    }

    @Test
    void aCrossedBookIsSeen() {
        venue(true, 70, level(Side.BUY, 100, 1), level(Side.SELL, 100, 1));
        hears(snapshot(5, 70, level(Side.BUY, 100, 1), level(Side.SELL, 100, 1)));
        assertThat(check.text()).contains("1 books as the venue's, 0 different").contains("1 crossed");
        assertThat(check.good()).isFalse();
    }

    @Test
    void afterAGapOfTheVenuesStreamNothingIsComparedUntilItsNextImage() {
        venue(true, 70, level(Side.BUY, 100, 1));
        venue(false, 72, level(Side.BUY, 99, 1));
        hears(snapshot(5, 72, level(Side.BUY, 98, 1)));
        assertThat(check.text()).startsWith("I13: 0 books as the venue's, 0 different");
        venue(true, 72, level(Side.BUY, 98, 1));
        assertThat(check.good()).isTrue();
    }

    @Test
    void theScreenShowsTheBookAndItsTape() {
        hears(snapshot(5, 70, level(Side.BUY, 100, 1), level(Side.SELL, 102, 3)));
        hears(update(6, 71, level(Side.BUY, 99, 2)));
        FeedBook book = market.bookOrNull(SYMBOL);
        assertThat(MarketText.book(book, market.tape(SYMBOL)))
                .startsWith(
                        "BTC-USD  LIVE  update 6",
                        "           qty            bid  | offer          qty              time                  price"
                                + "            qty  taker",
                        "             1            100  | 102            3                22:13:20.123            100"
                                + "              1  buy",
                        "             2             99  |")
                .hasSize(14);
        assertThat(MarketText.board(market)).hasSize(2);
        assertThat(MarketText.board(market).get(1).split(" +"))
                .containsExactly("BTC-USD", "LIVE", "1", "100", "102", "3", "100", "6");
        assertThat(List.of(market.updates(), market.trades())).containsExactly(1L, 1L);
    }
}
