package io.atlas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.EpochStart;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.World;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.Topics;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TestkitTest {
    @Test
    void aManualClockMovesOnlyWhenToldAndNeverBack() {
        ManualClock clock = new ManualClock(1_500_000_000L);

        clock.advance(250);

        assertThat(clock.nowNs()).isEqualTo(1_500_000_250L);
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(1, 500_000_250));
        assertThatThrownBy(() -> clock.advance(-1)).hasMessageContaining("expected: >= 0");
    }

    @Test
    void aWorldIsBuiltLineByLine() {
        World world = new WorldBuilder("w")
                .instrument("BTC-USD", "0.01", "0.00001", "50000")
                .group("DESK", 3)
                .account("DESK-1", "USD", "1000", "BTC", "2")
                .group("ALGO", 5)
                .account("ALGO-1")
                .account("ALGO-2", "USD", "1")
                .build();

        assertThat(world.instrumentOrNull("BTC-USD").quote()).isEqualTo("USD");
        assertThat(world.groups()).extracting(World.AccountGroup::name).containsExactly("DESK", "ALGO");
        assertThat(world.groups().get(0).accounts().get(0).deposits())
                .containsExactly(
                        new World.OpeningDeposit("open-DESK-1-USD", "USD", FixedPoint.parse("1000")),
                        new World.OpeningDeposit("open-DESK-1-BTC", "BTC", FixedPoint.parse("2")));
        assertThat(world.groups().get(1).accounts()).hasSize(2);
    }

    @Test
    void anInstrumentThatCannotBeTradedIsRefused() {
        assertThatThrownBy(() -> new WorldBuilder("w").instrument("A-B", "0", "1", "1"))
                .hasMessageContaining("tick: 0 (expected: > 0)");
    }

    @Test
    void aLogTailHoldsTheValidRecordsOnly() {
        CommandLog log = new InMemoryLog(1).client();
        CommandCodec codec = new CommandCodec();
        Deposit deposit = new Deposit("d", "A", "USD", 1, -1);
        append(log, codec.encode(-1, 0, null, 0, new EpochStart("me", -1, "{}")));
        append(log, codec.encode(0, 1, null, 0, deposit));
        append(log, codec.encode(0, 3, null, 0, deposit));

        try (LogTail<Command> tail = new LogTail<>(log, Topics.COMMANDS, 0, codec)) {
            assertThat(tail.entries()).hasSize(2);
            assertThat(tail.bodies(Deposit.class)).containsExactly(deposit);
        }
    }

    private static void append(CommandLog log, byte[] value) {
        log.append(Topics.COMMANDS, 0, null, value, null, CommandLog.Outcome.IGNORED);
        log.poll();
    }
}
