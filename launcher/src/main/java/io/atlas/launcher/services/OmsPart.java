package io.atlas.launcher.services;

import io.atlas.oms.OmsService;
import io.atlas.wire.aeron.AeronVenueLink;
import java.util.List;

/** The OMS: some partitions, and the link to the venue. */
public final class OmsPart {
    /** Its name in {@code owners}. */
    public static final String NAME = "oms";

    private OmsPart() {}

    /**
     * Starts it.
     *
     * @param venue run when something was sent to the venue
     */
    public static OwnedAgent start(ServiceHost host, List<Integer> partitions, Wakeup wakeup, Runnable venue) {
        Links links = host.links();
        var link = host.closing()
                .add(
                        "venue link",
                        new AeronVenueLink(
                                host.aeron(),
                                links.toVenueOut(),
                                links.toOmsIn(),
                                host.place().worldId()));
        OmsService service = new OmsService(
                host.config().world(),
                partitions,
                host.log("oms log", wakeup),
                WakingLink.waking(link, venue),
                host.owner(NAME),
                host.place().snapshotEvery());
        return host.run(service, service, "", wakeup);
    }
}
