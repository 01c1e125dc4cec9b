package io.atlas.launcher.services;

import io.atlas.venue.VenueService;
import io.atlas.wire.aeron.AeronMarketPublisher;
import io.atlas.wire.aeron.AeronVenueDoor;

/** The venue: journal, link to the OMS, market stream. */
public final class VenuePart {
    /** Its name in {@code owners}; its one partition is that of {@code exec.reports}. */
    public static final String NAME = "venue";

    private VenuePart() {}

    /**
     * Starts it.
     *
     * @param oms run when something was sent to the OMS
     * @param feed run when something was sent to those who follow the market
     */
    public static OwnedAgent start(ServiceHost host, Wakeup wakeup, Runnable oms, Runnable feed) {
        Links links = host.links();
        long world = host.place().worldId();
        var link = host.closing()
                .add("venue door", new AeronVenueDoor(host.aeron(), links.toVenueIn(), links.toOmsOut(), world));
        var market =
                host.closing().add("market stream", new AeronMarketPublisher(host.aeron(), links.marketOut(), world));
        VenueService service = new VenueService(
                host.config().world(),
                host.log("venue log", wakeup),
                WakingLink.waking(link, oms),
                WakingLink.waking(market, feed),
                host.owner(NAME),
                host.place().snapshotEvery());
        return host.run(service, service, "", wakeup);
    }
}
