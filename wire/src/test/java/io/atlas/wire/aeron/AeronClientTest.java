package io.atlas.wire.aeron;

import static io.atlas.wire.aeron.AeronStream.TO_OMS;
import static io.atlas.wire.aeron.AeronStream.TO_VENUE;
import static io.atlas.wire.aeron.EmbeddedDriver.until;
import static io.atlas.wire.aeron.FrameSamples.WORLD;
import static io.atlas.wire.aeron.FrameSamples.enter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.atlas.domain.Instruction;
import io.atlas.wire.link.VenueDoor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that dies and comes back under clients that connect again. */
class AeronClientTest {
    @TempDir
    Path dir;

    private final List<String> heard = new ArrayList<>();
    private final VenueDoor.Listener listener = new VenueDoor.Listener() {
        @Override
        public void onOpen(int partition) {
            heard.add("open " + partition);
        }

        @Override
        public void onInstruction(long previous, Instruction instruction) {
            heard.add(previous + " then " + instruction.number());
        }
    };

    private MediaDriver driver() {
        return MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(dir.resolve("aeron").toString())
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new SleepingMillisIdleStrategy(1))
                .timerIntervalNs(TimeUnit.MILLISECONDS.toNanos(100))
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true));
    }

    @Test
    void theLinkGoesOnWithANewDriver() {
        MediaDriver first = driver();
        Path aeronDir = dir.resolve("aeron");
        try (AeronClient oms = AeronClient.open(aeronDir);
                AeronClient venue = AeronClient.open(aeronDir);
                AeronVenueLink link = new AeronVenueLink(oms, TO_VENUE, TO_OMS, WORLD);
                AeronVenueDoor door = new AeronVenueDoor(venue, TO_VENUE, TO_OMS, WORLD)) {
            until(() -> link.instruct(-1, enter(0, 1)));
            until(() -> door.poll(listener, 10) == 1);

            first.close();
            until(() -> oms.aeron().isClosed() && venue.aeron().isClosed());
            assertThat(link.instruct(1, enter(0, 2))).isFalse();
            assertThat(link.poll((partition, lastApplied) -> heard.add("resume")))
                    .isZero();
            assertThat(door.poll(listener, 10)).isZero();
            assertThat(door.resume(0, 1)).isFalse();

            MediaDriver second = driver();
            until(() -> {
                door.poll(listener, 10);
                return link.instruct(1, enter(0, 2));
            });
            until(() -> door.poll(listener, 10) == 1 || heard.size() == 2);
            until(() -> {
                link.poll((partition, lastApplied) -> heard.add("resume after " + lastApplied));
                return door.resume(0, 2);
            });
            until(() -> {
                link.poll((partition, lastApplied) -> heard.add("resume after " + lastApplied));
                return heard.size() >= 3;
            });
            assertThat(heard).startsWith("-1 then 1", "1 then 2", "resume after 2");
            second.close();
        }
    }

    @Test
    void whoIsClosedDoesNotConnectAgain() {
        try (MediaDriver driver = driver()) {
            AeronClient client = AeronClient.open(dir.resolve("aeron"));
            AeronVenueLink link = new AeronVenueLink(client, TO_VENUE, TO_OMS, WORLD);
            client.close();
            assertThat(driver.context().threadingMode()).isEqualTo(ThreadingMode.SHARED);
            assertThatThrownBy(() -> link.open(0)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> link.poll((partition, lastApplied) -> {}))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
