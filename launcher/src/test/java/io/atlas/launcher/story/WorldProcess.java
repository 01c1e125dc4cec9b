package io.atlas.launcher.story;

import io.atlas.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** {@code atlas up} as a process of its own, on free ports and a folder of its own, which it keeps from life to life. */
final class WorldProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final long STOP_S = 30;
    private static final int TAIL = 25;

    private final Path home;
    private final Pool pool;
    private final int fixPort;
    private final int kafkaPort;
    private Process process;
    private PlainLog log;
    private int starts;

    private WorldProcess(Path home, Pool pool) {
        this.home = home;
        this.pool = pool;
        int ports = FreePorts.inARow(3);
        this.fixPort = ports;
        this.kafkaPort = ports + 1;
    }

    /** A new world, serving. */
    static WorldProcess start() {
        try {
            Path home = Files.createTempDirectory("atlas-story");
            WorldProcess world = new WorldProcess(home, StoryConfig.write(home.resolve("config")));
            world.up();
            return world;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again on the same data and waits until it serves. */
    void up() throws IOException {
        Path out = home.resolve("out-" + ++starts);
        process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        Awaitility.await("the world serves")
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(50))
                .atMost(START)
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("`up` ended: " + Files.readString(out));
                    }
                    return Files.readString(out).contains("serves after");
                });
        log = new PlainLog("127.0.0.1:" + kafkaPort);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "--add-opens",
                "java.base/sun.nio.ch=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.atlas.launcher.Atlas"));
        command.addAll(upArguments());
        return command;
    }

    /** What to give to {@code atlas} to start this world. */
    List<String> upArguments() {
        return List.of(
                "up",
                "--config",
                home.resolve("config").toString(),
                "--profile",
                StoryConfig.PROFILE,
                "--data",
                home.resolve("data").toString(),
                "--fix-port",
                Integer.toString(fixPort),
                "--kafka-port",
                Integer.toString(kafkaPort));
    }

    int fixPort() {
        return fixPort;
    }

    Pool pool() {
        return pool;
    }

    PlainLog log() {
        return log;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}. */
    void kill() {
        log.close();
        process.destroyForcibly().onExit().join();
    }

    /** What the process has said last. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(home.resolve("out-" + starts));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return "its output cannot be read: " + e;
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
        process.destroy();
        process.onExit().completeOnTimeout(process, STOP_S, TimeUnit.SECONDS).join();
        process.destroyForcibly().onExit().join();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
