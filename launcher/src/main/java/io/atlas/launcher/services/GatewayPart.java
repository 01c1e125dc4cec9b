package io.atlas.launcher.services;

import io.atlas.gateway.GatewayConfig;
import io.atlas.gateway.GatewayService;
import io.atlas.gateway.fix.FixAcceptor;
import io.atlas.gateway.fix.FixAcceptorConfig;
import io.atlas.gateway.fix.FixMessageRecords;
import io.atlas.gateway.replay.LogReportHistory;
import io.atlas.launcher.Refusal;
import io.atlas.wire.aeron.AeronMarketSubscriber;
import io.atlas.wire.config.Config;
import io.atlas.wire.config.SessionConfig;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Partitions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The gateway: some partitions, their FIX sessions, and the market stream that tells it the touch. */
public final class GatewayPart {
    /** Its name in {@code owners}. */
    public static final String NAME = "gateway";

    /**
     * What it is started with.
     *
     * @param partitions those it owns
     * @param dictionary the FIX dictionary, a file
     * @param stores where each session has a folder for its messages; shared by the gateways of a machine
     */
    public record Settings(List<Integer> partitions, int fixPort, Path dictionary, Path stores) {}

    private final FixAcceptor door;
    private final OwnedAgent agent;

    private GatewayPart(FixAcceptor door, OwnedAgent agent) {
        this.door = door;
        this.agent = agent;
    }

    /** Starts it; the FIX port stays closed until {@link #openDoor}. */
    public static GatewayPart start(ServiceHost host, Settings settings, Wakeup wakeup) {
        Config config = host.config();
        int partitions = host.place().partitions();
        Map<String, String> groups =
                config.sessions().stream().collect(Collectors.toMap(SessionConfig::senderCompId, SessionConfig::group));
        var market = host.closing()
                .add(
                        "market listener",
                        new AeronMarketSubscriber(
                                host.aeron(),
                                host.links().marketIn(),
                                host.place().worldId()));
        CommandLog log = host.log("gateway log", wakeup);
        Neighbours neighbours = new Neighbours(
                host.log("neighbours' log", () -> {}),
                session -> Partitions.of(groups.get(session), partitions),
                settings.partitions());
        LogReportHistory history = new LogReportHistory(config.world(), groups, partitions, log);
        FixAcceptor door = host.closing()
                .add(
                        "FIX acceptor",
                        new FixAcceptor(
                                door(config, settings, neighbours),
                                host.clock(),
                                new FixMessageRecords(log, neighbours::partitionOf),
                                history,
                                neighbours,
                                wakeup));
        GatewayService service = new GatewayService(
                config.world(),
                GatewayConfig.of(partitions, groups)
                        .withSnapshotEvery(host.place().snapshotEvery()),
                settings.partitions(),
                log,
                market,
                door,
                host.owner(NAME));
        history.endAt(service::readUpTo);
        OwnedAgent agent =
                host.run(service, service, ServiceHost.HOST + ':' + settings.fixPort(), wakeup, neighbours::poll);
        return new GatewayPart(door, agent);
    }

    /** Stores are opened for our own sessions; of the others only the credentials are checked. */
    private static FixAcceptorConfig door(Config config, Settings settings, Neighbours neighbours) {
        Map<Boolean, List<SessionConfig>> ours = config.sessions().stream()
                .collect(Collectors.partitioningBy(session -> neighbours.isOurs(session.senderCompId())));
        if (ours.get(true).isEmpty()) {
            throw new Refusal(
                    "no session of the configuration lives in partitions %s: this gateway would serve nobody.",
                    PartitionsOption.words(settings.partitions()));
        }
        return new FixAcceptorConfig(
                ServiceHost.HOST,
                settings.fixPort(),
                config.targetCompId(),
                settings.dictionary().toString(),
                settings.stores(),
                ours.get(true),
                ours.get(false),
                FixAcceptorConfig.DEFAULT_REQUEST_CAPACITY);
    }

    /** Whether every partition takes orders or has failed. */
    public boolean ready() {
        return agent.ready();
    }

    /** Lets clients in. */
    public void openDoor() {
        door.start();
    }
}
