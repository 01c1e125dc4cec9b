package io.atlas.launcher.services;

import io.atlas.launcher.Home;
import io.atlas.launcher.Refusal;
import io.atlas.wire.config.Config;
import io.atlas.wire.config.ConfigException;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every service that runs as a process of its own is told. */
public final class ServiceOptions {
    @Mixin
    private Home home;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:19092",
            description = "where the log is, any Kafka cluster; the services' UDP ports are derived from its port"
                    + " (default: ${DEFAULT-VALUE})")
    private String kafka;

    @Option(
            names = "--profile",
            defaultValue = "demo",
            description = "folder inside the configuration (default: ${DEFAULT-VALUE})")
    private String profile;

    @Option(
            names = "--take-over",
            description = "start even if the present owner lives, which then leaves; without it the start is refused")
    private boolean takeOver;

    @Option(
            names = "--snapshot-every",
            paramLabel = "INPUTS",
            defaultValue = "200000",
            description = "how many inputs of a partition lie between two snapshots (default: ${DEFAULT-VALUE})")
    private long snapshotEvery;

    Home home() {
        return home;
    }

    LogPlace.Address kafka() {
        return LogPlace.Address.parse("--kafka", kafka);
    }

    String profile() {
        return profile;
    }

    boolean takeOver() {
        return takeOver;
    }

    long snapshotEvery() {
        if (snapshotEvery < 1) {
            throw new Refusal("--snapshot-every %d (expected: 1 or more).", snapshotEvery);
        }
        return snapshotEvery;
    }

    Config config() {
        return orRefused(() -> Config.load(home.config(), profile));
    }

    /** @throws Refusal with every fault of the configuration */
    static <T> T orRefused(Supplier<T> load) {
        try {
            return load.get();
        } catch (ConfigException e) {
            throw new Refusal("%s", e.getMessage());
        }
    }
}
