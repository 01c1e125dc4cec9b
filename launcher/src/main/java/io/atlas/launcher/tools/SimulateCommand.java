package io.atlas.launcher.tools;

import io.atlas.launcher.Logging;
import io.atlas.launcher.Refusal;
import io.atlas.sim.Simulate;
import io.atlas.sim.SimulationFailure;
import io.atlas.sim.chance.Fault;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}: seeded worlds with faults on virtual time. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Plays seeded worlds with faults and checks every invariant at every step.")
public final class SimulateCommand implements Callable<Integer> {
    private static final int DEFAULT_SEEDS = 200;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seeds", description = "how many seeds (default: 200, or as many as the minutes allow)")
    private Integer seeds;

    @Option(names = "--minutes", description = "seed after seed for so long")
    private Integer minutes;

    @Option(names = "--from", defaultValue = "1", description = "the first seed (default: ${DEFAULT-VALUE})")
    private long from;

    @Option(names = "--seed", description = "just this one, with its log lines: replays what a failure printed")
    private Long seed;

    @Option(names = "--orders", defaultValue = "1000", description = "orders per seed (default: ${DEFAULT-VALUE})")
    private int orders;

    @Option(
            names = "--without",
            split = ",",
            description = "kinds of fault to leave out, to find out which of them a failure needs")
    private List<Fault> without = List.of();

    @Override
    public Integer call() {
        boolean positive = (seeds == null || seeds > 0) && (minutes == null || minutes > 0) && orders > 0;
        if (!positive) {
            throw new Refusal("--seeds, --minutes and --orders must be at least 1.");
        }
        if (seed == null) {
            Logging.silence();
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            Simulate.Report report = Simulate.run(series(), line -> {
                out.println(line);
                out.flush();
            });
            summary(report, out);
            return 0;
        } catch (SimulationFailure failure) {
            throw new Refusal("%s", failure.getMessage());
        }
    }

    private Simulate.Series series() {
        Set<Fault> left = without.isEmpty() ? Set.of() : EnumSet.copyOf(without);
        if (seed != null) {
            return new Simulate.Series(seed, 1, orders, left, Long.MAX_VALUE);
        }
        int most = minutes == null ? DEFAULT_SEEDS : Integer.MAX_VALUE;
        long mostNs = minutes == null ? Long.MAX_VALUE : TimeUnit.MINUTES.toNanos(minutes);
        return new Simulate.Series(from, seeds == null ? most : seeds, orders, left, mostNs);
    }

    private static void summary(Simulate.Report report, PrintWriter out) {
        out.printf("All invariants held: %,d checks.%n", report.checkCount());
        report.checks().forEach((invariant, count) -> out.printf("  %,12d  %s%n", count, invariant));
        out.printf("%,d faults:%n", report.faultCount());
        Fault.Area area = null;
        for (Map.Entry<Fault, Long> fault : report.faults().entrySet()) {
            if (fault.getKey().area() != area) {
                area = fault.getKey().area();
                out.printf("  %s%n", area);
            }
            out.printf("  %,12d  %s%n", fault.getValue(), fault.getKey());
        }
        out.flush();
    }
}
