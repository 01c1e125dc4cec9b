package io.atlas.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.sim.Instance.Role;
import io.atlas.sim.chance.Dice;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.FaultPlan;
import io.atlas.sim.chance.Faults;
import io.atlas.sim.port.Connection;
import io.atlas.sim.port.SessionStore;
import io.atlas.sim.port.SimLink;
import io.atlas.sim.port.SimLog;
import io.atlas.sim.port.SimMarket;
import io.atlas.sim.port.SimSessions;
import io.atlas.testkit.ManualClock;
import io.atlas.testkit.WorldBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two sessions of one group spend the same 100 USD in the same nanosecond. */
class SameMoneyTest {
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final int INTERLEAVINGS = 300;
    private static final FaultPlan DELAYS = new FaultPlan(Map.of(
            Fault.APPEND_SLOW, 300_000,
            Fault.LINK_DOUBLED, 50_000,
            Fault.LINK_DELAYED, 100_000,
            Fault.LINK_REFUSED, 50_000));

    private final World world = new WorldBuilder("same money")
            .market(1, 1_000)
            .instrument("AAA-USD", "0.01", "0.1", "100")
            .group("ALGO", 10)
            .account("ALGO-1", "USD", "100")
            .build();

    @Test
    void twoOrdersAtTheSameInstantForTheSameMoneyExactlyOneGetsIt() {
        int firstWins = 0;
        for (long seed = 0; seed < INTERLEAVINGS; seed++) {
            List<ExecutionReport> answers = race(seed);

            assertThat(answers).as("seed %d", seed).hasSize(2);
            assertThat(answers.stream().map(ExecutionReport::execType))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrder('A', '8');
            assertThat(answers.stream().filter(answer -> answer.execType() == '8'))
                    .as("seed %d", seed)
                    .allMatch(answer -> answer.refusal().word().equals("INSUFFICIENT_FUNDS"));
            firstWins += answers.get(0).execType() == 'A' ? 1 : 0;
        }
        // Both orders of events must have been among the interleavings.
        assertThat(firstWins).isBetween(1, INTERLEAVINGS - 1);
    }

    /** The first answers of both sessions, the first session's first. */
    private List<ExecutionReport> race(long seed) {
        Dice dice = new Dice(seed);
        ManualClock clock = new ManualClock(START_NS);
        Faults faults = new Faults(seed % 3 == 0 ? FaultPlan.NONE : DELAYS);
        SimLog log = new SimLog(world, SimWorld.PARTITIONS, clock, dice.split(), faults);
        SimLink link = new SimLink(clock, dice.split(), faults);
        SimMarket market = new SimMarket(dice.split(), faults, update -> {});
        List<SessionStore> stores = List.of(new SessionStore("A"), new SessionStore("B"));
        Map<String, String> groups = Map.of("A", "ALGO", "B", "ALGO");
        Cluster cluster =
                new Cluster(world, groups, stores, log, link, market, clock, dice.split(), dice.split(), faults);
        while (!cluster.only(Role.GATEWAY).gateway().ready()
                || !cluster.only(Role.GATEWAY).gateway().idle()
                || market.lastOrNull("AAA-USD") == null) {
            step(cluster, dice, clock);
        }
        List<Connection> connections = new ArrayList<>();
        for (SessionStore store : stores) {
            Connection connection =
                    cluster.sessionsOrNull().logonOrNull(store.session(), new SimSessions.Logon(1, false, null));
            connection.send(1, false, clock.nowNs(), buy(store.session()));
            connections.add(connection);
        }
        while (stores.stream().anyMatch(store -> store.sent().isEmpty())) {
            step(cluster, dice, clock);
        }
        return connections.stream()
                .map(connection -> (ExecutionReport) connection.receiveOrNull().report())
                .toList();
    }

    private static void step(Cluster cluster, Dice dice, ManualClock clock) {
        cluster.step(Role.values()[dice.below(Role.values().length)]);
        clock.advance(dice.between(1_000, 50_000));
    }

    /** 0.6 at 100: sixty of the hundred. */
    private static NewOrderSingle buy(String session) {
        Arrival arrival = new Arrival(session, 1, 0, false, false, 0);
        return new NewOrderSingle(
                arrival, session + "-1", "ALGO-1", "AAA-USD", '1', '2', '1', "0.6", "100", null, false);
    }
}
