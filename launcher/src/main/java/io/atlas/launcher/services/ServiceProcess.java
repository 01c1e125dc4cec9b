package io.atlas.launcher.services;

import io.atlas.launcher.Logging;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.broker.EmbeddedDriver;
import io.atlas.wire.config.Config;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.KafkaTopics;
import io.atlas.wire.log.Topics;
import io.atlas.wire.owners.OwnerRecord;
import io.atlas.wire.owners.OwnersCheck;
import io.atlas.wire.owners.OwnersReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * One service as a process of its own: finds the log, makes sure that nobody serves its partitions, starts it, serves until Ctrl-C.
 * Thread: the main one; a shutdown hook stops.
 */
final class ServiceProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);
    private static final long KAFKA_WAIT_S = 60;
    private static final long TELL_S = 10;
    private static final long LOOK_NS = 50_000_000L;
    private static final long SERVE_LOOK_MS = 60_000;

    /** What a service is once its agent runs. */
    interface Started {
        boolean ready();

        /** Lets clients in. */
        void open();

        /** Where they find it, for people. */
        String address();
    }

    /** Puts the service together. */
    interface Starter {
        Started start(ServiceHost host, WorldFolder folder, List<Integer> partitions);
    }

    /** Which of the log's partitions it owns. */
    interface Partitions {
        List<Integer> of(int all);
    }

    private final PrintWriter out;
    private final ServiceOptions options;
    private final String service;
    private final String name;
    private final Closing closing = new Closing();
    private final Failures failures = new Failures();
    private final long startNs = System.nanoTime();
    private volatile boolean serving;

    /**
     * @param service its name in {@code owners}
     * @param name of this process among those on the data folder
     */
    ServiceProcess(PrintWriter out, ServiceOptions options, String service, String name) {
        this.out = out;
        this.options = options;
        this.service = service;
        this.name = name;
    }

    /** @throws Refusal if it cannot start, or has ended by itself */
    int run(Config config, Partitions wanted, Starter starter) {
        LogPlace.Address kafka = options.kafka();
        try (WorldFolder folder = WorldFolder.share(options.home().data(), name, options.takeOver())) {
            folder.requireProfile(options.profile());
            Logging.toFile(folder.folder("logs"), folder.name());
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
            start(config, kafka, folder, wanted, starter);
            return serve();
        } catch (KafkaTopics.WrongPartitions | CommandLog.LogUnavailable e) {
            throw new Refusal("%s.", e.getMessage());
        } finally {
            closing.close();
        }
    }

    private void start(Config config, LogPlace.Address kafka, WorldFolder folder, Partitions wanted, Starter starter) {
        awaitKafka(kafka);
        LogPlace log = LogPlace.prepare(kafka.host() + ':' + kafka.port(), config.partitions());
        List<Integer> partitions = wanted.of(log.partitions());
        Path driverPlace = folder.root().resolve("aeron").resolve(folder.name());
        EmbeddedDriver driver = closing.add("Aeron driver", EmbeddedDriver.start(driverPlace));
        ServiceHost host = new ServiceHost(
                config,
                new ServiceHost.Place(
                        log.bootstrap(),
                        kafka.port(),
                        Path.of(driver.directoryName()),
                        log.worldId(),
                        log.partitions(),
                        folder.home(),
                        options.snapshotEvery(),
                        false),
                closing,
                failures);
        requireNoOwner(host, partitions);
        Started started = starter.start(host, folder, partitions);
        failures.awaitReady(started::ready, new Teller("is starting"));
        started.open();
        serving = true;
        say(
                "%s serves after %.1f s: %s. Log: %s/logs/%s.log. Ctrl-C stops.",
                name, (System.nanoTime() - startNs) / 1e9, started.address(), folder.root(), folder.name());
        LOG.info("{} serves partitions {} of {} at {}", name, partitions, log.partitions(), log.bootstrap());
    }

    private void awaitKafka(LogPlace.Address kafka) {
        Teller teller = new Teller("waits for Kafka at " + kafka.host() + ':' + kafka.port());
        until(
                kafka::answers,
                teller,
                KAFKA_WAIT_S,
                () -> new Refusal(
                        "no Kafka answers at %s:%d since %d s: start `atlas kafka`, or name another with --kafka host:port.",
                        kafka.host(), kafka.port(), KAFKA_WAIT_S));
    }

    /** Unless told to take over: whoever lives there must be stopped first. */
    private void requireNoOwner(ServiceHost host, List<Integer> partitions) {
        if (options.takeOver()) {
            return;
        }
        CommandLog log = host.log("start's owners log", () -> {});
        long end = log.endOffset(Topics.OWNERS, 0);
        try (OwnersReader owners = new OwnersReader(log)) {
            until(
                    () -> {
                        log.poll();
                        owners.poll();
                        return owners.position() >= end - 1;
                    },
                    new Teller("reads who owns what"),
                    KAFKA_WAIT_S,
                    () -> new Refusal("the log does not tell who owns what."));
            OwnersCheck check =
                    new OwnersCheck(owners, service, partitions, host.place().home());
            until(
                    () -> nobodyThere(check, owners),
                    new Teller("looks whether its former owner lives"),
                    KAFKA_WAIT_S,
                    () -> new Refusal("the log does not tell who owns what."));
        }
    }

    private boolean nobodyThere(OwnersCheck check, OwnersReader owners) {
        owners.poll();
        OwnersCheck.Verdict verdict = check.look(epochNs());
        if (verdict == OwnersCheck.Verdict.OWNED) {
            OwnerRecord living = check.living();
            throw new Refusal(
                    "partition %d of the %s belongs to %s (%s), which lives: stop that one, give other --partitions, or"
                            + " --take-over.",
                    living.partition(), service, living.owner(), living.home());
        }
        return verdict == OwnersCheck.Verdict.FREE;
    }

    private static long epochNs() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    private static void until(BooleanSupplier done, Teller teller, long limitS, Supplier<Refusal> late) {
        long begunNs = System.nanoTime();
        while (!done.getAsBoolean()) {
            long waitedS = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begunNs);
            teller.accept(waitedS);
            if (waitedS >= limitS || Thread.currentThread().isInterrupted()) {
                throw late.get();
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    /** Says now and then that something takes long. */
    private final class Teller implements LongConsumer {
        private final String what;
        private long nextS = 2;

        Teller(String what) {
            this.what = what;
        }

        @Override
        public void accept(long waitedS) {
            if (waitedS >= nextS) {
                nextS += TELL_S;
                say("%s %s (%d s so far) ...", name, what, waitedS);
            }
        }
    }

    private int serve() {
        while (!Thread.currentThread().isInterrupted()) {
            Throwable failed = failures.within(SERVE_LOOK_MS);
            if (failed instanceof OwnedAgent.TakenOver) {
                leaveAtOnce(failed);
            }
            if (failed != null) {
                LOG.error("ALARM {}", failed.getMessage(), failed);
                throw new Refusal("%s. The log is intact: starting again goes on from it.", failed.getMessage());
            }
        }
        return 0;
    }

    /** Not even a Logout: whatever a fenced owner would still say, its successor may already have said otherwise. */
    private void leaveAtOnce(Throwable takenOver) {
        LOG.error("ALARM {}", takenOver.getMessage());
        say("atlas: %s.", takenOver.getMessage());
        Runtime.getRuntime().halt(CommandLine.ExitCode.SOFTWARE);
    }

    private void stop() {
        closing.close();
        if (serving) {
            say("%s stopped.", name);
        }
    }

    private void say(String format, Object... args) {
        out.println(String.format(format, args));
        out.flush();
    }
}
