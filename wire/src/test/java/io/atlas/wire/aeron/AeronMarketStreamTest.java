package io.atlas.wire.aeron;

import static io.atlas.wire.aeron.AeronStream.MARKET;
import static io.atlas.wire.aeron.EmbeddedDriver.until;
import static io.atlas.wire.aeron.FrameSamples.WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.Aeron;
import io.atlas.domain.Side;
import io.atlas.wire.market.BookUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The market stream over a real media driver; each end has its own client, as if it were its own process. */
class AeronMarketStreamTest {
    private static final AeronStream SMALL = new AeronStream("aeron:ipc?term-length=64k", 7);

    private final EmbeddedDriver driver = new EmbeddedDriver();
    private final List<BookUpdate> heard = new ArrayList<>();
    private long bookSeq;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void everyListenerHearsEveryUpdate() {
        everyoneHears(MARKET);
    }

    @Test
    void theSameStreamRunsOverUdp() throws IOException {
        everyoneHears(EmbeddedDriver.udp(3));
    }

    private void everyoneHears(AeronStream stream) {
        AeronMarketPublisher publisher = new AeronMarketPublisher(driver.client(), stream, WORLD);
        AeronMarketSubscriber first = new AeronMarketSubscriber(driver.client(), stream, WORLD);
        AeronMarketSubscriber second = new AeronMarketSubscriber(driver.client(), stream, WORLD);
        until(() -> publisher.connected() && first.connected() && second.connected());
        List<BookUpdate> heardBySecond = new ArrayList<>();

        List<BookUpdate> updates = List.of(update(0), update(3), update(1));
        updates.forEach(update -> send(publisher, update));
        until(() -> first.poll(heard::add) == 0 && heard.size() == 3);
        until(() -> second.poll(heardBySecond::add) == 0 && heardBySecond.size() == 3);

        assertThat(heard).isEqualTo(updates);
        assertThat(heardBySecond).isEqualTo(updates);
    }

    @Test
    void anUpdateOfManyPacketsArrivesWhole() {
        AeronMarketPublisher publisher = new AeronMarketPublisher(driver.client(), MARKET, WORLD);
        AeronMarketSubscriber subscriber = new AeronMarketSubscriber(driver.client(), MARKET, WORLD);
        BookUpdate large = update(2_000);

        send(publisher, large);
        until(() -> subscriber.poll(heard::add) == 1);

        assertThat(heard).containsExactly(large);
    }

    @Test
    void anUpdateLargerThanAFrameMayBeIsDroppedAndCounted() {
        AeronMarketPublisher publisher = new AeronMarketPublisher(driver.client(), SMALL, WORLD);
        AeronMarketSubscriber subscriber = new AeronMarketSubscriber(driver.client(), SMALL, WORLD);
        BookUpdate before = update(1);
        BookUpdate after = update(1);

        send(publisher, before);
        long unsent = publisher.counts().unsent();
        publisher.publish(update(500));
        publisher.publish(update(70_000));
        assertThat(publisher.counts().unsent() - unsent).isEqualTo(2);
        send(publisher, after);
        until(() -> subscriber.poll(heard::add) == 0 && heard.size() == 2);

        assertThat(heard).containsExactly(before, after);
    }

    @Test
    void withNobodyListeningUpdatesAreDroppedAndCounted() {
        AeronMarketPublisher publisher = new AeronMarketPublisher(driver.client(), MARKET, WORLD);

        publisher.publish(update(1));

        assertThat(publisher.counts().unsent()).isEqualTo(1);
    }

    @Test
    void aListenerThatStopsNeitherBlocksTheVenueNorStarvesTheOthersAndMayComeBack() {
        AeronMarketPublisher publisher = new AeronMarketPublisher(driver.client(), SMALL, WORLD);
        AeronMarketSubscriber stopped = new AeronMarketSubscriber(driver.client(), SMALL, WORLD);
        AeronMarketSubscriber healthy = new AeronMarketSubscriber(driver.client(), SMALL, WORLD);
        until(() -> publisher.connected() && stopped.connected() && healthy.connected());

        // Many windows full: that this ends at all is the point.
        for (int i = 0; i < 20_000; i++) {
            publisher.publish(update(1));
        }
        assertThat(publisher.counts().unsent()).isPositive();

        long cutOffBefore = bookSeq;
        until(() -> hears(publisher, healthy, cutOffBefore));
        List<BookUpdate> heardLate = new ArrayList<>();
        long backBefore = bookSeq;
        until(() -> {
            hears(publisher, healthy, backBefore);
            stopped.poll(heardLate::add);
            return !heardLate.isEmpty() && heardLate.get(heardLate.size() - 1).bookSeq() > backBefore;
        });

        assertThat(heard).isSortedAccordingTo((a, b) -> Long.compare(a.bookSeq(), b.bookSeq()));
        assertThat(heardLate).isSortedAccordingTo((a, b) -> Long.compare(a.bookSeq(), b.bookSeq()));
    }

    private boolean hears(AeronMarketPublisher publisher, AeronMarketSubscriber subscriber, long afterBookSeq) {
        publisher.publish(update(1));
        subscriber.poll(heard::add);
        return !heard.isEmpty() && heard.get(heard.size() - 1).bookSeq() > afterBookSeq;
    }

    @Test
    void aRestartedVenueIsHeardAgain() {
        AeronMarketSubscriber subscriber = new AeronMarketSubscriber(driver.client(), MARKET, WORLD);
        Aeron first = driver.client();
        AeronMarketPublisher before = new AeronMarketPublisher(first, MARKET, WORLD);
        send(before, update(1));
        until(() -> subscriber.poll(heard::add) == 1);

        before.close();
        first.close();
        until(() -> !subscriber.connected());
        AeronMarketPublisher after = new AeronMarketPublisher(driver.client(), MARKET, WORLD);
        send(after, update(1));
        until(() -> subscriber.poll(heard::add) == 1);

        assertThat(heard).extracting(BookUpdate::bookSeq).containsExactly(1L, 2L);
    }

    @Test
    void updatesOfAnotherWorldAreDroppedAndCounted() {
        Aeron client = driver.client();
        AeronMarketPublisher stranger = new AeronMarketPublisher(client, MARKET, WORLD + 1);
        AeronMarketSubscriber subscriber = new AeronMarketSubscriber(driver.client(), MARKET, WORLD);
        send(stranger, update(1));
        until(() -> {
            subscriber.poll(heard::add);
            return subscriber.counts().foreign() == 1;
        });

        assertThat(heard).isEmpty();
    }

    /** Publishes until it is sent, once: a listener that has just come may not have its window yet. */
    private static void send(AeronMarketPublisher publisher, BookUpdate update) {
        until(() -> {
            long unsent = publisher.counts().unsent();
            publisher.publish(update);
            return publisher.counts().unsent() == unsent;
        });
    }

    private BookUpdate update(int levels) {
        return new BookUpdate(
                "BTC-USD",
                ++bookSeq,
                false,
                5,
                BookUpdate.NO_RECORD,
                1,
                2,
                Collections.nCopies(levels, new BookUpdate.LevelChange(Side.BUY, 1, bookSeq)),
                List.of());
    }
}
