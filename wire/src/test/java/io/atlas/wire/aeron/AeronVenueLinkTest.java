package io.atlas.wire.aeron;

import static io.atlas.wire.aeron.AeronStream.TO_OMS;
import static io.atlas.wire.aeron.AeronStream.TO_VENUE;
import static io.atlas.wire.aeron.EmbeddedDriver.until;
import static io.atlas.wire.aeron.FrameSamples.WORLD;
import static io.atlas.wire.aeron.FrameSamples.enter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.Aeron;
import io.atlas.domain.Instruction;
import io.atlas.wire.link.VenueDoor;
import io.atlas.wire.link.VenueLink;
import io.atlas.wire.market.BookUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both ends of the link over a real media driver; each end has its own client, as if it were its own process. */
class AeronVenueLinkTest {
    private static final AeronStream SMALL = new AeronStream("aeron:ipc?term-length=64k", 7);

    private final EmbeddedDriver driver = new EmbeddedDriver();
    private final Heard heard = new Heard();

    /** What either end was told, as text in order. */
    private static final class Heard extends ArrayList<String> implements VenueDoor.Listener, VenueLink.Listener {
        private static final long serialVersionUID = 1;

        @Override
        public void onOpen(int partition) {
            add("open " + partition);
        }

        @Override
        public void onInstruction(long previous, Instruction instruction) {
            add(previous + " then " + instruction);
        }

        @Override
        public void onResume(int partition, long lastApplied) {
            add("resume " + partition + " after " + lastApplied);
        }
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void whatEachEndSaysReachesTheOther() {
        talks(TO_VENUE, TO_OMS);
    }

    @Test
    void theSameLinkRunsOverUdp() throws IOException {
        talks(EmbeddedDriver.udp(1), EmbeddedDriver.udp(2));
    }

    private void talks(AeronStream toVenue, AeronStream toOms) {
        AeronVenueLink link = new AeronVenueLink(driver.client(), toVenue, toOms, WORLD);
        AeronVenueDoor door = new AeronVenueDoor(driver.client(), toVenue, toOms, WORLD);
        Instruction cancel = new Instruction.Cancel(9, 7, "BTC-USD");
        Instruction replace = new Instruction.Replace(11, 7, "BTC-USD", 3, 4);

        until(() -> link.open(3));
        until(() -> door.poll(heard, 10) == 1);
        until(() -> door.resume(3, 6));
        until(() -> link.poll(heard) == 1);
        until(() -> link.instruct(6, enter(3, 7)));
        until(() -> link.instruct(7, cancel));
        until(() -> link.instruct(9, replace));
        until(() -> door.poll(heard, 10) + heard.size() >= 5 && heard.size() == 5);

        assertThat(link.connected()).isTrue();
        assertThat(door.connected()).isTrue();
        assertThat(heard)
                .containsExactly(
                        "open 3", "resume 3 after 6", "6 then " + enter(3, 7), "7 then " + cancel, "9 then " + replace);
    }

    @Test
    void nothingIsTakenWhileTheOtherEndIsNotThere() {
        AeronVenueLink link = new AeronVenueLink(driver.client(), TO_VENUE, TO_OMS, WORLD);

        assertThat(link.open(0)).isFalse();
        assertThat(link.instruct(-1, enter(0, 0))).isFalse();
        assertThat(link.poll(heard)).isZero();
        assertThat(link.connected()).isFalse();
    }

    @Test
    void aRestartedVenueIsFoundAgain() {
        AeronVenueLink link = new AeronVenueLink(driver.client(), TO_VENUE, TO_OMS, WORLD);
        Aeron first = driver.client();
        AeronVenueDoor before = new AeronVenueDoor(first, TO_VENUE, TO_OMS, WORLD);
        until(() -> link.instruct(-1, enter(0, 1)));
        until(() -> before.poll(heard, 10) == 1);

        before.close();
        first.close();
        until(() -> !link.instruct(1, enter(0, 2)));
        AeronVenueDoor after = new AeronVenueDoor(driver.client(), TO_VENUE, TO_OMS, WORLD);
        until(() -> after.resume(0, 1));
        until(() -> link.poll(heard) == 1);
        until(() -> link.instruct(1, enter(0, 2)));
        until(() -> after.poll(heard, 10) > 0);

        assertThat(heard)
                .startsWith("-1 then " + enter(0, 1), "resume 0 after 1")
                .endsWith("1 then " + enter(0, 2));
    }

    @Test
    void aRestartedOmsIsFoundAgain() {
        AeronVenueDoor door = new AeronVenueDoor(driver.client(), TO_VENUE, TO_OMS, WORLD);
        Aeron first = driver.client();
        AeronVenueLink before = new AeronVenueLink(first, TO_VENUE, TO_OMS, WORLD);
        until(() -> before.open(0));
        until(() -> door.poll(heard, 10) == 1);

        before.close();
        first.close();
        until(() -> !door.resume(0, -1));
        AeronVenueLink after = new AeronVenueLink(driver.client(), TO_VENUE, TO_OMS, WORLD);
        until(() -> after.open(1));
        until(() -> door.poll(heard, 10) == 1);
        until(() -> door.resume(1, 5));
        until(() -> {
            after.poll(heard);
            return heard.contains("resume 1 after 5");
        });

        assertThat(heard).startsWith("open 0", "open 1").endsWith("resume 1 after 5");
    }

    @Test
    void aKilledOmsHoldsTheVenueUpOnlyUntilTheDriverNotices() {
        AeronVenueDoor door = new AeronVenueDoor(driver.client(), TO_VENUE, SMALL, WORLD);
        Aeron killed = driver.clientToBeKilled();
        new AeronVenueLink(killed, TO_VENUE, SMALL, WORLD);
        until(() -> door.resume(0, 0));
        fill(() -> door.resume(0, 0));

        AeronVenueLink after = new AeronVenueLink(driver.client(), TO_VENUE, SMALL, WORLD);
        until(() -> {
            after.poll(heard);
            return door.resume(2, 9);
        });
        until(() -> {
            after.poll(heard);
            return heard.contains("resume 2 after 9");
        });

        assertThat(heard).endsWith("resume 2 after 9");
    }

    @Test
    void aSlowVenueMakesTheLinkRefuseAndLosesNothing() {
        AeronVenueLink link = new AeronVenueLink(driver.client(), SMALL, TO_OMS, WORLD);
        AeronVenueDoor door = new AeronVenueDoor(driver.client(), SMALL, TO_OMS, WORLD);
        until(() -> link.instruct(-1, enter(0, 0)));
        List<Long> sent = new ArrayList<>(List.of(0L));
        fill(() -> link.instruct(sent.size() - 1, enter(0, sent.size())) && sent.add((long) sent.size()));

        List<Long> taken = new ArrayList<>();
        VenueDoor.Listener venue = new VenueDoor.Listener() {
            @Override
            public void onOpen(int partition) {
                throw new AssertionError("nobody opened " + partition);
            }

            @Override
            public void onInstruction(long previous, Instruction instruction) {
                taken.add(instruction.number());
            }
        };
        until(() -> door.poll(venue, 10) == 0 && taken.size() == sent.size());
        until(() -> link.instruct(sent.size() - 1, enter(0, sent.size())) && sent.add((long) sent.size()));
        until(() -> door.poll(venue, 10) == 0 && taken.size() == sent.size());

        assertThat(taken).isEqualTo(sent).hasSizeGreaterThan(100);
    }

    @Test
    void framesOfAnotherWorldAndOfOtherMessagesAreDroppedAndCounted() {
        AeronVenueDoor door = new AeronVenueDoor(driver.client(), TO_VENUE, TO_OMS, WORLD);
        Aeron client = driver.client();
        AeronVenueLink stranger = new AeronVenueLink(client, TO_VENUE, TO_OMS, WORLD + 1);
        AeronVenueLink link = new AeronVenueLink(client, TO_VENUE, TO_OMS, WORLD);
        AeronMarketPublisher misled = new AeronMarketPublisher(client, TO_VENUE, WORLD);
        AeronVenueDoor crossed = new AeronVenueDoor(client, TO_OMS, TO_VENUE, WORLD);

        until(() -> stranger.open(0));
        until(() -> crossed.resume(0, 0));
        until(() -> {
            misled.publish(BookUpdate.heartbeat("BTC-USD", 1, 5, 1, 2));
            door.poll(heard, 10);
            return door.counts().unknown() == 2;
        });
        until(() -> link.open(1));
        until(() -> {
            door.poll(heard, 10);
            return door.counts().foreign() == 1 && heard.size() == 1;
        });

        assertThat(heard).containsExactly("open 1");
        assertThat(door.counts().malformed()).isZero();
    }

    @Test
    void anExceptionOfTheListenerReachesWhoPollsAndLosesNoOtherMessage() {
        AeronVenueLink link = new AeronVenueLink(driver.client(), TO_VENUE, TO_OMS, WORLD);
        AeronVenueDoor door = new AeronVenueDoor(driver.client(), TO_VENUE, TO_OMS, WORLD);
        until(() -> link.open(0));
        until(() -> link.instruct(-1, enter(0, 1)));
        VenueDoor.Listener broken = new VenueDoor.Listener() {
            @Override
            public void onOpen(int partition) {
                throw new IllegalStateException("partition " + partition + " is broken");
            }

            @Override
            public void onInstruction(long previous, Instruction instruction) {
                heard.onInstruction(previous, instruction);
            }
        };

        assertThatThrownBy(() -> until(() -> door.poll(broken, 10) > 0)).hasMessageContaining("partition 0 is broken");
        until(() -> door.poll(broken, 10) > 0);
        assertThat(heard).containsExactly("-1 then " + enter(0, 1));
    }

    @Test
    void withoutTheClientBothDirectionsFailLoudly() {
        Aeron client = driver.client();
        AeronVenueLink link = new AeronVenueLink(client, TO_VENUE, TO_OMS, WORLD);
        client.close();

        assertThatThrownBy(() -> link.open(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> link.poll(heard)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whenTheDriverIsGoneTheClientClosesAndTheLinkFailsLoudly() {
        Aeron client = driver.client();
        AeronVenueLink link = new AeronVenueLink(client, TO_VENUE, TO_OMS, WORLD);
        driver.stop();

        until(client::isClosed);
        assertThatThrownBy(() -> link.open(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> link.poll(heard)).isInstanceOf(IllegalStateException.class);
    }

    private interface Send {
        boolean taken();
    }

    /** Sends until it is refused; a window is a few hundred frames. */
    private static void fill(Send send) {
        int count = 0;
        while (send.taken()) {
            assertThat(count++).isLessThan(10_000);
        }
    }
}
