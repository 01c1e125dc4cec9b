package io.atlas.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.ClientRequest.StatusRequest;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.Report.BusinessReject;
import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.gateway.client.ReportCause;
import io.atlas.testkit.WorldBuilder;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.LogFaults;
import io.atlas.wire.log.LogFaults.Fate;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 7: while the log does not answer nothing is guessed; when it does, all is settled within five seconds. */
class InDoubtTest {
    private static final long START = 1_800_000_000_000_000_000L;
    private static final long STEP_NS = 10_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final World WORLD = new WorldBuilder("in-doubt")
            .instrument("BTC-USD", "0.01", "0.00001", "50000")
            .group("ALFA", 10)
            .account("ALFA-1", "USD", "100000")
            .build();

    private final InMemoryLog log = new InMemoryLog(1);
    private final Clients clients = new Clients();
    private Fate fate = Fate.LANDS;
    private long nowNs = START;
    private GatewayService gateway;

    @BeforeEach
    void started() {
        log.faults(new LogFaults() {
            @Override
            public Fate onAppend(String client, String topic, int partition) {
                return fate;
            }
        });
        GatewayConfig config = GatewayConfig.of(1, Map.of("ALFA", "ALFA", "ALFA2", "ALFA"));
        gateway = new GatewayService(WORLD, config, List.of(0), log.client(), new Market(), clients, "gw-1");
        steps(SECOND_NS);
        assertThat(gateway.ready()).isTrue();
    }

    private void steps(long forNs) {
        for (long end = nowNs + forNs; nowNs < end; nowNs += STEP_NS) {
            gateway.doWork(nowNs);
        }
        assertThat(gateway.failed()).isEmpty();
    }

    /** The answer to an append stays away: lost for good, or landed unseen. */
    private void logIsGone(boolean landsAllTheSame) {
        fate = landsAllTheSame ? Fate.FAILS_THOUGH_LANDED : Fate.FAILS_AND_IS_LOST;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 5, 30, 600})
    void anOrderThatNeverReachedTheLogIsRefusedWithinFiveSecondsOfItsReturn(long outageSeconds) {
        logIsGone(false);
        clients.asks(order("ALFA", 1, "o-1"));
        steps(STEP_NS + outageSeconds * SECOND_NS);
        assertThat(clients.told).isEmpty();
        assertThat(gateway.overlay(0).reserved("ALFA-1", "USD")).as("held").isEqualTo(FixedPoint.parse("50000"));
        fate = Fate.LANDS;
        steps(5 * SECOND_NS);
        assertThat(clients.told).containsExactly("ALFA 8 o-1 NOT_ACCEPTED");
        assertThat(gateway.overlay(0).reserved("ALFA-1", "USD")).isZero();
        assertThat(gateway.ready()).isTrue();
    }

    @Test
    void anOrderThatReachedTheLogUnseenIsAcceptedOnce() {
        logIsGone(true);
        clients.asks(order("ALFA", 1, "o-1"));
        steps(STEP_NS);
        fate = Fate.LANDS;
        steps(5 * SECOND_NS);
        assertThat(clients.told).containsExactly("ALFA A o-1");
        assertThat(gateway.folded(0).reserved("ALFA-1", "USD")).isEqualTo(FixedPoint.parse("50000"));
    }

    @Test
    void inDoubtNewOrdersAreNotTakenAndStatusWaitsForWhatIsUndecided() {
        logIsGone(false);
        clients.asks(order("ALFA", 1, "o-1"));
        steps(SECOND_NS);
        clients.asks(order("ALFA", 2, "o-2"));
        clients.asks(status("ALFA", 3, "o-1"));
        clients.asks(status("ALFA", 4, "never sent"));
        clients.asks(status("ALFA2", 1, "o-1"));
        clients.asks(status("ALFA2", 2, "never sent"));
        steps(SECOND_NS);
        // The other session has sent nothing that is undecided, so its question about an id nobody used has its answer.
        assertThat(clients.told).containsExactly("ALFA j o-2 4", "ALFA2 I never sent UNKNOWN_ORDER");
        clients.told.clear();
        fate = Fate.LANDS;
        steps(5 * SECOND_NS);
        assertThat(clients.told)
                .containsExactlyInAnyOrder(
                        "ALFA 8 o-1 NOT_ACCEPTED",
                        "ALFA2 I o-1 UNKNOWN_ORDER",
                        "ALFA I o-1 UNKNOWN_ORDER",
                        "ALFA I never sent UNKNOWN_ORDER");
        assertThat(clients.told.get(0)).isEqualTo("ALFA 8 o-1 NOT_ACCEPTED");
    }

    @Test
    void inDoubtARepeatOfWhatIsDecidedIsToldItsStateAndNotThatItWasNotProcessed() {
        clients.asks(order("ALFA", 1, "o-1"));
        steps(SECOND_NS);
        logIsGone(false);
        clients.asks(order("ALFA2", 1, "o-2"));
        steps(SECOND_NS);
        clients.told.clear();
        // As after a crash of ours that the client outlived: the store says that number 1 must come again.
        Arrival again = new Arrival("ALFA", 1, nowNs, true, false, START);
        clients.asks(new NewOrderSingle(again, "o-1", null, "BTC-USD", '1', '2', '0', "1", "50000", null, false));
        steps(SECOND_NS);
        assertThat(clients.told).containsExactly("ALFA I o-1");
    }

    private static Arrival arrival(String session, long msgSeqNum) {
        return new Arrival(session, msgSeqNum, START, false, false, 0);
    }

    private static NewOrderSingle order(String session, long msgSeqNum, String id) {
        return new NewOrderSingle(
                arrival(session, msgSeqNum), id, null, "BTC-USD", '1', '2', '0', "1", "50000", null, false);
    }

    private static StatusRequest status(String session, long msgSeqNum, String id) {
        return new StatusRequest(arrival(session, msgSeqNum), id, null, "BTC-USD", '1', null);
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

    private static final class Clients implements ClientSessions {
        final List<String> told = new ArrayList<>();
        private final Deque<ClientRequest> asked = new ArrayDeque<>();
        private final Map<String, ReportCause> stored = new HashMap<>();

        void asks(ClientRequest request) {
            asked.addLast(request);
        }

        @Override
        public int poll(Consumer<ClientRequest> handler, int limit) {
            int count = 0;
            for (ClientRequest next = asked.poll(); next != null; next = asked.poll()) {
                handler.accept(next);
                count++;
            }
            return count;
        }

        @Override
        public void send(String session, Report report, ReportCause causeOrNull) {
            if (report instanceof BusinessReject reject) {
                told.add(session + " j " + reject.refId() + ' ' + reject.reason());
            } else {
                ExecutionReport execution = (ExecutionReport) report;
                String word = execution.refusal() == null
                        ? ""
                        : ' ' + execution.refusal().word();
                told.add(session + ' ' + execution.execType() + ' ' + execution.clOrdId() + word);
            }
            if (causeOrNull != null) {
                stored.put(session + causeOrNull.topic(), causeOrNull);
            }
        }

        @Override
        public void decided(String session, long msgSeqNum) {}

        @Override
        public ReportCause sentUpTo(String session, String topic) {
            return stored.get(session + topic);
        }
    }
}
