package io.atlas.launcher.soak;

import io.atlas.launcher.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The processes of a soak on one data folder. One that ends by itself is started again. Thread: the main one. */
final class SoakWorld implements AutoCloseable {
    private static final int KAFKA_MIB = 512;
    private static final int SERVICE_MIB = 256;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Often, so that most starts begin with one. */
    private static final String SNAPSHOT_EVERY = "500";

    private static final String BREACH = "ALARM partition";

    private final List<SoakProcess> processes = new ArrayList<>();
    private final int port;
    private final Path out;
    private int endedByThemselves;

    /** @param port Kafka's; its controller takes the next, FIX the one ten above */
    SoakWorld(Path folder, Path config, int port) throws IOException {
        this.port = port;
        this.out = Files.createDirectories(folder.resolve("out"));
        Path data = folder.resolve("data");
        add("kafka", KAFKA_MIB, List.of("kafka", "--data", data.toString(), "--kafka-port", Integer.toString(port)));
        service("venue", config, data, List.of());
        service("oms", config, data, List.of());
        service("gateway", config, data, List.of("--fix-port", Integer.toString(fixPort())));
        service("md-publisher", config, data, List.of());
    }

    private void service(String name, Path config, Path data, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(
                name,
                "--data",
                data.toString(),
                "--config",
                config.toString(),
                "--profile",
                SoakProfile.NAME,
                "--kafka",
                bootstrap(),
                "--snapshot-every",
                SNAPSHOT_EVERY));
        arguments.addAll(more);
        add(name, SERVICE_MIB, arguments);
    }

    private void add(String name, int heapMib, List<String> arguments) {
        processes.add(new SoakProcess(name, out, heapMib, arguments));
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    int fixPort() {
        return port + 10;
    }

    List<SoakProcess> processes() {
        return processes;
    }

    /** Starts what does not run, unless it was never started before and is no longer wanted. */
    void keepAlive() throws IOException {
        for (SoakProcess process : processes) {
            if (!process.alive()) {
                requireNoBreach(process);
                endedByThemselves++;
                process.start();
            }
        }
    }

    void start() throws IOException {
        for (SoakProcess process : processes) {
            process.start();
        }
    }

    /** A broken invariant ends the soak at once: everything is kept as it is. */
    void requireNoBreach() throws IOException {
        for (SoakProcess process : processes) {
            requireNoBreach(process);
        }
    }

    private static void requireNoBreach(SoakProcess process) throws IOException {
        String said = process.said();
        int at = said.indexOf(BREACH);
        if (at >= 0) {
            throw new Refusal(
                    "%s broke an invariant: %s", process.name(), said.substring(at, Math.min(said.length(), at + 500)));
        }
    }

    boolean allServe() throws IOException {
        for (SoakProcess process : processes) {
            if (process.halted() || !process.serves()) {
                return false;
            }
        }
        return true;
    }

    /** Waits until every process serves, starting again what ends; returns whether they do. */
    boolean awaitAll(long seconds) throws IOException {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!allServe()) {
            keepAlive();
            requireNoBreach();
            if (System.nanoTime() > deadlineNs) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        return true;
    }

    /** How often a process ended that nobody had killed. */
    int endedByThemselves() {
        return endedByThemselves;
    }

    /** Ends all in reverse order of starting, as Ctrl-C does. */
    void stop() throws IOException {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).stop();
        }
    }

    /** Whatever still runs is killed. */
    @Override
    public void close() {
        for (SoakProcess process : processes) {
            if (process.alive()) {
                process.kill();
            }
        }
    }
}
