package io.atlas.launcher.up;

import io.atlas.console.ConsoleConfig;
import io.atlas.launcher.Home;
import io.atlas.launcher.Logging;
import io.atlas.launcher.PortOptions;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.services.WorldFolder;
import io.atlas.wire.config.Config;
import io.atlas.wire.config.ConfigException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code up}: starts the whole system in this process and serves until Ctrl-C. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts everything in one process; goes on where it was stopped.")
public final class UpCommand implements Callable<Integer> {
    private static final String DEMO_PASSWORD = "atlas-demo";
    private static final long LOOK_MS = 60_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Home home;

    @Mixin
    private PortOptions ports;

    @Option(names = "--fresh", description = "begin anew: empties the data folder first")
    private boolean fresh;

    @Option(
            names = "--profile",
            defaultValue = "demo",
            description = "folder inside the configuration (default: ${DEFAULT-VALUE})")
    private String profile;

    /** For the archive of classes that `./atlas` makes after a build. */
    @Option(names = "--until-serving", hidden = true, description = "stops as soon as everything serves")
    private boolean untilServing;

    private PrintWriter out;

    @Override
    public Integer call() {
        long startNs = System.nanoTime();
        out = spec.commandLine().getOut();
        Config config = config();
        ConsoleConfig console = consoleOrNull(config);
        Path dictionary = home.config().resolve("FIX44-ATLAS.xml");
        try (WorldFolder folder = WorldFolder.hold(home.data(), fresh)) {
            requirePorts(console != null);
            folder.requireProfile(profile);
            Logging.toFile(folder.folder("logs"), "atlas");
            say("Starting Kafka, Aeron and the services ...");
            RunningWorld world = RunningWorld.start(
                    folder,
                    new WorldSettings(config, console, dictionary, ports.fix(), ports.console(), ports.kafka()));
            Thread hook = new Thread(() -> stop(world), "stop");
            Runtime.getRuntime().addShutdownHook(hook);
            new Welcome(out, config, console != null, ports, home, demoPasswords(config))
                    .print((System.nanoTime() - startNs) / 1e9);
            return untilServing ? 0 : serve(world);
        }
    }

    private Config config() {
        try {
            return Config.load(home.config(), profile);
        } catch (ConfigException e) {
            throw new Refusal("%s", e.getMessage());
        }
    }

    /** Null where the profile has no console.yaml. */
    private ConsoleConfig consoleOrNull(Config config) {
        if (!Files.exists(home.config().resolve(profile).resolve("console.yaml"))) {
            return null;
        }
        try {
            return ConsoleConfig.load(home.config(), config, System.getenv());
        } catch (ConfigException e) {
            throw new Refusal("%s", e.getMessage());
        }
    }

    private void requirePorts(boolean withConsole) {
        List<String> faults = ports.ports(withConsole).faults();
        if (!faults.isEmpty()) {
            throw new Refusal("%s.", String.join("; ", faults));
        }
    }

    private static boolean demoPasswords(Config config) {
        return config.sessions().stream().anyMatch(session -> session.password().verify(DEMO_PASSWORD.toCharArray()));
    }

    private int serve(RunningWorld world) {
        while (!Thread.currentThread().isInterrupted()) {
            Throwable failed = world.failure(LOOK_MS);
            if (failed != null) {
                Logger log = LoggerFactory.getLogger(UpCommand.class);
                log.error("ALARM {}", failed.getMessage(), failed);
                world.close();
                throw new Refusal("%s. The log is intact: `atlas up` goes on from it.", failed.getMessage());
            }
        }
        return 0;
    }

    private void stop(RunningWorld world) {
        say("Stopping ...");
        world.close();
        say("Stopped. `atlas up` goes on from here.");
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
