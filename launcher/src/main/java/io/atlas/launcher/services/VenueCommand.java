package io.atlas.launcher.services;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code venue}. */
@Command(
        name = "venue",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the venue simulator as a process of its own.",
            "It listens for the OMS on UDP port 2 above Kafka's, and speaks from those 3 and 4 above, on 127.0.0.1."
        })
public final class VenueCommand extends ProcessCommand {
    @Override
    public Integer call() {
        return serve(
                options.config(), VenuePart.NAME, VenuePart.NAME, all -> List.of(0), (host, folder, partitions) -> {
                    OwnedAgent venue = VenuePart.start(host, new Wakeup(), () -> {}, () -> {});
                    return started(venue::ready, "UDP port " + (options.kafka().port() + 2));
                });
    }
}
