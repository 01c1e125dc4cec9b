package io.atlas.gateway.fix;

import static org.awaitility.Awaitility.await;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.gateway.client.Report.Trade;
import io.atlas.gateway.client.ReportCause;
import io.atlas.wire.config.PasswordHash;
import io.atlas.wire.config.SessionConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An acceptor on a free port, stepped by the test in place of the agent. */
final class FixAcceptorFixture implements AutoCloseable {
    static final String PASSWORD = "s3cret-planted";
    static final String ORDER = "11=%s|1=ALGO1-1|55=BTC-USD|54=1|60=20260105-10:00:00|40=2|38=0.1|44=50000.00|59=1|";
    private static final PasswordHash HASH = PasswordHash.hash(PASSWORD.toCharArray());

    final List<ClientRequest> requests = new ArrayList<>();
    final List<FixMessage> copies = new ArrayList<>();
    final FixAcceptor acceptor;

    FixAcceptorFixture(Path folder) {
        this(folder, 1000);
    }

    FixAcceptorFixture(Path folder, int requestCapacity) {
        List<SessionConfig> sessions = List.of(
                session("ALGO1", SessionConfig.Role.TRADE),
                session("ALGO2", SessionConfig.Role.TRADE),
                session("ALGO1-DC", SessionConfig.Role.DROP_COPY));
        FixAcceptorConfig config = new FixAcceptorConfig(
                "127.0.0.1", 0, "ATLAS", "../fix-config/FIX44-ATLAS.xml", folder, sessions, requestCapacity);
        acceptor = new FixAcceptor(config, Clock.systemUTC(), new KeptCopies(copies), () -> {});
        acceptor.start();
    }

    private static SessionConfig session(String compId, SessionConfig.Role role) {
        return new SessionConfig(compId, "ALGO1", List.of("ALGO1-1"), Set.of(role), HASH, 30);
    }

    RawFixClient connect(String compId) throws IOException {
        return new RawFixClient(acceptor.port(), compId);
    }

    /** A client that is logged on, its Logon being number {@code seq}. */
    RawFixClient loggedOn(String compId, int seq) throws IOException {
        RawFixClient client = connect(compId).from(seq);
        client.logon("");
        client.receive("A");
        return client;
    }

    /** Steps the agent until that many requests have come in all. */
    List<ClientRequest> awaitRequests(int count) {
        await().pollInSameThread().until(() -> {
            acceptor.poll(requests::add, 100);
            return requests.size() >= count;
        });
        return requests;
    }

    static ExecutionReport report(String clOrdId, String execId) {
        return new ExecutionReport(
                "1-7",
                execId,
                'A',
                'A',
                clOrdId,
                null,
                "ALGO1-1",
                "BTC-USD",
                '1',
                '2',
                '1',
                "0.10000",
                "50000.00",
                "0.00000",
                "0.10000",
                "0.000000",
                null,
                null,
                null,
                1_767_607_200_123_456_789L,
                null);
    }

    static Report trade(String clOrdId, String execId) {
        return new ExecutionReport(
                "1-7",
                execId,
                'F',
                '2',
                clOrdId,
                null,
                "ALGO1-1",
                "BTC-USD",
                '1',
                '2',
                '1',
                "0.10000",
                "50000.00",
                "0.10000",
                "0.00000",
                "49999.500000",
                new Trade("0.10000", "49999.50", "12.0", true),
                "0.00000000",
                null,
                1_767_607_200_123_456_789L,
                null);
    }

    static ReportCause command(long offset) {
        return new ReportCause("orders.commands", offset, 0);
    }

    static ReportCause event(long offset) {
        return new ReportCause("orders.events", offset, 0);
    }

    /** Ends it as a crash does, as far as one process can: connections break, nothing more is written. */
    @Override
    public void close() {
        acceptor.abandon();
    }
}
