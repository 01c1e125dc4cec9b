package io.atlas.launcher.services;

import io.atlas.md.MdPublisherService;
import io.atlas.wire.aeron.AeronFeedPublisher;
import io.atlas.wire.aeron.AeronMarketSubscriber;
import io.atlas.wire.aeron.FeedAddress;
import io.atlas.wire.owners.OwnerState;
import io.atlas.wire.owners.PartitionStatus;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The feed: from the venue's market stream to multicast. */
public final class FeedPart {
    /** Its name in {@code owners}. */
    public static final String NAME = "md-publisher";

    private static final Logger LOG = LoggerFactory.getLogger(FeedPart.class);

    private FeedPart() {}

    /** Starts it; it is ready when every book is known. */
    public static OwnedAgent start(ServiceHost host, FeedAddress address, Wakeup wakeup) {
        long world = host.place().worldId();
        var market = host.closing()
                .add(
                        "feed's market listener",
                        new AeronMarketSubscriber(host.aeron(), host.links().marketIn(), world));
        var feed = host.closing().add("feed", new AeronFeedPublisher(host.aeron(), address, world));
        LOG.info("feed: {}", address.name());
        MdPublisherService service = new MdPublisherService(market, feed);
        PartitionStatus.Source source = () ->
                List.of(new PartitionStatus(0, service.ready() ? OwnerState.RUNNING : OwnerState.STARTING, -1, "", 0));
        return host.watch(service, source, address.name(), wakeup);
    }
}
