package io.atlas.launcher.up;

import io.atlas.launcher.Refusal;
import io.atlas.launcher.broker.EmbeddedBroker;
import io.atlas.launcher.broker.EmbeddedDriver;
import io.atlas.launcher.services.Closing;
import io.atlas.launcher.services.Failures;
import io.atlas.launcher.services.LogPlace;
import io.atlas.launcher.services.ServiceHost;
import io.atlas.launcher.services.WorldFolder;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.KafkaTopics;
import io.atlas.wire.snapshot.SnapshotWriter;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A world that serves, from the broker up. Starting is all or nothing: what had been started when a part fails is closed
 * again. Threads: the main thread starts, any thread closes.
 */
final class RunningWorld implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningWorld.class);

    private final Closing closing = new Closing();
    private final Failures failures = new Failures();

    private RunningWorld() {}

    /**
     * Starts everything and returns when orders are taken.
     *
     * @throws Refusal if a part cannot start
     */
    static RunningWorld start(WorldFolder folder, WorldSettings settings) {
        RunningWorld world = new RunningWorld();
        try {
            world.open(folder, settings);
            return world;
        } catch (KafkaTopics.WrongPartitions | CommandLog.LogUnavailable e) {
            world.close();
            throw new Refusal("%s.", e.getMessage());
        } catch (RuntimeException e) {
            world.close();
            throw e;
        }
    }

    private void open(WorldFolder folder, WorldSettings settings) {
        EmbeddedBroker broker =
                closing.add("broker", EmbeddedBroker.start(folder.folder("kafka"), settings.kafkaPort()));
        LOG.info("broker serves at {}", broker.bootstrap());
        EmbeddedDriver driver = closing.add("Aeron driver", EmbeddedDriver.start(folder.root()));
        LogPlace log = LogPlace.prepare(broker.bootstrap(), settings.config().partitions());
        LOG.info("log has {} partitions, Aeron driver in {}", log.partitions(), driver.directoryName());
        ServiceHost host = new ServiceHost(
                settings.config(),
                new ServiceHost.Place(
                        log.bootstrap(),
                        settings.kafkaPort(),
                        Path.of(driver.directoryName()),
                        log.worldId(),
                        log.partitions(),
                        folder.home(),
                        SnapshotWriter.EVERY,
                        true),
                closing,
                failures);
        Services services = new Services(settings, folder, host, log.partitions());
        services.start();
        LOG.info("services started");
        failures.awaitReady(services::ready, waited -> {});
        LOG.info("gateway takes orders");
        services.openDoor();
        failures.awaitReady(services::consoleReady, waited -> {});
    }

    /** What ended a service, or null if none has within so many milliseconds. */
    Throwable failure(long ms) {
        return failures.within(ms);
    }

    /** Stops in reverse order of starting: clients are logged out first, the log goes last. */
    @Override
    public void close() {
        closing.close();
    }
}
