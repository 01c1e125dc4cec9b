package io.atlas.gateway.fix;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.client.ReportHistory;
import io.atlas.wire.config.SessionConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.ConfigError;
import quickfix.DataDictionary;
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

    private final Map<String, ClientSession> clients = new LinkedHashMap<>();
    private final List<StoreFolder> folders = new ArrayList<>();
    private final Replays replays;
    private final BlockingQueue<ClientRequest> requests;
    private final MessageCopies copies;
    private final Resender resender = new Resender(System::nanoTime);
    private final LogonCheck check = new LogonCheck();
    private final SocketAcceptor acceptor;
    private boolean started;

    /**
     * @param sink gets a copy of every raw message, on the agent's thread; its log is open as long as this
     * @param wakeup called when a request waits; from the FIX thread, must return at once
     * @throws UncheckedIOException if a store cannot be opened; trying again helps once the folder can be written
     * @throws IllegalArgumentException if the configuration or the dictionary is not usable
     */
    public FixAcceptor(FixAcceptorConfig config, Clock clock, FixMessageSink sink, Runnable wakeup) {
        this(config, clock, sink, ReportHistory.NONE, GatewayDirectory.NOBODY_ELSE, wakeup);
    }

    /**
     * The same for one of several gateways, whose stores may be lost.
     *
     * @param history where reports of the past come from if a store does not have them; on the agent's thread
     * @param directory where the sessions of other gateways live
     */
    public FixAcceptor(
            FixAcceptorConfig config,
            Clock clock,
            FixMessageSink sink,
            ReportHistory history,
            GatewayDirectory directory,
            Runnable wakeup) {
        requests = new ArrayBlockingQueue<>(config.requestCapacity());
        LongSupplier epochNs = () -> {
            Instant now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        };
        replays = new Replays(history, epochNs);
        try {
            for (SessionConfig session : config.sessions()) {
                open(session, config.dataDir(), clock, epochNs);
            }
            copies = new MessageCopies(clients.values(), sink, epochNs);
            acceptor = createAcceptor(config, epochNs, directory, wakeup);
        } catch (IOException e) {
            throw new UncheckedIOException("FIX message stores in " + config.dataDir(), e);
        } catch (ConfigError e) {
            throw new IllegalArgumentException("FIX sessions: " + e.getMessage(), e);
        }
    }

    private void open(SessionConfig session, Path stores, Clock clock, LongSupplier epochNs) throws IOException {
        StoreFolder folder = StoreFolder.lock(stores, session.senderCompId());
        folders.add(folder);
        ClientSession client = new ClientSession(
                session,
                new DurableStore(session.senderCompId(), folder.path(), clock),
                new WireJournal(session.senderCompId(), folder.path(), clock),
                epochNs);
        clients.put(session.senderCompId(), client);
        replays.opened(client);
    }

    private SocketAcceptor createAcceptor(
            FixAcceptorConfig config, LongSupplier epochNs, GatewayDirectory directory, Runnable wakeup)
            throws ConfigError {
        SessionSettings settings = EngineSettings.of(config);
        DefaultSessionFactory factory = new DefaultSessionFactory(
                new SessionEvents(clients, requests, replays, resender, wakeup),
                id -> clients.get(id.getTargetCompID()).store,
                id -> new SessionLog(clients.get(id.getTargetCompID())),
                new EngineMessages(epochNs));
        for (ClientSession client : clients.values()) {
            client.engine = factory.create(new SessionID(BEGIN_STRING, config.compId(), client.compId()), settings);
        }
        SocketAcceptor created =
                new SocketAcceptor((id, ignored) -> clients.get(id.getTargetCompID()).engine, settings);
        Timestamps timestamps = new Timestamps(dictionary(config));
        Doors doors = new Doors(config.compId(), clients, config.elsewhere(), directory, timestamps, resender, check);
        created.setIoFilterChainBuilder(chain ->
                chain.addBefore(FIXProtocolCodecFactory.FILTER_NAME, "door", new Door(doors, System::nanoTime)));
        return created;
    }

    /** Reading it takes a quarter of a second, and the engine has done so already. */
    private DataDictionary dictionary(FixAcceptorConfig config) throws ConfigError {
        return clients.isEmpty()
                ? new DataDictionary(config.dictionary())
                : clients.values().iterator().next().engine.getDataDictionary();
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
        return taken + copies.doWork() + replays.doWork();
    }

    /** @throws UncheckedIOException if the report could not be stored; the agent must not go on as if it had been sent */
    @Override
    public void send(String session, Report report, ReportCause causeOrNull) {
        ClientSession client = clients.get(session);
        if (client == null) {
            LOG.warn("session {} is not configured here any more: not sent: {}", session, report);
            return;
        }
        if (!client.held(causeOrNull)) {
            client.store(() -> ReportWriter.write(report, causeOrNull, false));
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

    @Override
    public boolean tellsThePast(String session) {
        ClientSession client = clients.get(session);
        return client != null && replays.tellsThePast(client);
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
        resender.close();
        if (started) {
            acceptor.stop(atOnce);
            started = false;
        }
        clients.values().forEach(client -> {
            client.store.close();
            client.journal.close();
        });
        for (StoreFolder folder : folders) {
            try {
                folder.close();
            } catch (IOException e) {
                LOG.warn("message store {} was not let go: {}", folder.path(), e.toString());
            }
        }
    }
}
