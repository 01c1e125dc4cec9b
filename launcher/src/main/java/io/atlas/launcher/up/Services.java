package io.atlas.launcher.up;

import io.atlas.launcher.services.ConsolePart;
import io.atlas.launcher.services.FeedPart;
import io.atlas.launcher.services.GatewayPart;
import io.atlas.launcher.services.OmsPart;
import io.atlas.launcher.services.OwnedAgent;
import io.atlas.launcher.services.ServiceHost;
import io.atlas.launcher.services.VenuePart;
import io.atlas.launcher.services.Wakeup;
import io.atlas.launcher.services.WorldFolder;
import io.atlas.wire.aeron.FeedAddress;
import java.util.List;
import java.util.stream.IntStream;

/** All services in this process, joined by shared memory: whoever has sent something wakes the agent at the other end. */
final class Services {
    private final WorldSettings settings;
    private final WorldFolder folder;
    private final ServiceHost host;
    private final List<Integer> partitions;
    private OwnedAgent venue;
    private OwnedAgent oms;
    private GatewayPart gateway;
    private ConsolePart console;

    Services(WorldSettings settings, WorldFolder folder, ServiceHost host, int partitions) {
        this.settings = settings;
        this.folder = folder;
        this.host = host;
        this.partitions = IntStream.range(0, partitions).boxed().toList();
    }

    /** Starts all agents; the FIX port stays closed until {@link #openDoor}. */
    void start() {
        Wakeup venueWakeup = new Wakeup();
        Wakeup omsWakeup = new Wakeup();
        Wakeup feedWakeup = new Wakeup();
        venue = VenuePart.start(host, venueWakeup, omsWakeup, feedWakeup);
        oms = OmsPart.start(host, partitions, omsWakeup, venueWakeup);
        // Before the gateway, which takes half a second: it hears the books' first images, and need not wait for the
        // next.
        FeedAddress feed = FeedAddress.local(FeedAddress.Transport.AUTO, settings.kafkaPort());
        FeedPart.start(host, feed, feedWakeup);
        gateway = GatewayPart.start(
                host,
                new GatewayPart.Settings(partitions, settings.fixPort(), settings.dictionary(), folder.folder("fix")),
                new Wakeup());
        if (settings.consoleOrNull() != null) {
            console = ConsolePart.start(
                    host,
                    new ConsolePart.Settings(
                            settings.consoleOrNull(),
                            settings.fixPort(),
                            settings.consolePort(),
                            settings.dictionary(),
                            folder.folder("console")),
                    feed);
        }
    }

    /** Whether every partition serves, or has failed and says so. */
    boolean ready() {
        return gateway.ready() && oms.ready() && venue.ready();
    }

    /** Opens the FIX port, then the console, which is its first client. */
    void openDoor() {
        gateway.openDoor();
        if (console != null) {
            console.open();
        }
    }

    /** Whether the console, if there is one, shows everything and takes orders. */
    boolean consoleReady() {
        return console == null || console.ready();
    }
}
