package io.atlas.launcher.story;

import io.atlas.launcher.soak.SoakProcess;
import io.atlas.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Services as processes of their own on one data folder, started and ended one by one. */
final class ServiceWorld implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);
    private static final int HEAP_MIB = 256;

    private final Path home;
    private final Pool pool;
    private final int port = FreePorts.inARow(12);
    private final Map<String, SoakProcess> processes = new LinkedHashMap<>();

    ServiceWorld(Path home) throws IOException {
        this.home = home;
        this.pool = StoryConfig.write(home.resolve("config"));
        Files.createDirectories(home.resolve("out"));
    }

    Path data() {
        return home.resolve("data");
    }

    Pool pool() {
        return pool;
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** A port for a gateway: the first is the usual one. */
    int fixPort(int which) {
        return port + 6 + which;
    }

    PlainLog log() {
        return new PlainLog(bootstrap());
    }

    /** The broker. */
    ServiceWorld kafka() throws IOException {
        start("kafka", List.of("kafka", "--data", data().toString(), "--kafka-port", Integer.toString(port)));
        return this;
    }

    /** A service under that name; {@code more} are its own options. */
    SoakProcess service(String name, String service, String... more) throws IOException {
        return start(name, arguments(service, data(), more));
    }

    List<String> arguments(String service, Path data, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                service,
                "--data",
                data.toString(),
                "--config",
                home.resolve("config").toString(),
                "--profile",
                StoryConfig.PROFILE,
                "--kafka",
                bootstrap()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private SoakProcess start(String name, List<String> arguments) throws IOException {
        SoakProcess process = new SoakProcess(name, home.resolve("out"), HEAP_MIB, arguments);
        process.start();
        processes.put(name, process);
        return process;
    }

    SoakProcess process(String name) {
        return processes.get(name);
    }

    void awaitServing(String... names) {
        for (String name : names) {
            SoakProcess process = processes.get(name);
            Awaitility.await(name + " serves")
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(START)
                    .until(() -> {
                        if (!process.alive()) {
                            throw new AssertionError(name + " ended: " + process.said());
                        }
                        return process.serves();
                    });
        }
    }

    /** What all have said, for failures. */
    String lastWords() {
        StringBuilder words = new StringBuilder();
        processes.forEach((name, process) -> {
            try {
                words.append(name).append(": ").append(process.said()).append('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return words.toString();
    }

    @Override
    public void close() {
        List<SoakProcess> backwards = new ArrayList<>(processes.values());
        Collections.reverse(backwards);
        for (SoakProcess process : backwards) {
            if (process.alive()) {
                process.kill();
            }
        }
    }
}
