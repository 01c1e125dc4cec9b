package io.atlas.gateway.fix;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.wire.config.SessionConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.ConfigError;
import quickfix.DefaultSessionFactory;
import quickfix.RuntimeError;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;
import quickfix.mina.message.FIXProtocolCodecFactory;

/**
 * Client sessions over FIX 4.4 on a socket. Stores and sessions exist from construction on, so the agent may send what
 * clients missed before any of them can log on; {@link #start} opens the port.
 *
 * <p>Threads: see the package. {@link #poll}, {@link #send}, {@link #decided} and {@link #sentUpTo} are the agent's;
 * construction, start and close belong to whoever owns this, close after the agent has ended.
 */
public final class FixAcceptor implements ClientSessions, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FixAcceptor.class);
    private static final String BEGIN_STRING = "FIX.4.4";
    private static final int MAX_COPIES_PER_POLL = 4096;

    private final Map<String, ClientSession> clients = new LinkedHashMap<>();
    private final BlockingQueue<ClientRequest> requests;
    private final BlockingQueue<FixMessage> copies;
    private final AtomicLong copiesDropped = new AtomicLong();
    private final FixMessageSink sink;
    private final LogonCheck check = new LogonCheck();
    private final SocketAcceptor acceptor;
    private boolean started;

    /**
     * @param sink gets a copy of every raw message, on the agent's thread
     * @param wakeup called when a request waits; from the FIX thread, must return at once
     * @throws UncheckedIOException if a store cannot be opened; trying again helps once the folder can be written
     * @throws IllegalArgumentException if the configuration or the dictionary is not usable
     */
    public FixAcceptor(FixAcceptorConfig config, Clock clock, FixMessageSink sink, Runnable wakeup) {
        this.sink = sink;
        requests = new ArrayBlockingQueue<>(config.requestCapacity());
        copies = new ArrayBlockingQueue<>(config.copyCapacity());
        LongSupplier epochNs = () -> {
            Instant now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        };
        try {
            for (SessionConfig session : config.sessions()) {
                DurableStore store = new DurableStore(config.dataDir().resolve(session.senderCompId()), clock);
                clients.put(session.senderCompId(), new ClientSession(session, store));
            }
            acceptor = createAcceptor(config, epochNs, wakeup);
        } catch (IOException e) {
            throw new UncheckedIOException("FIX message stores in " + config.dataDir(), e);
        } catch (ConfigError e) {
            throw new IllegalArgumentException("FIX sessions: " + e.getMessage(), e);
        }
    }

    private SocketAcceptor createAcceptor(FixAcceptorConfig config, LongSupplier epochNs, Runnable wakeup)
            throws ConfigError {
        SessionSettings settings = EngineSettings.of(config);
        DefaultSessionFactory factory = new DefaultSessionFactory(
                new SessionEvents(clients, requests, wakeup),
                id -> clients.get(id.getTargetCompID()).store,
                id -> new SessionLog(id, epochNs, copies, copiesDropped),
                new EngineMessages(epochNs));
        for (ClientSession client : clients.values()) {
            client.engine = factory.create(new SessionID(BEGIN_STRING, config.compId(), client.compId()), settings);
        }
        SocketAcceptor created =
                new SocketAcceptor((id, ignored) -> clients.get(id.getTargetCompID()).engine, settings);
        Doors doors = new Doors(config.compId(), clients, check);
        created.setIoFilterChainBuilder(chain ->
                chain.addBefore(FIXProtocolCodecFactory.FILTER_NAME, "door", new Door(doors, System::nanoTime)));
        return created;
    }

    /**
     * Opens the port.
     *
     * @throws UncheckedIOException if it is taken
     */
    public void start() {
        try {
            acceptor.start();
            started = true;
        } catch (ConfigError | RuntimeError e) {
            acceptor.stop(true);
            throw new UncheckedIOException(new IOException("FIX port: " + e.getMessage(), e));
        }
        LOG.info("FIX sessions {} on port {}", clients.keySet(), port());
    }

    /** The port in use, once started. */
    public int port() {
        return ((InetSocketAddress) acceptor.getEndpoints().iterator().next().getLocalAddress()).getPort();
    }

    /** Raw messages that did not get into {@code fix.messages} because the agent could not keep up. */
    public long copiesDropped() {
        return copiesDropped.get();
    }

    /** Whether that client is logged on. Any thread. */
    public boolean isLoggedOn(String session) {
        ClientSession client = clients.get(session);
        return client != null && client.engine.isLoggedOn();
    }

    @Override
    public int poll(Consumer<ClientRequest> handler, int limit) {
        int taken = 0;
        ClientRequest request;
        while (taken < limit && (request = requests.poll()) != null) {
            handler.accept(request);
            taken++;
        }
        FixMessage copy;
        for (int i = 0; i < MAX_COPIES_PER_POLL && (copy = copies.poll()) != null; i++) {
            sink.accept(copy);
        }
        return taken;
    }

    /** @throws UncheckedIOException if the report could not be stored; the agent must not go on as if it had been sent */
    @Override
    public void send(String session, Report report, ReportCause causeOrNull) {
        ClientSession client = clients.get(session);
        if (client == null) {
            LOG.warn("session {} is not configured here any more: not sent: {}", session, report);
            return;
        }
        // A reset (141=Y) may renumber the session while the engine stores a message: that one is tried again.
        boolean stored = client.send(ReportWriter.write(report, causeOrNull));
        if (!stored) {
            stored = client.send(ReportWriter.write(report, causeOrNull));
        }
        if (!stored) {
            throw new UncheckedIOException(new IOException("session " + session + ": report could not be stored"));
        }
    }

    @Override
    public void decided(String session, long msgSeqNum) {
        ClientSession client = clients.get(session);
        if (client != null) {
            client.store.decided(Math.toIntExact(msgSeqNum));
        }
    }

    @Override
    public ReportCause sentUpTo(String session, String topic) {
        ClientSession client = clients.get(session);
        return client == null ? null : client.store.sentUpTo(topic);
    }

    /** Logs clients out, closes the port and the stores. */
    @Override
    public void close() {
        close(false);
    }

    /** Breaks all connections without a word, as a crash does. */
    void abandon() {
        close(true);
    }

    private void close(boolean atOnce) {
        check.close();
        if (started) {
            acceptor.stop(atOnce);
            started = false;
        }
        clients.values().forEach(client -> client.store.close());
    }
}
