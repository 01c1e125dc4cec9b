package io.atlas.gateway.fix;

import static org.awaitility.Awaitility.await;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.World;
import io.atlas.gateway.GatewayConfig;
import io.atlas.gateway.GatewayService;
import io.atlas.gateway.client.ReportHistory;
import io.atlas.gateway.replay.LogReportHistory;
import io.atlas.testkit.WorldBuilder;
import io.atlas.wire.config.PasswordHash;
import io.atlas.wire.config.SessionConfig;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.MarketStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The gateway as it is, on a real socket, over a log in memory that outlives it; one thread steps it and a stand-in for the OMS. */
final class RealGateway implements AutoCloseable {
    static final String ORDER = "11=%s|1=ALGO1-1|55=BTC-USD|54=1|60=20260105-10:00:00|40=2|38=%s|44=49000.00|59=1|";
    private static final PasswordHash HASH = PasswordHash.hash(FixAcceptorFixture.PASSWORD.toCharArray());
    private static final World WORLD = new WorldBuilder("fix")
            .instrument("BTC-USD", "0.01", "0.00001", "50000")
            .group("ALGO1", 1_000_000)
            .account("ALGO1-1", "USD", "1000000000")
            .build();
    private static final Map<String, String> GROUPS = Map.of("ALGO1", "ALGO1", "ALGO2", "ALGO1");

    final FixAcceptor acceptor;
    private final GatewayService service;
    private final FakeOms oms;
    private final Thread agent;
    private final AtomicReference<Consumer<FakeOms>> order = new AtomicReference<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean running = true;

    RealGateway(Path folder, InMemoryLog log) {
        this(folder, log, true);
    }

    /** @param history whether lost reports can be made again from the log */
    RealGateway(Path folder, InMemoryLog log, boolean history) {
        this(folder, log, real -> history ? real : ReportHistory.NONE);
    }

    /** @param history what stands between the gateway and the history in the log */
    RealGateway(Path folder, InMemoryLog log, UnaryOperator<ReportHistory> history) {
        CommandLog end = log.client();
        FixAcceptorConfig config = new FixAcceptorConfig(
                "127.0.0.1",
                0,
                "ATLAS",
                "../fix-config/FIX44-ATLAS.xml",
                folder,
                List.of(session("ALGO1"), session("ALGO2")),
                10_000);
        LogReportHistory past = history(end);
        acceptor = new FixAcceptor(
                config,
                Clock.systemUTC(),
                new FixMessageRecords(end, session -> 0),
                history.apply(past),
                GatewayDirectory.NOBODY_ELSE,
                () -> {});
        service = new GatewayService(
                WORLD, GatewayConfig.of(1, GROUPS), List.of(0), end, new Market(), acceptor, "gw-" + System.nanoTime());
        past.endAt(service::readUpTo);
        oms = new FakeOms(log.client());
        agent = new Thread(this::run, "agent");
        agent.start();
        await().until(service::ready);
        acceptor.start();
    }

    /** The past as a gateway knows it that has read all of the log. */
    static LogReportHistory history(CommandLog end) {
        LogReportHistory history = new LogReportHistory(WORLD, GROUPS, 1, end);
        history.endAt((topic, partition) -> end.endOffset(topic, partition) - 1);
        return history;
    }

    private static SessionConfig session(String compId) {
        return new SessionConfig(compId, "ALGO1", List.of("ALGO1-1"), Set.of(SessionConfig.Role.TRADE), HASH, 30);
    }

    private void run() {
        try {
            while (running) {
                long now = System.currentTimeMillis() * 1_000_000L;
                int work = service.doWork(now);
                oms.step(now);
                Consumer<FakeOms> what = order.getAndSet(null);
                if (what != null) {
                    what.accept(oms);
                }
                if (work == 0) {
                    LockSupport.parkNanos(100_000);
                }
            }
        } catch (Throwable e) {
            failure.set(e);
        }
    }

    /** Does that to the OMS, between two steps. */
    void oms(Consumer<FakeOms> what) {
        await().until(() -> order.compareAndSet(null, what));
        await().until(() -> order.get() == null);
    }

    void fill(String clOrdId, String qty, String tradeId) {
        oms(to -> to.fill(clOrdId, FixedPoint.parse(qty), tradeId, System.currentTimeMillis() * 1_000_000L));
    }

    void awaitKilled() {
        await().until(this::killed);
    }

    boolean killed() {
        return failure.get() instanceof Killed;
    }

    RawFixClient connect(String compId) throws IOException {
        return new RawFixClient(acceptor.port(), compId);
    }

    RawFixClient loggedOn(String compId, int seq) throws IOException {
        RawFixClient client = connect(compId).from(seq);
        client.logon("");
        client.receive("A");
        return client;
    }

    @Override
    public void close() {
        running = false;
        try {
            agent.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        acceptor.abandon();
        oms.close();
        if (failure.get() != null && !killed() || !service.failed().isEmpty()) {
            throw new AssertionError("agent failed: " + service.failed(), failure.get());
        }
    }

    /** Thrown on the agent's thread it ends the gateway then and there; nobody takes it for a fault. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
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
}
