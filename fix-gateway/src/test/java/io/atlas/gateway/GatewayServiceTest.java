package io.atlas.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.gateway.client.ReportCause;
import io.atlas.testkit.WorldBuilder;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.Topics;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.MarketStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway over the log in memory: what it writes, what it says, and that a new instance goes on where the old one was. */
class GatewayServiceTest {
    private static final long NOW = 1_800_000_000_000_000_000L;
    private static final World WORLD = new WorldBuilder("gateway")
            .instrument("BTC-USD", "0.01", "0.00001", "50000")
            .group("ALFA", 10)
            .account("ALFA-1", "USD", "100000")
            .build();

    private final InMemoryLog store = new InMemoryLog();
    private final Sessions sessions = new Sessions();

    @BeforeEach
    void topics() {
        Topics.PARTITIONED.forEach(topic -> store.createTopic(topic, 1));
    }

    @Test
    void openingDepositsAreMadeOnce() {
        GatewayService gateway = started("gw-1");
        assertThat(gateway.folded(0).available("ALFA-1", "USD")).isEqualTo(FixedPoint.parse("100000"));
        gateway.close();
        GatewayService again = started("gw-2");
        assertThat(again.folded(0).available("ALFA-1", "USD")).isEqualTo(FixedPoint.parse("100000"));
    }

    @Test
    void aNewInstanceKnowsTheReservationAndTellsOnlyWhatWasNotToldYet() {
        GatewayService gateway = started("gw-1");
        sessions.asked.add(order(1, "o-1"));
        step(gateway);
        assertThat(sessions.told).containsExactly("A o-1");
        gateway.close();

        GatewayService again = started("gw-2");
        assertThat(again.overlay(0).reserved("ALFA-1", "USD")).isEqualTo(FixedPoint.parse("50000"));
        assertThat(sessions.told).containsExactly("A o-1");

        sessions.delivered.clear();
        started("gw-3");
        assertThat(sessions.told).containsExactly("A o-1", "A o-1");
    }

    @Test
    void theOlderInstanceLeavesWhenANewerOneClaims() {
        GatewayService older = started("gw-1");
        GatewayService newer = started("gw-2");
        step(older);
        assertThat(older.left()).isTrue();
        assertThat(older.ready()).isFalse();
        sessions.asked.add(order(1, "o-1"));
        step(newer);
        assertThat(sessions.told).containsExactly("A o-1");
    }

    @Test
    void anInstanceThatWasStoppedWhileAnotherTookOverSaysNothingMore() {
        GatewayService older = started("gw-1");
        sessions.asked.add(order(1, "o-1"));
        older.doWork(NOW + 30);
        // Its order is on its way; the process is stopped, and another takes over.
        started("gw-2");
        sessions.told.clear();
        sessions.asked.add(order(2, "o-2"));
        for (int i = 0; i < 20; i++) {
            older.doWork(NOW + 60_000_000_000L + i);
        }
        assertThat(older.left()).isTrue();
        assertThat(sessions.told).isEmpty();
    }

    @Test
    void anInstanceThatWasStoppedAndIsStillTheOwnerGoesOn() {
        GatewayService gateway = started("gw-1");
        sessions.asked.add(order(1, "o-1"));
        gateway.doWork(NOW + 30);
        sessions.asked.add(order(2, "o-2"));
        for (int i = 0; i < 20; i++) {
            gateway.doWork(NOW + 60_000_000_000L + i);
        }
        assertThat(gateway.ready()).isTrue();
        assertThat(sessions.told).containsExactly("A o-1", "A o-2");
    }

    private GatewayService started(String owner) {
        GatewayService gateway = new GatewayService(
                WORLD,
                GatewayConfig.of(1, Map.of("ALFA", "ALFA")),
                List.of(0),
                store.client(),
                new Market(),
                sessions,
                owner);
        step(gateway);
        assertThat(gateway.ready()).as("ready, failed: %s", gateway.failed()).isTrue();
        return gateway;
    }

    private static void step(GatewayService gateway) {
        for (int i = 0; i < 20; i++) {
            gateway.doWork(NOW + i);
        }
    }

    private static NewOrderSingle order(long msgSeqNum, String clOrdId) {
        Arrival arrival = new Arrival("ALFA", msgSeqNum, NOW, false, false, 0);
        return new NewOrderSingle(arrival, clOrdId, null, "BTC-USD", '1', '2', '0', "1", "50000", null, false);
    }

    private static final class Market implements MarketStream.Subscriber {
        @Override
        public int poll(Consumer<BookUpdate> handler) {
            long bid = FixedPoint.parse("49999");
            handler.accept(BookUpdate.heartbeat("BTC-USD", 1, 0, bid, FixedPoint.parse("50001")));
            return 0;
        }

        @Override
        public void close() {}
    }

    /** Sessions that remember what they delivered, as the durable store does. */
    private static final class Sessions implements ClientSessions {
        final Deque<ClientRequest> asked = new ArrayDeque<>();
        final List<String> told = new ArrayList<>();
        final Map<String, ReportCause> delivered = new HashMap<>();

        @Override
        public int poll(Consumer<ClientRequest> handler, int limit) {
            int work = asked.size();
            while (!asked.isEmpty()) {
                handler.accept(asked.removeFirst());
            }
            return work;
        }

        @Override
        public void send(String session, Report report, ReportCause causeOrNull) {
            ExecutionReport execution = (ExecutionReport) report;
            told.add(execution.execType() + " " + execution.clOrdId());
            delivered.put(causeOrNull.topic(), causeOrNull);
        }

        @Override
        public void decided(String session, long msgSeqNum) {}

        @Override
        public ReportCause sentUpTo(String session, String topic) {
            return delivered.get(topic);
        }
    }
}
