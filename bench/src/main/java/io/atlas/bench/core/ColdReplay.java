package io.atlas.bench.core;

import com.sun.management.OperatingSystemMXBean;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.FileCommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * One start of the gateway from zero in a process that has never done it, as a restart is: what the compiler has not seen yet is
 * slow. The log is one that {@link ReplayBench} left in a folder; it is in memory before the time is taken.
 */
public final class ColdReplay {
    private static final double NS_PER_SECOND = 1e9;
    /** Its threads are the reader's, the compiler's and the garbage collector's. */
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private ColdReplay() {}

    /** @param args the folder, and {@code fold} for the ledger's fold alone or {@code gateway} for the whole start */
    public static void main(String[] args) throws IOException {
        boolean fold = args[1].equals("fold");
        InMemoryLog store = load(Path.of(args[0]));
        int inputs = store.records(Topics.COMMANDS, 0).size()
                + store.records(Topics.EVENTS, 0).size();
        CommandLog log = store.client("reader");
        long wallNs = System.nanoTime();
        long cpuNs = cpuNs();
        long processNs = PROCESS.getProcessCpuTime();
        if (fold) {
            GatewayReplay.ledgerFold(log, true);
        } else {
            GatewayReplay.start(log, "restarted", true);
        }
        say(System.out, args[1] + ", CPU of its thread", inputs, cpuNs() - cpuNs);
        say(System.out, args[1] + ", CPU of all threads", inputs, PROCESS.getProcessCpuTime() - processNs);
        say(System.out, args[1] + ", by the clock", inputs, System.nanoTime() - wallNs);
    }

    private static InMemoryLog load(Path folder) throws IOException {
        InMemoryLog store = new InMemoryLog(1);
        CommandLog copy = store.client("copy");
        try (FileCommandLog files = FileCommandLog.readOnly(folder)) {
            for (String topic : List.of(Topics.COMMANDS, Topics.EVENTS, Topics.LEDGER)) {
                try (LogReader reader = files.reader(topic, 0, 0)) {
                    reader.poll(
                            each -> copy.append(
                                    topic, 0, null, each.value(), each.stamps(), CommandLog.Outcome.IGNORED),
                            Integer.MAX_VALUE);
                }
            }
        }
        return store;
    }

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void say(PrintStream out, String what, int inputs, long ns) {
        double seconds = ns / NS_PER_SECOND;
        out.printf("%-30s %,10d inputs in %6.2f s: %,10.0f/s%n", what, inputs, seconds, inputs / seconds);
    }
}
