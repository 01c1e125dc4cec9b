package io.atlas.launcher.services;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gateway}. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the FIX gateway as a process of its own, for some or all partitions.",
            "Sessions of other partitions are told where their gateway is (58=WRONG_GATEWAY host:port)."
        })
public final class GatewayCommand extends ProcessCommand {
    @Mixin
    private PartitionsOption partitions;

    @Option(
            names = "--fix-port",
            defaultValue = "9880",
            description = "where FIX clients log on (default: ${DEFAULT-VALUE})")
    private int fixPort;

    @Override
    public Integer call() {
        requireFree(fixPort, "FIX", "--fix-port");
        return serve(
                options.config(),
                GatewayPart.NAME,
                GatewayPart.NAME + '-' + partitions.name(),
                partitions::of,
                (host, folder, own) -> {
                    GatewayPart gateway = GatewayPart.start(
                            host,
                            new GatewayPart.Settings(own, fixPort, dictionary(), folder.folder("fix")),
                            new Wakeup());
                    return started(
                            gateway::ready,
                            gateway::openDoor,
                            "FIX 127.0.0.1:" + fixPort + ", partitions " + PartitionsOption.words(own));
                });
    }
}
