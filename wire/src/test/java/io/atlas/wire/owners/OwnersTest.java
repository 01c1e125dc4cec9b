package io.atlas.wire.owners;

import static io.atlas.wire.owners.OwnersCheck.Verdict.FREE;
import static io.atlas.wire.owners.OwnersCheck.Verdict.OWNED;
import static io.atlas.wire.owners.OwnersCheck.Verdict.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnersTest {
    private static final long S = 1_000_000_000L;

    private final InMemoryLog log = new InMemoryLog(4);
    private final CommandLog readersLog = log.client();
    private final OwnersReader reader = new OwnersReader(readersLog);
    private long now = 1_000 * S;

    private OwnersBeacon gateway(String owner, String home) {
        return new OwnersBeacon(log.client(), "gateway", owner, "127.0.0.1:9880", home);
    }

    private static List<PartitionStatus> zero(OwnerState state, long epoch) {
        return List.of(new PartitionStatus(0, state, epoch, "", 0));
    }

    private int read() {
        readersLog.poll();
        return reader.poll();
    }

    private OwnersCheck start(String home) {
        read();
        return new OwnersCheck(reader, "gateway", List.of(0, 1), home);
    }

    @Test
    void aStateIsSaidOnceASecondAndAtOnceWhenItChanges() {
        OwnersBeacon beacon = gateway("g-1", "here");
        assertThat(beacon.doWork(zero(OwnerState.STARTING, -1), now)).isOne();
        assertThat(beacon.doWork(zero(OwnerState.STARTING, -1), now + S - 1)).isZero();
        assertThat(beacon.doWork(zero(OwnerState.RUNNING, 7), now + S - 1)).isOne();
        assertThat(beacon.doWork(zero(OwnerState.RUNNING, 7), now + S)).isZero();
        assertThat(beacon.doWork(zero(OwnerState.RUNNING, 7), now + 2 * S)).isOne();

        assertThat(read()).isEqualTo(3);
        assertThat(reader.all())
                .containsExactly(new OwnerRecord(
                        "gateway", 0, 7, "g-1", OwnerState.RUNNING, "", 0, "127.0.0.1:9880", "here", now + 2 * S));
    }

    @Test
    void aBreachIsSaidWithItsTextAndStaysSaidAfterTheStop() {
        OwnersBeacon beacon = gateway("g-1", "here");
        beacon.doWork(List.of(new PartitionStatus(0, OwnerState.FAILED, 7, "I1: sums to 5", 0)), now);
        beacon.doWork(zero(OwnerState.RUNNING, 7), now);
        OwnersBeacon broken = gateway("g-2", "there");
        broken.doWork(List.of(new PartitionStatus(1, OwnerState.FAILED, 9, "I1: sums to 5", 3)), now);
        broken.leave(now);
        read();
        assertThat(reader.of("gateway", 1).orElseThrow())
                .extracting(OwnerRecord::state, OwnerRecord::why, OwnerRecord::quarantined)
                .containsExactly(OwnerState.FAILED, "I1: sums to 5", 3L);
    }

    @Test
    void aStartIsRefusedWhenTheOwnerSpeaksAgain() {
        OwnersBeacon beacon = gateway("g-1", "there");
        beacon.doWork(zero(OwnerState.RUNNING, 7), now);
        OwnersCheck check = start("here");
        assertThat(check.look(now + S / 2)).isEqualTo(WAIT);
        beacon.doWork(zero(OwnerState.RUNNING, 7), now + S);
        read();
        assertThat(check.look(now + S)).isEqualTo(OWNED);
        assertThat(check.living().owner()).isEqualTo("g-1");
    }

    @Test
    void aStartGoesOnWhenTheOwnerHasBeenSilentForThreeSeconds() {
        gateway("g-1", "there").doWork(zero(OwnerState.RUNNING, 7), now);
        OwnersCheck check = start("here");
        assertThat(check.look(now + 3 * S - 1)).isEqualTo(WAIT);
        assertThat(check.look(now + 3 * S)).isEqualTo(FREE);
    }

    @Test
    void nobodyIsWaitedForWhoHasLeftOrWhoseLockIsOurs() {
        OwnersBeacon beacon = gateway("g-1", "there");
        beacon.doWork(zero(OwnerState.RUNNING, 7), now);
        assertThat(start("there").look(now)).isEqualTo(FREE);
        beacon.leave(now);
        assertThat(start("here").look(now)).isEqualTo(FREE);
    }

    @Test
    void aFailedPartitionBelongsToItsOwnerWhileThatLives() {
        OwnersBeacon beacon = gateway("g-1", "there");
        beacon.doWork(List.of(new PartitionStatus(1, OwnerState.FAILED, 7, "I2", 0)), now);
        assertThat(start("here").look(now)).isEqualTo(WAIT);
    }

    @Test
    void aFormerOwnerThatWakesDoesNotSpeakForItsSuccessorsPartition() {
        OwnersBeacon former = gateway("g-1", "there");
        former.doWork(zero(OwnerState.RUNNING, 7), now);
        gateway("g-2", "here").doWork(zero(OwnerState.RUNNING, 20), now + 10 * S);
        former.doWork(zero(OwnerState.RUNNING, 7), now + 11 * S);
        former.doWork(zero(OwnerState.LEFT, 20), now + 12 * S);
        read();
        assertThat(reader.of("gateway", 0).orElseThrow().owner()).isEqualTo("g-2");
    }

    @Test
    void whatIsNoneOfOursIsPassedOver() {
        CommandLog other = log.client();
        other.append(Topics.OWNERS, 0, "x", "{}".getBytes(StandardCharsets.UTF_8), null, CommandLog.Outcome.IGNORED);
        other.append(Topics.OWNERS, 0, "x", "no".getBytes(StandardCharsets.UTF_8), null, CommandLog.Outcome.IGNORED);
        other.append(Topics.OWNERS, 0, "x", new byte[0], null, CommandLog.Outcome.IGNORED);
        gateway("g-1", "there").doWork(zero(OwnerState.RUNNING, 7), now);
        read();
        assertThat(reader.all()).hasSize(1);
        assertThat(reader.position()).isEqualTo(3);
    }
}
