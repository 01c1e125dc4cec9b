package io.atlas.launcher.soak;

import io.atlas.launcher.Home;
import io.atlas.launcher.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code soak}. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the services as processes under load, kills (-9) and stops (SIGSTOP) one after the other, and compares what the clients hold"
                    + " with the log, the ledger and the venue's book.",
            "Exit code 1, and all data kept, if anything differs."
        })
public final class SoakCommand implements Callable<Integer> {
    private static final int MOST_SHOWN = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Home home;

    @Option(names = "--kills", defaultValue = "20", description = "how many faults (default: ${DEFAULT-VALUE})")
    private int kills;

    @Option(
            names = "--every",
            paramLabel = "S",
            defaultValue = "2",
            description =
                    "seconds of quiet after a fault, on average, once all serve again (default: ${DEFAULT-VALUE})")
    private double every;

    @Option(names = "--seed", description = "of what is killed when, and of the clients (default: of the clock)")
    private Long seed;

    @Option(names = "--clients", defaultValue = "8", description = "how many FIX clients (default: ${DEFAULT-VALUE})")
    private int clients;

    @Option(
            names = "--rate",
            defaultValue = "60",
            description = "requests per second, all clients together (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--kafka-port",
            defaultValue = "21092",
            description = "Kafka's port; FIX is ten above it (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "where the worlds' data goes (default: a temporary folder)")
    private Path folder;

    @Option(names = "--keep", description = "keep the data even if nothing differs")
    private boolean keep;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path place = folder == null ? Files.createTempDirectory("atlas-soak") : Files.createDirectories(folder);
        requireEmpty(place);
        long chosen = seed == null ? System.nanoTime() & 0xFFFFFF : seed;
        long startNs = System.nanoTime();
        SoakRun.Result result;
        try {
            result = new SoakRun(new SoakRun.Plan(kills, every, chosen, clients, rate, port), home.config(), place, out)
                    .run();
        } catch (Refusal e) {
            throw new Refusal("seed %d: %s The data is in %s.", chosen, e.getMessage(), place);
        }
        List<String> differences = result.comparison().differences();
        summary(result, (System.nanoTime() - startNs) / 1_000_000_000L).forEach(out::println);
        if (!differences.isEmpty()) {
            differences.stream().limit(MOST_SHOWN).forEach(difference -> out.println("  DIFFERS " + difference));
            out.printf("%d differences, seed %d. The data is in %s.%n", differences.size(), chosen, place);
            out.flush();
            return 1;
        }
        out.printf("No difference, seed %d.%s%n", chosen, keep ? " The data is in " + place + "." : "");
        out.flush();
        if (!keep) {
            delete(place);
        }
        return 0;
    }

    private static void requireEmpty(Path place) throws IOException {
        try (Stream<Path> inside = Files.list(place)) {
            if (inside.findAny().isPresent()) {
                throw new Refusal("--folder: %s is not empty.", place);
            }
        }
    }

    private static List<String> summary(SoakRun.Result result, long seconds) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%d faults in %d min %d s:", result.chaos().strikes(), seconds / 60, seconds % 60));
        result.chaos().counts().forEach((kind, count) -> lines.add(String.format("  %5d  %s", count, kind)));
        lines.add(String.format(
                "  %5d  times a process ended by itself, %d times not all served within 40 s",
                result.endedByThemselves(), result.chaos().notRecovered()));
        Map<String, Long> totals = new TreeMap<>();
        for (History history : result.histories()) {
            totals.merge("logons", history.logons, Long::sum);
            totals.merge("sessions begun anew by the gateway (141=Y)", history.resets, Long::sum);
            totals.merge("sessions begun anew by the client (141=Y, 20012)", history.begunAnew, Long::sum);
            totals.merge("messages sent again", history.resent, Long::sum);
            totals.merge("gaps filled instead", history.gapsFilled, Long::sum);
            totals.merge("orders decided by 35=H", history.decidedByStatus, Long::sum);
            totals.merge("reports heard again", history.repeats, Long::sum);
        }
        lines.add("clients: " + totals);
        lines.add("requests: " + result.comparison().outcomes() + "; reports and refusals compared: "
                + result.comparison().receipts());
        lines.add("log: " + result.log().records + ", " + result.log().inert + " inert; "
                + result.log().orders.size() + " orders, "
                + result.log().resting.size() + " rest at the venue");
        return lines;
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> walk = Files.walk(place)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
