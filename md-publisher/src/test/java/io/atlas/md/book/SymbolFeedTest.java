package io.atlas.md.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedFrame;
import io.atlas.wire.feed.FeedFrame.Heartbeat;
import io.atlas.wire.feed.FeedFrame.Increment;
import io.atlas.wire.feed.FeedFrame.Snapshot;
import io.atlas.wire.feed.FeedPublisher;
import io.atlas.wire.feed.FeedTrade;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.BookUpdate.LevelChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SymbolFeedTest {
    private static final String SYMBOL = "BTC-USD";
    private static final long MS = 1_000_000L;

    private final List<FeedFrame> sent = new ArrayList<>();
    private final SymbolFeed feed = new SymbolFeed(SYMBOL, new FeedPublisher() {
        @Override
        public boolean publish(FeedFrame frame) {
            sent.add(frame);
            return true;
        }

        @Override
        public void close() {}
    });
    private long nowNs = 1_000_000_000L;

    private void hears(BookUpdate update) {
        feed.onUpdate(update, nowNs);
    }

    private List<FeedFrame> sent() {
        List<FeedFrame> since = List.copyOf(sent);
        sent.clear();
        return since;
    }

    private static LevelChange bid(long px, long qty) {
        return new LevelChange(Side.BUY, px, qty);
    }

    private static BookUpdate change(long bookSeq, LevelChange... levels) {
        return new BookUpdate(SYMBOL, bookSeq, false, bookSeq, -1, 0, 0, List.of(levels), List.of());
    }

    private static BookUpdate image(long bookSeq, LevelChange... levels) {
        return BookUpdate.image(SYMBOL, bookSeq, bookSeq, 0, 0, List.of(levels));
    }

    private static Increment next(long epoch, long seq, long bookSeq, LevelChange... levels) {
        return new Increment(SYMBOL, epoch, seq, 0, 1, bookSeq, bookSeq, List.of(levels), List.of());
    }

    private static Snapshot whole(long epoch, long seq, long bookSeq, LevelChange... levels) {
        return new Snapshot(SYMBOL, epoch, seq, 0, 1, bookSeq, bookSeq, List.of(levels));
    }

    @Test
    void nothingIsSaidBeforeTheFirstImage() {
        hears(change(4, bid(1, 1)));
        hears(change(5, bid(2, 1)));
        nowNs += 600 * MS;
        assertThat(feed.doWork(nowNs) + feed.snapshot(nowNs)).isZero();
        assertThat(sent()).isEmpty();
        assertThat(feed.gaps()).isZero();
        assertThat(feed.serving(nowNs)).isFalse();

        hears(image(5, bid(2, 1), bid(1, 1)));
        assertThat(sent()).containsExactly(new Heartbeat(SYMBOL, nowNs, 0), whole(nowNs, 0, 5, bid(2, 1), bid(1, 1)));
        assertThat(feed.serving(nowNs)).isTrue();
    }

    @Test
    void eachUpdateOfTheVenueIsTheNextOneOfTheFeed() {
        hears(image(5, bid(2, 1)));
        long epoch = nowNs;
        sent();
        nowNs += MS;
        hears(change(6, bid(1, 4)));
        hears(change(7, bid(2, 0)));
        assertThat(sent()).containsExactly(next(epoch, 1, 6, bid(1, 4)), next(epoch, 2, 7, bid(2, 0)));
        feed.snapshot(nowNs);
        assertThat(sent()).containsExactly(whole(epoch, 2, 7, bid(1, 4)));
    }

    @Test
    void tradesGoOutUnderTheirTradeIdAndTheTimeOfTheJournal() {
        hears(image(5));
        sent();
        List<BookUpdate.Print> prints =
                List.of(new BookUpdate.Print(10, 1, Side.BUY, 1), new BookUpdate.Print(11, 2, Side.BUY, 4));
        hears(new BookUpdate(SYMBOL, 6, false, 77, 4_711, 0, 0, List.of(), prints));
        assertThat(((Increment) sent().get(0)).trades())
                .containsExactly(
                        new FeedTrade("4711.1", 77, 10, 1, Side.BUY), new FeedTrade("4711.4", 77, 11, 2, Side.BUY));
    }

    @Test
    void anImageOfTheSameBookChangesNothing() {
        hears(image(5, bid(2, 1)));
        hears(change(6, bid(3, 1)));
        sent();
        nowNs += 1_000 * MS;
        hears(image(6, bid(3, 1), bid(2, 1)));
        assertThat(sent()).isEmpty();
        assertThat(feed.mismatches()).isZero();
        assertThat(feed.epochs()).isEqualTo(1);
    }

    @Test
    void afterAGapNothingIsSaidUntilAnImageBeginsANewEpoch() {
        hears(image(5, bid(2, 1)));
        sent();
        hears(change(7, bid(9, 9)));
        hears(change(8, bid(8, 8)));
        nowNs += 600 * MS;
        assertThat(feed.doWork(nowNs) + feed.snapshot(nowNs)).isZero();
        assertThat(sent()).isEmpty();
        assertThat(feed.gaps()).isEqualTo(1);

        hears(image(8, bid(9, 9), bid(8, 8)));
        hears(change(9, bid(1, 1)));
        assertThat(sent())
                .containsExactly(
                        new Heartbeat(SYMBOL, nowNs, 0),
                        whole(nowNs, 0, 8, bid(9, 9), bid(8, 8)),
                        next(nowNs, 1, 9, bid(1, 1)));
    }

    @Test
    void anImageOlderThanTheGapIsNotTaken() {
        hears(change(7, bid(9, 9)));
        hears(image(6, bid(1, 1)));
        assertThat(sent()).isEmpty();
    }

    @Test
    void anImageThatContradictsTheBookBeginsANewEpochAndIsCounted() {
        hears(image(5, bid(2, 1)));
        sent();
        nowNs += MS;
        hears(image(5, bid(2, 3)));
        assertThat(sent()).containsExactly(new Heartbeat(SYMBOL, nowNs, 0), whole(nowNs, 0, 5, bid(2, 3)));
        assertThat(feed.mismatches()).isEqualTo(1);
    }

    @Test
    void aRestartedVenueBeginsANewEpochAndItsPredecessorIsNotHeardAnyMore() {
        hears(image(5, bid(2, 1)));
        sent();
        hears(image(1L << 36, bid(3, 1)));
        hears(change(6, bid(9, 9)));
        hears(image(6, bid(9, 9)));
        // The clock has not moved; the epoch rises all the same.
        assertThat(sent())
                .containsExactly(new Heartbeat(SYMBOL, nowNs + 1, 0), whole(nowNs + 1, 0, 1L << 36, bid(3, 1)));
    }

    @Test
    void aQuietBookSaysSoTwiceASecond() {
        hears(image(5, bid(2, 1)));
        long epoch = nowNs;
        hears(change(6, bid(3, 1)));
        sent();
        nowNs += 499 * MS;
        assertThat(feed.doWork(nowNs)).isZero();
        nowNs += MS;
        assertThat(feed.doWork(nowNs)).isEqualTo(1);
        assertThat(feed.doWork(nowNs)).isZero();
        assertThat(sent()).containsExactly(new Heartbeat(SYMBOL, epoch, 1));
    }

    @Test
    void aBookThatTheVenueDoesNotVouchForIsNotRepeated() {
        hears(image(5, bid(2, 1)));
        nowNs += 1_999 * MS;
        hears(BookUpdate.heartbeat(SYMBOL, 5, 0, 0, 0));
        nowNs += 1_999 * MS;
        assertThat(feed.snapshot(nowNs)).isEqualTo(1);
        assertThat(feed.serving(nowNs)).isTrue();
        nowNs += MS;
        sent();
        assertThat(feed.snapshot(nowNs) + feed.doWork(nowNs)).isZero();
        assertThat(feed.serving(nowNs)).isFalse();
        hears(change(6, bid(3, 1)));
        assertThat(sent()).hasSize(1);
        assertThat(feed.serving(nowNs)).isTrue();
    }

    @Test
    void whatIsTooLargeForAFrameGoesOutInParts() {
        LevelChange[] levels = LongStream.rangeClosed(1, 2_500)
                .mapToObj(px -> bid(3_000 - px, 1))
                .toArray(LevelChange[]::new);
        List<BookUpdate.Print> prints = LongStream.range(0, 700)
                .mapToObj(i -> new BookUpdate.Print(i, 1, Side.SELL, (int) i))
                .toList();
        hears(image(5));
        sent();
        hears(new BookUpdate(SYMBOL, 6, false, 6, 9, 0, 0, List.of(levels), prints));
        List<Increment> parts = sent().stream().map(Increment.class::cast).toList();
        assertThat(parts)
                .extracting(part -> part.part() + "/" + part.parts() + " "
                        + part.levels().size() + "+" + part.trades().size())
                .containsExactly("0/4 1000+0", "1/4 1000+0", "2/4 500+500", "3/4 0+200");
        assertThat(parts.stream().flatMap(part -> part.levels().stream())).containsExactly(levels);
        assertThat(parts.stream().flatMap(part -> part.trades().stream()).map(FeedTrade::outcome))
                .containsExactlyElementsOf(
                        LongStream.range(0, 700).mapToObj(i -> (int) i).toList());

        assertThat(feed.snapshot(nowNs)).isEqualTo(3);
        List<Snapshot> book = sent().stream().map(Snapshot.class::cast).toList();
        assertThat(book.stream().flatMap(part -> part.levels().stream())).containsExactly(levels);
    }
}
