package io.atlas.launcher.services;

import io.atlas.console.ConsoleConfig;
import io.atlas.console.ConsoleServer;
import io.atlas.console.ConsoleService;
import io.atlas.console.fix.DeskSessions;
import io.atlas.wire.aeron.AeronFeedSource;
import io.atlas.wire.aeron.FeedAddress;
import io.atlas.wire.log.KafkaConnection;
import io.atlas.wire.owners.OwnerState;
import io.atlas.wire.owners.PartitionStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The web console: reads the log and the feed, sends its desks' orders over FIX. */
public final class ConsolePart {
    /** Its name in {@code owners}. */
    public static final String NAME = "console";

    private static final Duration REST = Duration.ofMillis(5);

    /**
     * What it is started with.
     *
     * @param dictionary the FIX dictionary, a file
     * @param folder where logins, layouts and the desks' sequence numbers are kept
     */
    public record Settings(ConsoleConfig console, int fixPort, int port, Path dictionary, Path folder) {}

    private final ServiceHost host;
    private final Settings settings;
    private final ConsoleService service;
    private final DeskSessions desks;

    private ConsolePart(ServiceHost host, Settings settings, ConsoleService service, DeskSessions desks) {
        this.host = host;
        this.settings = settings;
        this.service = service;
        this.desks = desks;
    }

    /** Starts it; its port stays closed until {@link #open}. */
    public static ConsolePart start(ServiceHost host, Settings settings, FeedAddress address) {
        Wakeup wakeup = new Wakeup();
        ServiceHost.Place place = host.place();
        var watching =
                host.closing().add("console's Kafka connection", new KafkaConnection(place.bootstrap(), NAME, REST));
        var log = host.closing().add("console log", watching.log(wakeup));
        var feed = host.closing().add("console's feed", new AeronFeedSource(host.aeron(), address));
        var desks = host.closing()
                .add(
                        "desk sessions",
                        new DeskSessions(
                                new DeskSessions.Settings(
                                        ServiceHost.HOST,
                                        settings.fixPort(),
                                        host.config().targetCompId(),
                                        settings.folder().resolve("fix")),
                                settings.console().desks(),
                                wakeup));
        ConsoleService service = new ConsoleService(
                new ConsoleService.Settings(
                        host.config(),
                        settings.console(),
                        place.partitions(),
                        place.worldId(),
                        settings.dictionary(),
                        settings.folder(),
                        host.clock().millis() * 1_000_000L,
                        place.snapshotEvery()),
                log,
                feed,
                desks,
                wakeup);
        PartitionStatus.Source source = () ->
                List.of(new PartitionStatus(0, service.ready() ? OwnerState.RUNNING : OwnerState.STARTING, -1, "", 0));
        host.watch(service, source, ServiceHost.HOST + ':' + settings.port(), wakeup);
        return new ConsolePart(host, settings, service, desks);
    }

    /** Opens its port and logs the desks on. */
    public void open() {
        host.closing()
                .add(NAME, new ConsoleServer(service, settings.console(), desks, ServiceHost.HOST, settings.port()));
    }

    /** Whether it shows everything and takes orders. */
    public boolean ready() {
        return service.ready();
    }
}
