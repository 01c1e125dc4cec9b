package io.atlas.launcher.tools;

import io.atlas.launcher.Logging;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.replay.LogOption;
import io.atlas.launcher.replay.TimeTravel;
import io.atlas.launcher.replay.Verification;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}: the log through fresh cores, to compare ({@code --verify}) or to look at a moment. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Runs fresh cores over the log.",
            "--verify proves that they give the same bytes again; --at and --offset show balances, open orders, books and"
                    + " sessions of a moment."
        })
public final class ReplayCommand implements Callable<Integer> {
    /** What is asked for: one of them. */
    static final class What {
        @Option(names = "--verify", description = "compare every record the cores give with the log, and the chains")
        private boolean verify;

        @Option(
                names = "--at",
                paramLabel = "TIME",
                description = "the world at that time, as 2026-11-22T21:47:40.123Z or epoch nanoseconds")
        private String time;

        @Option(
                names = "--offset",
                paramLabel = "POSITION",
                description = "the world right after that record, as orders.commands/3/1288")
        private String offset;
    }

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Mixin
    private LogOption log;

    @Option(names = "--json", description = "the moment as JSON")
    private boolean json;

    @Option(
            names = "--foreign-venue",
            description = "the venue is not ours: take its reports as they are instead of computing them again")
    private boolean foreignVenue;

    @Option(names = "--threads", description = "threads that replay (default: one per processor)")
    private Integer threads;

    @Override
    public Integer call() {
        Logging.silence();
        int most = Runtime.getRuntime().availableProcessors();
        if (threads != null && (threads < 1 || threads > most)) {
            throw new Refusal("--threads: %d (expected: 1 to %d, one per processor)", threads, most);
        }
        int chosen = threads == null ? most : threads;
        PrintWriter out = spec.commandLine().getOut();
        try (LogOption.Source source = log.open()) {
            if (what.verify) {
                return new Verification(source, log.dataOrNull() == null, chosen, out).replay(foreignVenue);
            }
            TimeTravel.run(
                    source,
                    what.time,
                    what.offset,
                    json,
                    chosen,
                    out,
                    spec.commandLine().getErr());
            return 0;
        }
    }
}
