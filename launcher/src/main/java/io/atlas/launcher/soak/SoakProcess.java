package io.atlas.launcher.soak;

import io.atlas.launcher.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of this program in a process of its own that is killed, stopped and started again. Thread: the main one. */
public final class SoakProcess {
    private static final long STOP_S = 30;
    private static final String SERVES = "serves after";

    private final String name;
    private final Path out;
    private final List<String> command;
    private Process process;
    private long saidBefore;
    private boolean serves;
    private boolean stopped;

    /**
     * It is not started yet.
     *
     * @param folder where what it says is kept, as {@code name.out}
     */
    public SoakProcess(String name, Path folder, int heapMib, List<String> arguments) {
        this.name = name;
        this.out = folder.resolve(name + ".out");
        this.command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms32m",
                "-Xmx" + heapMib + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--add-opens",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "--add-opens",
                "java.base/sun.nio.ch=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.atlas.launcher.Atlas"));
        command.addAll(arguments);
    }

    String name() {
        return name;
    }

    /** Starts it, again if need be. */
    public void start() throws IOException {
        saidBefore = Files.exists(out) ? Files.size(out) : 0;
        serves = false;
        stopped = false;
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                .start();
    }

    /** Whether it runs. */
    public boolean alive() {
        return process != null && process.isAlive();
    }

    /** Whether it has said so since its last start. */
    public boolean serves() throws IOException {
        if (!serves && alive()) {
            serves = said().contains(SERVES);
        }
        return serves && alive();
    }

    /** What it has said since its last start. */
    public String said() throws IOException {
        byte[] all = Files.readAllBytes(out);
        int from = (int) Math.min(saidBefore, all.length);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGSTOP. */
    public void halt() throws IOException {
        signal("STOP");
        stopped = true;
    }

    /** SIGCONT, if it is stopped. */
    public void resume() throws IOException {
        if (stopped) {
            signal("CONT");
            stopped = false;
        }
    }

    boolean halted() {
        return stopped;
    }

    private void signal(String signal) throws IOException {
        if (alive()) {
            try {
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for its end; returns its exit code, or -1 if it does not end in time. */
    public int awaitEnd(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Ends it as Ctrl-C does. */
    public void stop() throws IOException {
        if (!alive()) {
            return;
        }
        resume();
        process.destroy();
        try {
            if (!process.waitFor(STOP_S, TimeUnit.SECONDS)) {
                kill();
                throw new Refusal("%s did not stop within %d s.", name, STOP_S);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}
