package io.atlas.launcher.tools;

import io.atlas.launcher.Logging;
import io.atlas.launcher.Refusal;
import io.atlas.sim.Simulate;
import io.atlas.sim.SimulationFailure;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
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
    @Spec
    private CommandSpec spec;

    @Option(names = "--seeds", defaultValue = "200", description = "how many seeds (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Option(names = "--from", defaultValue = "1", description = "the first seed (default: ${DEFAULT-VALUE})")
    private long from;

    @Option(names = "--seed", description = "just this one, with its log lines: replays what a failure printed")
    private Long seed;

    @Option(names = "--orders", defaultValue = "1000", description = "orders per seed (default: ${DEFAULT-VALUE})")
    private int orders;

    @Override
    public Integer call() {
        if (seeds < 1 || orders < 1) {
            throw new Refusal("--seeds and --orders must be at least 1.");
        }
        if (seed == null) {
            Logging.silence();
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            Simulate.Report report =
                    Simulate.run(seed == null ? from : seed, seed == null ? seeds : 1, orders, line -> {
                        out.println(line);
                        out.flush();
                    });
            out.printf("All invariants held: %,d checks.%n", report.checkCount());
            report.faults().forEach((fault, count) -> out.printf("  %,10d  %s%n", count, fault));
            out.flush();
            return 0;
        } catch (SimulationFailure failure) {
            throw new Refusal("%s", failure.getMessage());
        }
    }
}
