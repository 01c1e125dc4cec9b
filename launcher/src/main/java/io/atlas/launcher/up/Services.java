package io.atlas.launcher.up;

import io.aeron.Aeron;
import io.atlas.console.ConsoleConfig;
import io.atlas.console.ConsoleServer;
import io.atlas.console.ConsoleService;
import io.atlas.console.fix.DeskSessions;
import io.atlas.gateway.GatewayConfig;
import io.atlas.gateway.GatewayService;
import io.atlas.gateway.fix.FixAcceptor;
import io.atlas.gateway.fix.FixAcceptorConfig;
import io.atlas.gateway.fix.FixMessageRecords;
import io.atlas.md.MdPublisherService;
import io.atlas.oms.OmsService;
import io.atlas.venue.VenueService;
import io.atlas.wire.aeron.AeronClient;
import io.atlas.wire.aeron.AeronFeedPublisher;
import io.atlas.wire.aeron.AeronFeedSource;
import io.atlas.wire.aeron.AeronMarketPublisher;
import io.atlas.wire.aeron.AeronMarketSubscriber;
import io.atlas.wire.aeron.AeronStream;
import io.atlas.wire.aeron.AeronVenueDoor;
import io.atlas.wire.aeron.AeronVenueLink;
import io.atlas.wire.aeron.FeedAddress;
import io.atlas.wire.agent.Agent;
import io.atlas.wire.agent.AgentRunner;
import io.atlas.wire.config.Config;
import io.atlas.wire.config.SessionConfig;
import io.atlas.wire.log.KafkaConnection;
import io.atlas.wire.log.Partitions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services of one process: each on an agent thread with its own end of the log, joined by the venue link. Everything opened is
 * handed to {@link Closing} in the order in which it must not outlive the next.
 */
final class Services {
    /** An idle agent looks at least this often; what is urgent wakes it. */
    private static final long MAX_PARK_NS = 1_000_000;
    /** Nobody's order waits for those who only watch. */
    private static final long WATCHERS_PARK_NS = 5_000_000;

    private static final Duration CONSOLE_REST = Duration.ofMillis(5);
    private static final String HOST = "127.0.0.1";
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private final Config config;
    private final WorldSettings settings;
    private final String bootstrap;
    private final Path aeronDir;
    private final long worldId;
    private final List<Integer> partitions;
    private final WorldFolder folder;
    private final Closing closing;
    private final Consumer<Throwable> onFailure;
    private final Clock clock = Clock.systemUTC();
    private final String start = Long.toString(clock.millis(), 36);
    private final Wakeup venueWakeup = new Wakeup();
    private final Wakeup omsWakeup = new Wakeup();
    private final Wakeup gatewayWakeup = new Wakeup();
    private final Wakeup feedWakeup = new Wakeup();
    private KafkaConnection kafka;
    private Watched gateway;
    private FixAcceptor door;
    private ConsoleOnline console;

    Services(
            WorldSettings settings,
            String bootstrap,
            String aeronDir,
            long worldId,
            int partitions,
            WorldFolder folder,
            Closing closing,
            Consumer<Throwable> onFailure) {
        this.settings = settings;
        this.config = settings.config();
        this.bootstrap = bootstrap;
        this.aeronDir = Path.of(aeronDir);
        this.worldId = worldId;
        this.partitions = IntStream.range(0, partitions).boxed().toList();
        this.folder = folder;
        this.closing = closing;
        this.onFailure = onFailure;
    }

    /** Starts all agents; the FIX port stays closed until {@link #openDoor}. */
    void start() {
        Aeron aeron = closing.add("Aeron client", AeronClient.connect(aeronDir));
        kafka = closing.add("Kafka connection", new KafkaConnection(bootstrap, "atlas"));
        startVenue(aeron);
        startOms(aeron);
        startGateway(aeron);
        FeedAddress feed = FeedAddress.local(FeedAddress.Transport.AUTO, settings.kafkaPort());
        startFeed(aeron, feed);
        if (settings.consoleOrNull() != null) {
            startConsole(aeron, feed);
        }
    }

    private void startVenue(Aeron aeron) {
        var link =
                closing.add("venue door", new AeronVenueDoor(aeron, AeronStream.TO_VENUE, AeronStream.TO_OMS, worldId));
        var market = closing.add("market stream", new AeronMarketPublisher(aeron, AeronStream.MARKET, worldId));
        var log = closing.add("venue log", kafka.log(venueWakeup));
        run(
                new VenueService(
                        config.world(),
                        log,
                        WakingLink.waking(link, omsWakeup),
                        WakingLink.waking(market, feedWakeup),
                        owner("venue")),
                venueWakeup,
                () -> true);
    }

    private void startOms(Aeron aeron) {
        var link =
                closing.add("venue link", new AeronVenueLink(aeron, AeronStream.TO_VENUE, AeronStream.TO_OMS, worldId));
        var log = closing.add("oms log", kafka.log(omsWakeup));
        run(
                new OmsService(config.world(), partitions, log, WakingLink.waking(link, venueWakeup), owner("oms")),
                omsWakeup,
                () -> true);
    }

    private void startGateway(Aeron aeron) {
        Map<String, String> groups =
                config.sessions().stream().collect(Collectors.toMap(SessionConfig::senderCompId, SessionConfig::group));
        var market = closing.add("market listener", new AeronMarketSubscriber(aeron, AeronStream.MARKET, worldId));
        var log = closing.add("gateway log", kafka.log(gatewayWakeup));
        door = closing.add(
                "FIX acceptor",
                new FixAcceptor(
                        doorConfig(),
                        clock,
                        new FixMessageRecords(log, session -> Partitions.of(groups.get(session), partitions.size())),
                        gatewayWakeup));
        GatewayService service = new GatewayService(
                config.world(),
                GatewayConfig.of(partitions.size(), groups),
                partitions,
                log,
                market,
                door,
                owner("gateway"));
        gateway = run(service, gatewayWakeup, service::ready);
    }

    private void startFeed(Aeron aeron, FeedAddress address) {
        var market =
                closing.add("feed's market listener", new AeronMarketSubscriber(aeron, AeronStream.MARKET, worldId));
        var feed = closing.add("feed", new AeronFeedPublisher(aeron, address, worldId));
        run(new MdPublisherService(market, feed), feedWakeup, () -> true, WATCHERS_PARK_NS);
        LOG.info("feed: {}", address.name());
    }

    private void startConsole(Aeron aeron, FeedAddress address) {
        ConsoleConfig consoleConfig = settings.consoleOrNull();
        Wakeup wakeup = new Wakeup();
        var watching =
                closing.add("console's Kafka connection", new KafkaConnection(bootstrap, "console", CONSOLE_REST));
        var log = closing.add("console log", watching.log(wakeup));
        var feed = closing.add("console's feed", new AeronFeedSource(aeron, address));
        var desks = closing.add(
                "desk sessions",
                new DeskSessions(
                        new DeskSessions.Settings(
                                HOST,
                                settings.fixPort(),
                                config.targetCompId(),
                                settings.dictionary(),
                                folder.folder("console").resolve("fix")),
                        consoleConfig.desks(),
                        wakeup));
        ConsoleService service = new ConsoleService(
                new ConsoleService.Settings(
                        config,
                        consoleConfig,
                        partitions.size(),
                        worldId,
                        settings.dictionary(),
                        folder.folder("console"),
                        clock.millis() * 1_000_000L),
                log,
                feed,
                desks,
                wakeup);
        console = new ConsoleOnline(service, consoleConfig, desks);
        run(service, wakeup, () -> true, WATCHERS_PARK_NS);
    }

    private FixAcceptorConfig doorConfig() {
        return new FixAcceptorConfig(
                HOST,
                settings.fixPort(),
                config.targetCompId(),
                settings.dictionary().toString(),
                folder.folder("fix"),
                config.sessions(),
                FixAcceptorConfig.DEFAULT_REQUEST_CAPACITY,
                FixAcceptorConfig.DEFAULT_COPY_CAPACITY);
    }

    private Watched run(Agent agent, Wakeup wakeup, BooleanSupplier ready) {
        return run(agent, wakeup, ready, MAX_PARK_NS);
    }

    private Watched run(Agent agent, Wakeup wakeup, BooleanSupplier ready, long maxParkNs) {
        Watched watched = new Watched(agent, ready);
        AgentRunner runner = new AgentRunner(watched, clock, maxParkNs, failure -> {
            onFailure.accept(new IllegalStateException(watched.name() + " has stopped: " + failure, failure));
        });
        closing.add(watched.name(), runner);
        wakeup.wakes(runner);
        runner.start();
        return watched;
    }

    private String owner(String service) {
        return service + '-' + start + '-' + ProcessHandle.current().pid();
    }

    /** Whether the gateway owns its partitions and takes orders. */
    boolean ready() {
        return gateway.ready();
    }

    /** Opens the FIX port, then the console, which is its first client. */
    void openDoor() {
        door.start();
        if (console != null) {
            closing.add(
                    "console",
                    new ConsoleServer(
                            console.service(), console.config(), console.desks(), HOST, settings.consolePort()));
        }
    }

    /** Whether the console, if there is one, shows everything and takes orders. */
    boolean consoleReady() {
        return console == null || console.service().ready();
    }

    /** A console whose agent runs, to be opened when the gateway serves. */
    private record ConsoleOnline(ConsoleService service, ConsoleConfig config, DeskSessions desks) {}
}
