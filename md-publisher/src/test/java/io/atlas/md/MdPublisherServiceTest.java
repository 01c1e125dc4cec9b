package io.atlas.md;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedBook;
import io.atlas.wire.feed.FeedFrame;
import io.atlas.wire.feed.FeedFrameHandler;
import io.atlas.wire.feed.FeedListener;
import io.atlas.wire.feed.FeedPublisher;
import io.atlas.wire.feed.FeedSource;
import io.atlas.wire.feed.FeedSubscriber;
import io.atlas.wire.feed.FeedUpdate;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.MarketStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The service between a market stream and subscribers that the test plays. */
class MdPublisherServiceTest {
    private static final long MS = 1_000_000L;

    private final Deque<BookUpdate> stream = new ArrayDeque<>();
    private final List<FeedFrame> sent = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final List<Receiver> receivers = new ArrayList<>();
    private final MdPublisherService service = new MdPublisherService(new Market(), new Feed());
    private long nowNs = 5_000_000_000L;

    private final class Market implements MarketStream.Subscriber {
        @Override
        public int poll(Consumer<BookUpdate> handler) {
            int count = stream.size();
            while (!stream.isEmpty()) {
                handler.accept(stream.removeFirst());
            }
            return count;
        }

        @Override
        public void close() {
            closed.add("market");
        }
    }

    private final class Feed implements FeedPublisher {
        @Override
        public boolean publish(FeedFrame frame) {
            sent.add(frame);
            receivers.forEach(receiver -> receiver.arriving.add(frame));
            return true;
        }

        @Override
        public void close() {
            closed.add("feed");
        }
    }

    private static final class Receiver implements FeedSource, FeedListener {
        private final Deque<FeedFrame> arriving = new ArrayDeque<>();

        @Override
        public int poll(FeedFrameHandler handler) {
            int count = arriving.size();
            while (!arriving.isEmpty()) {
                handler.onFrame(1, arriving.removeFirst());
            }
            return count;
        }

        @Override
        public void onUpdate(FeedBook book, FeedUpdate update) {}

        @Override
        public void onState(FeedBook book) {}

        @Override
        public void close() {}
    }

    private static BookUpdate image(String symbol, long bookSeq) {
        return BookUpdate.image(symbol, bookSeq, 1, 10, 0, List.of(new BookUpdate.LevelChange(Side.BUY, 10, bookSeq)));
    }

    private void step(long ns) {
        nowNs += ns;
        service.doWork(nowNs);
    }

    private FeedSubscriber subscriber() {
        Receiver receiver = new Receiver();
        receivers.add(receiver);
        return new FeedSubscriber(receiver, 1, receiver);
    }

    @Test
    void everyBookIsRepeatedWithinFiftyMillisecondsByAnAgentThatRestsUpToOne() {
        List<String> symbols = List.of("A", "B", "C", "D", "E", "F", "G");
        symbols.forEach(symbol -> stream.add(image(symbol, 3)));
        step(0);
        for (int cycle = 0; cycle < 10; cycle++) {
            sent.clear();
            for (int i = 0; i < 50; i++) {
                step(MS);
            }
            assertThat(sent.stream()
                            .filter(FeedFrame.Snapshot.class::isInstance)
                            .map(FeedFrame::symbol))
                    .containsAll(symbols)
                    .hasSizeBetween(7, 9);
        }
    }

    @Test
    void afterAPauseEachBookIsRepeatedOnceAndNotInABurst() {
        stream.add(image("A", 3));
        stream.add(image("B", 3));
        step(0);
        sent.clear();
        step(1_900 * MS);
        assertThat(sent.stream().filter(FeedFrame.Snapshot.class::isInstance)).hasSize(2);
        sent.clear();
        step(MS);
        assertThat(sent.stream().filter(FeedFrame.Snapshot.class::isInstance)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aLateJoinerHasEveryBookWithinFiftyMillisecondsThoughNothingHappens() {
        stream.add(image("A", 3));
        stream.add(image("B", 4));
        step(0);
        FeedSubscriber late = subscriber();
        for (int i = 0; i < 50; i++) {
            step(MS);
            late.poll(nowNs);
        }
        assertThat(late.bookOrNull("A").state()).isEqualTo(FeedBook.State.LIVE);
        assertThat(late.bookOrNull("B").bids(1)).containsExactly(new FeedBook.Level(10, 4));
    }

    @Test
    void whenTheVenueFallsSilentItsBooksGoStaleAndComeBackWithIt() {
        stream.add(image("A", 3));
        step(0);
        assertThat(service.ready()).isTrue();
        FeedSubscriber subscriber = subscriber();
        for (int i = 0; i < 4_100; i++) {
            step(MS);
            subscriber.poll(nowNs);
        }
        assertThat(subscriber.bookOrNull("A").state()).isEqualTo(FeedBook.State.STALE);
        assertThat(service.ready()).isFalse();

        stream.add(image("A", 3));
        for (int i = 0; i < 50; i++) {
            step(MS);
            subscriber.poll(nowNs);
        }
        assertThat(subscriber.bookOrNull("A").state()).isEqualTo(FeedBook.State.LIVE);
        assertThat(service.ready()).isTrue();
    }

    @Test
    void whatTheVenueLosesOnTheWayIsCountedAndMendedByItsNextImage() {
        stream.add(image("A", 3));
        step(0);
        FeedSubscriber subscriber = subscriber();
        stream.add(new BookUpdate("A", 5, false, 1, -1, 0, 0, List.of(), List.of()));
        step(MS);
        assertThat(service.ready()).isFalse();
        assertThat(service.gaps()).isEqualTo(1);
        stream.add(image("A", 5));
        step(MS);
        subscriber.poll(nowNs);
        assertThat(subscriber.bookOrNull("A").bids(1)).containsExactly(new FeedBook.Level(10, 5));
        assertThat(service.mismatches()).isZero();
    }

    /** Why it has no snapshot and reads no log: the venue's next image of each book is all it needs. */
    @Test
    void aRestartedPublisherHasEveryBookWithTheVenuesNextImages() {
        stream.add(image("A", 3));
        step(0);
        step(MS);
        MdPublisherService restarted = new MdPublisherService(new Market(), new Feed());
        FeedSubscriber subscriber = subscriber();
        assertThat(restarted.ready()).isFalse();
        stream.add(image("A", 7));
        for (int i = 0; i < 100; i++) {
            nowNs += MS;
            restarted.doWork(nowNs);
            subscriber.poll(nowNs);
        }
        assertThat(restarted.ready()).isTrue();
        assertThat(subscriber.bookOrNull("A").bids(1)).containsExactly(new FeedBook.Level(10, 7));
    }

    @Test
    void withoutAVenueItIsNotReadyAndSaysNothing() {
        assertThat(service.doWork(nowNs)).isZero();
        assertThat(service.ready()).isFalse();
        assertThat(sent).isEmpty();
        assertThat(service.name()).isEqualTo("md-publisher");
    }

    @Test
    void closingItClosesWhatItWasGiven() {
        service.close();
        assertThat(closed).containsExactly("market", "feed");
    }
}
