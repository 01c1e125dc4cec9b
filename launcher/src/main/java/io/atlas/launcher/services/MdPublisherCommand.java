package io.atlas.launcher.services;

import io.atlas.wire.aeron.FeedAddress;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code md-publisher}. */
@Command(
        name = "md-publisher",
        mixinStandardHelpOptions = true,
        description = "Runs the market data publisher as a process of its own; it serves once the venue speaks.")
public final class MdPublisherCommand extends ProcessCommand {
    @Override
    public Integer call() {
        FeedAddress feed =
                FeedAddress.local(FeedAddress.Transport.AUTO, options.kafka().port());
        return serve(options.config(), FeedPart.NAME, FeedPart.NAME, all -> List.of(0), (host, folder, partitions) -> {
            OwnedAgent publisher = FeedPart.start(host, feed, new Wakeup());
            return started(publisher::ready, feed.name());
        });
    }
}
