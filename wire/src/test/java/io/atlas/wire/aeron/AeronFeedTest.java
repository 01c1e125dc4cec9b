package io.atlas.wire.aeron;

import static io.atlas.wire.aeron.EmbeddedDriver.until;
import static io.atlas.wire.aeron.FrameSamples.WORLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.atlas.wire.aeron.FeedAddress.Transport;
import io.atlas.wire.feed.FeedBook.State;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The feed over real media drivers: each subscriber has a driver of its own, as if it were on a machine of its own. */
class AeronFeedTest {
    private static final int BURST = 50;

    private final List<EmbeddedDriver> drivers = new ArrayList<>();
    private FeedAddress address;
    private FeedSender sender;

    private EmbeddedDriver driver() {
        EmbeddedDriver driver = new EmbeddedDriver();
        drivers.add(driver);
        return driver;
    }

    private void start(Transport transport) throws IOException {
        assumeTrue(transport == Transport.UNICAST || MulticastProbe.works(FeedAddress.GROUP), "no multicast here");
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            address = FeedAddress.local(transport, free.getLocalPort() & ~1);
        }
        sender = new FeedSender(new AeronFeedPublisher(driver().client(), address, WORLD));
    }

    private FeedReceiver receiver(EmbeddedDriver driver) {
        return new FeedReceiver(new AeronFeedSource(driver.client(), address), WORLD);
    }

    /** Updates, one at a time, and snapshots, until the receiver has the book. */
    private void live(FeedReceiver receiver) {
        until(() -> {
            sender.send(1);
            receiver.poll();
            return receiver.state() == State.LIVE;
        });
    }

    /** Snapshots only, until the receiver has all there is. */
    private void catchesUp(FeedReceiver receiver) {
        until(() -> {
            sender.snapshot();
            receiver.poll();
            return receiver.state() == State.LIVE && receiver.seq() == sender.seq();
        });
    }

    /** A burst of updates, until the receiver has them all. */
    private void burst(FeedReceiver receiver) {
        sender.send(BURST);
        until(() -> {
            receiver.poll();
            return receiver.seq() == sender.seq();
        });
    }

    @AfterEach
    void close() {
        drivers.forEach(EmbeddedDriver::close);
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"MULTICAST", "UNICAST"})
    void aStoppedAndAKilledSubscriberAreNoticedByNobody(Transport transport) throws IOException {
        start(transport);
        FeedReceiver healthy = receiver(driver());
        FeedReceiver stopped = receiver(driver());
        EmbeddedDriver toBeKilled = driver();
        FeedReceiver killed = receiver(toBeKilled);
        List.of(healthy, stopped, killed).forEach(this::live);
        long gapsBefore = healthy.gaps();

        // Many times what the stopped one's window and buffers hold; in the middle the other one is gone without a
        // word.
        for (int round = 0; round < 600; round++) {
            burst(healthy);
            if (round == 200) {
                toBeKilled.stop();
            }
        }

        assertThat(healthy.gaps()).isEqualTo(gapsBefore);
        assertThat(healthy.state()).isEqualTo(State.LIVE);

        catchesUp(stopped);
        assertThat(stopped.wrong()).isEmpty();
        assertThat(healthy.wrong()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"MULTICAST", "UNICAST"})
    void aLateJoinerHasTheBookFromASnapshot(Transport transport) throws IOException {
        start(transport);
        sender.send(500);
        FeedReceiver late = receiver(driver());
        catchesUp(late);
        assertThat(late.seq()).isEqualTo(500);
        assertThat(late.wrong()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"MULTICAST", "UNICAST"})
    void aSubscriberThatStopsInTheSameDriverRecoversAndSoDoesItsNeighbour(Transport transport) throws IOException {
        start(transport);
        EmbeddedDriver shared = driver();
        FeedReceiver healthy = receiver(shared);
        FeedReceiver stopped = receiver(shared);
        live(healthy);
        live(stopped);

        for (int round = 0; round < 300; round++) {
            sender.send(BURST);
            healthy.poll();
        }
        catchesUp(healthy);
        catchesUp(stopped);
        assertThat(healthy.wrong()).isEmpty();
        assertThat(stopped.wrong()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"MULTICAST", "UNICAST"})
    void garbageAndAnotherWorldsFeedOnTheSameAddressHarmNobody(Transport transport) throws IOException {
        start(transport);
        // In the same driver: a second unicast sender could not have the same port.
        EmbeddedDriver venue = drivers.get(0);
        FeedSender stranger = new FeedSender(new AeronFeedPublisher(venue.client(), address, WORLD + 1));
        Outbox vandal = new Outbox(AeronClient.of(venue.client()), address.incrementalOut());
        AeronFeedSource source = new AeronFeedSource(driver().client(), address);
        FeedReceiver receiver = new FeedReceiver(source, WORLD);
        UnsafeBuffer garbage = new UnsafeBuffer("this is no frame of anybody".getBytes(StandardCharsets.US_ASCII));

        until(() -> {
            stranger.send(3);
            vandal.offer(garbage, garbage.capacity());
            sender.send(1);
            receiver.poll();
            return receiver.foreign() > 100 && source.counts().unknown() > 10;
        });
        catchesUp(receiver);
        assertThat(receiver.wrong()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"MULTICAST", "UNICAST"})
    void aRestartedPublisherIsFollowedIntoItsNewEpoch(Transport transport) throws IOException {
        start(transport);
        FeedReceiver receiver = receiver(driver());
        live(receiver);
        sender.close();
        drivers.get(0).stop();
        sender = new FeedSender(new AeronFeedPublisher(driver().client(), address, WORLD), sender.epoch() + 1);
        sender.send(7);
        until(() -> {
            sender.snapshot();
            receiver.poll();
            return receiver.epoch() == sender.epoch() && receiver.seq() == 7;
        });
        assertThat(receiver.state()).isEqualTo(State.LIVE);
        assertThat(receiver.wrong()).isEmpty();
    }
}
