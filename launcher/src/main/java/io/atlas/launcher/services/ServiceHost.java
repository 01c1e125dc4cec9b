package io.atlas.launcher.services;

import io.atlas.wire.aeron.AeronClient;
import io.atlas.wire.agent.Agent;
import io.atlas.wire.agent.AgentRunner;
import io.atlas.wire.config.Config;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.KafkaConnection;
import io.atlas.wire.owners.OwnersBeacon;
import io.atlas.wire.owners.PartitionStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What the services of one process share: the world, its log, the Aeron client, and how an agent is run. Everything opened is handed to
 * {@link Closing} in the order in which it must not outlive the next.
 */
public final class ServiceHost {
    /** Where clients' ports are opened. */
    static final String HOST = "127.0.0.1";

    /** An idle agent looks at least this often; what is urgent wakes it. */
    private static final long MAX_PARK_NS = 1_000_000;
    /** Nobody's order waits for those who only watch. */
    private static final long WATCHERS_PARK_NS = 5_000_000;

    /**
     * Where a process finds its world.
     *
     * @param partitions how many the log has
     * @param home see {@link WorldFolder#home}
     * @param snapshotEvery how many inputs of a partition lie between two snapshots
     * @param oneProcess whether all services share this process, and so its memory
     */
    public record Place(
            String bootstrap,
            int kafkaPort,
            Path aeronDir,
            long worldId,
            int partitions,
            String home,
            long snapshotEvery,
            boolean oneProcess) {}

    private final Config config;
    private final Place place;
    private final Links links;
    private final Closing closing;
    private final Consumer<Throwable> onFailure;
    private final Clock clock = Clock.systemUTC();
    private final String start = Long.toString(clock.millis(), 36);
    private final AeronClient aeron;
    private final KafkaConnection kafka;

    /** @param onFailure told on a service's thread when it ends by itself */
    public ServiceHost(Config config, Place place, Closing closing, Consumer<Throwable> onFailure) {
        this.config = config;
        this.place = place;
        this.links = place.oneProcess() ? Links.ipc() : Links.udp(place.kafkaPort());
        this.closing = closing;
        this.onFailure = onFailure;
        this.aeron = closing.add("Aeron client", AeronClient.open(place.aeronDir()));
        this.kafka = closing.add("Kafka connection", new KafkaConnection(place.bootstrap(), "atlas"));
    }

    Config config() {
        return config;
    }

    Place place() {
        return place;
    }

    Links links() {
        return links;
    }

    Closing closing() {
        return closing;
    }

    Clock clock() {
        return clock;
    }

    AeronClient aeron() {
        return aeron;
    }

    /** A service's end of the log, closed with the process if the service has not closed it. */
    CommandLog log(String name, Runnable wakeup) {
        return closing.add(name, kafka.log(wakeup));
    }

    /** Unique per start of a process. */
    String owner(String service) {
        return service + '-' + start + '-' + ProcessHandle.current().pid();
    }

    /**
     * Runs a service that owns partitions, and says so in {@code owners}.
     *
     * @param address where its clients reach it; empty if nowhere
     */
    OwnedAgent run(Agent agent, PartitionStatus.Source source, String address, Wakeup wakeup) {
        return run(agent, source, address, wakeup, () -> {});
    }

    /** As above, with something beside it to be looked after now and then on the same thread. */
    OwnedAgent run(Agent agent, PartitionStatus.Source source, String address, Wakeup wakeup, Runnable beside) {
        return run(agent, source, address, wakeup, beside, MAX_PARK_NS);
    }

    /** Runs a service that only watches; it says that it lives. */
    OwnedAgent watch(Agent agent, PartitionStatus.Source source, String address, Wakeup wakeup) {
        return run(agent, source, address, wakeup, () -> {}, WATCHERS_PARK_NS);
    }

    private static Throwable told(String name, Throwable why) {
        return why instanceof OwnedAgent.TakenOver
                ? why
                : new IllegalStateException(name + " has stopped: " + why, why);
    }

    private OwnedAgent run(
            Agent agent,
            PartitionStatus.Source source,
            String address,
            Wakeup wakeup,
            Runnable beside,
            long maxParkNs) {
        CommandLog log = log(agent.name() + "'s owners log", () -> {});
        OwnedAgent owned = new OwnedAgent(
                agent, source, new OwnersBeacon(log, agent.name(), owner(agent.name()), address, place.home()), beside);
        AgentRunner runner = new AgentRunner(owned, clock, maxParkNs, why -> onFailure.accept(told(owned.name(), why)));
        closing.add(owned.name(), runner);
        wakeup.wakes(runner);
        runner.start();
        return owned;
    }
}
