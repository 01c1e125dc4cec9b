package io.atlas.launcher.tools;

import io.atlas.launcher.Ports;
import io.atlas.launcher.Refusal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command of this program in a process of its own, so that what it costs can be told from what the load costs. It has the
 * same JVM options, a folder that is deleted afterwards, and a log of what it printed.
 */
final class ServerProcess implements AutoCloseable {
    private static final long START_MS = 120_000;
    private static final long STOP_SECONDS = 30;
    private static final long LOOK_MS = 100;

    private final Process process;
    private final Path folder;
    private final Thread hook = new Thread(this::stop, "stop-server");

    private ServerProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts it and returns when something answers at the port.
     *
     * @param command the command and its options; {@code --data} is added
     * @throws Refusal if it ends before, or is not there in time
     */
    static ServerProcess start(int port, List<String> command) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("atlas-load");
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.atlas.launcher.Atlas"));
        line.addAll(command);
        line.addAll(List.of("--data", folder.resolve("data").toString()));
        Path output = folder.resolve("output");
        ServerProcess server = new ServerProcess(
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                folder);
        Runtime.getRuntime().addShutdownHook(server.hook);
        for (long waited = 0; !Ports.answers("127.0.0.1", port); waited += LOOK_MS) {
            if (server.process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS) || waited > START_MS) {
                String said = Files.readString(output).strip();
                server.close();
                throw new Refusal("the server did not start; it said: %s", said);
            }
        }
        return server;
    }

    long pid() {
        return process.pid();
    }

    /** Processor time so far in nanoseconds, of a process of this machine; 0 if the system does not tell. */
    static long cpuNs(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(0L);
    }

    /** Resident memory in MiB, 0 if the system does not tell. */
    static long residentMib(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            return 0;
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the process and deletes its folder. */
    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(hook);
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new Refusal("the folder %s could not be deleted: %s", folder, e.getMessage());
        }
    }
}
