package io.atlas.launcher.services;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code oms}. */
@Command(
        name = "oms",
        mixinStandardHelpOptions = true,
        description = "Runs the order management service as a process of its own, for some or all partitions.")
public final class OmsCommand extends ProcessCommand {
    @Mixin
    private PartitionsOption partitions;

    @Override
    public Integer call() {
        return serve(
                options.config(),
                OmsPart.NAME,
                OmsPart.NAME + '-' + partitions.name(),
                partitions::of,
                (host, folder, own) -> {
                    OwnedAgent oms = OmsPart.start(host, own, new Wakeup(), () -> {});
                    return started(oms::ready, "partitions " + PartitionsOption.words(own));
                });
    }
}
