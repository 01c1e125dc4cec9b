package io.atlas.launcher.services;

import io.atlas.console.ConsoleConfig;
import io.atlas.launcher.Refusal;
import io.atlas.wire.aeron.FeedAddress;
import io.atlas.wire.config.Config;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code console}. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description =
                "Runs the web console as a process of its own. Its desks trade through one gateway, at --fix-port.")
public final class ConsoleCommand extends ProcessCommand {
    @Option(
            names = "--fix-port",
            defaultValue = "9880",
            description = "the gateway that owns the desks' partitions, on 127.0.0.1 (default: ${DEFAULT-VALUE})")
    private int fixPort;

    @Option(
            names = "--console-port",
            defaultValue = "8080",
            description = "where browsers find it (default: ${DEFAULT-VALUE})")
    private int consolePort;

    @Override
    public Integer call() {
        Config config = options.config();
        if (!Files.exists(options.home().config().resolve(options.profile()).resolve("console.yaml"))) {
            throw new Refusal("the profile %s has no console.yaml, so no console.", options.profile());
        }
        ConsoleConfig console =
                ServiceOptions.orRefused(() -> ConsoleConfig.load(options.home().config(), config, System.getenv()));
        requireFree(consolePort, "the web console", "--console-port");
        FeedAddress feed =
                FeedAddress.local(FeedAddress.Transport.AUTO, options.kafka().port());
        return serve(config, ConsolePart.NAME, ConsolePart.NAME, all -> List.of(0), (host, folder, partitions) -> {
            ConsolePart part = ConsolePart.start(
                    host,
                    new ConsolePart.Settings(console, fixPort, consolePort, dictionary(), folder.folder("console")),
                    feed);
            // Open at once: it shows what it knows, and says what it waits for.
            part.open();
            return started(() -> true, "http://127.0.0.1:" + consolePort);
        });
    }
}
