package io.atlas.launcher.up;

import io.atlas.launcher.Refusal;
import io.atlas.launcher.WorldId;
import io.atlas.launcher.broker.EmbeddedBroker;
import io.atlas.launcher.broker.EmbeddedDriver;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.KafkaTopics;
import io.atlas.wire.log.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A world that serves, from the broker up. Starting is all or nothing: what had been started when a part fails is closed
 * again. Threads: the main thread starts, any thread closes.
 */
final class RunningWorld implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningWorld.class);
    private static final long READY_MS = 120_000;
    private static final long LOOK_MS = 5;

    private final Closing closing = new Closing();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

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
            throw new Refusal("%s", e.getMessage());
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
        int partitions = partitions(broker.bootstrap(), settings.config().partitions());
        Services services = new Services(
                settings,
                broker.bootstrap(),
                driver.directoryName(),
                worldId(broker.bootstrap()),
                partitions,
                folder,
                closing,
                this::onFailure);
        LOG.info("log has {} partitions, Aeron driver in {}", partitions, driver.directoryName());
        services.start();
        LOG.info("services started");
        awaitReady(services::ready);
        LOG.info("gateway takes orders");
        services.openDoor();
        awaitReady(services::consoleReady);
    }

    /** A log that exists keeps its number of partitions, whatever the configuration says by now. */
    private static int partitions(String bootstrap, int wanted) {
        int partitions = ask(bootstrap, admin -> {
            try {
                Map<String, TopicDescription> topics = admin.describeTopics(List.of(Topics.COMMANDS))
                        .allTopicNames()
                        .get();
                return topics.values().iterator().next().partitions().size();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                    return wanted;
                }
                throw e;
            }
        });
        KafkaTopics.create(bootstrap, partitions);
        return partitions;
    }

    private static long worldId(String bootstrap) {
        return ask(bootstrap, WorldId::of);
    }

    private interface Question<T> {
        T ask(Admin admin) throws ExecutionException, InterruptedException;
    }

    private static <T> T ask(String bootstrap, Question<T> question) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return question.ask(admin);
        } catch (ExecutionException e) {
            throw new CommandLog.LogUnavailable("the log at " + bootstrap + " did not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandLog.LogUnavailable("interrupted while starting", e);
        }
    }

    private void awaitReady(BooleanSupplier ready) {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_MS);
        while (!ready.getAsBoolean()) {
            Throwable failed = failure(LOOK_MS);
            if (failed != null) {
                throw new Refusal("a service failed while starting: %s", failed);
            }
            if (System.nanoTime() > deadlineNs) {
                throw new Refusal(
                        "the services were not ready within %d s: logs/atlas.log says more.", READY_MS / 1000);
            }
        }
    }

    private void onFailure(Throwable why) {
        failure.complete(why);
    }

    /** What ended a service, or null if none has within so many milliseconds. */
    Throwable failure(long ms) {
        try {
            return failure.get(ms, TimeUnit.MILLISECONDS);
        } catch (TimeoutException none) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops in reverse order of starting: clients are logged out first, the log goes last. */
    @Override
    public void close() {
        closing.close();
    }
}
