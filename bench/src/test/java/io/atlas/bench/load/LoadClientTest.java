package io.atlas.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.bench.bare.BareAcceptor;
import io.atlas.testkit.FreePorts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load client against a FIX engine that is not ours: what it sends must be FIX, what comes back must be counted. */
class LoadClientTest {
    private static final List<String> CLIENTS = List.of("LOAD01", "LOAD02");
    private static final LoadPlan.Symbol BTC = new LoadPlan.Symbol("BTC-USD", 50_000_00000000L, 1_000_000L, 100_000L);

    @TempDir
    private Path store;

    @Test
    void everyOrderOfAnOpenLoopIsAnsweredAndCounted() throws Exception {
        LoadResult result = run(new LoadPlan(FreePorts.inARow(1), CLIENTS, "secret", 500, 1, 0, 1, List.of(BTC)));

        assertThat(result.trouble()).isNull();
        assertThat(result.lost()).isZero();
        assertThat(result.refusals()).isEmpty();
        assertThat(result.sent()).isBetween(490L, 501L);
        assertThat(result.toLive().count()).isEqualTo(result.sent());
        assertThat(result.toAck().count())
                .as("the bare acceptor sends no 150=A")
                .isZero();
    }

    @Test
    void aClosedLoopKeepsItsWindowFullAndLosesNothing() throws Exception {
        LoadResult result = run(new LoadPlan(FreePorts.inARow(1), CLIENTS, "secret", 0, 16, 0, 1, List.of(BTC)));

        assertThat(result.trouble()).isNull();
        assertThat(result.lost()).isZero();
        assertThat(result.sent()).isGreaterThan(16);
    }

    private LoadResult run(LoadPlan plan) throws Exception {
        try (BareAcceptor server = new BareAcceptor(plan.port(), plan.compIds(), store)) {
            server.start();
            try (LoadClient client = new LoadClient(plan, Clock.systemUTC(), () -> 0, decided -> {})) {
                return client.run();
            }
        }
    }
}
