package io.atlas.launcher.replay;

import io.atlas.domain.World;
import io.atlas.launcher.replay.PartitionFolds.Ends;
import io.atlas.wire.log.CommandLog;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code replay --verify} and {@code verify}: runs it and says what came of it. */
public final class Verification {
    private static final double NANOS = 1e9;

    private final LogOption.Source source;
    private final boolean running;
    private final int threads;
    private final PrintWriter out;

    /**
     * A run over a log.
     *
     * @param running somebody may be writing to it: its streams need not end at one moment
     * @param threads that step the folds
     */
    public Verification(LogOption.Source source, boolean running, int threads, PrintWriter out) {
        this.source = source;
        this.running = running;
        this.threads = threads;
        this.out = out;
    }

    /**
     * Replays the log through fresh cores and compares.
     *
     * @param foreignVenue its reports are taken as they are, not computed again
     * @return the exit code: 0 if everything is the same
     */
    public int replay(boolean foreignVenue) {
        say("replaying %s in Java %s", source.name(), System.getProperty("java.version"));
        ReplayRun.Result result = new ReplayRun(source.log(), new Cores(foreignVenue), threads).run(this::progress);
        figures(result);
        if (differs(result)) {
            say("NOT THE SAME: the log is not what its inputs give.");
            return 1;
        }
        chains(result);
        say("THE SAME: %,d records, byte for byte.", result.compared());
        return 0;
    }

    /** Checks the chains and the invariants. Returns the exit code: 0 if all hold. */
    public int invariants() {
        say("checking %s", source.name());
        Checks checks = new Checks();
        ReplayRun.Result result = new ReplayRun(source.log(), checks, threads).run(this::progress);
        figures(result);
        if (differs(result)) {
            say("BROKEN: an invariant does not hold.");
            return 1;
        }
        Map<String, Long> clearing = new TreeMap<>();
        checks.partitions.forEach(partition -> partition.money().addClearing(clearing));
        clearing.values().removeIf(amount -> amount == 0);
        if (!clearing.isEmpty() && result.open() == 0) {
            say("BROKEN: I8: CLEARING over all partitions is %s (expected: 0 of every asset)", clearing);
            return 1;
        }
        chains(result);
        say("ALL HOLD: %s", checks.counts());
        return 0;
    }

    /** Fresh cores. */
    private final class Cores implements ReplayRun.Folds {
        private final boolean foreignVenue;

        Cores(boolean foreignVenue) {
            this.foreignVenue = foreignVenue;
        }

        @Override
        public Journal journal(CommandLog log, int partitions, long end) {
            return new VenueReplay(log, partitions, end, foreignVenue);
        }

        @Override
        public PartitionFolds partition(
                CommandLog log,
                int partition,
                World world,
                Map<String, String> groupOfSession,
                Ends ends,
                Journal journal) {
            return new PartitionReplay(log, partition, world, groupOfSession, ends, journal, running, foreignVenue);
        }
    }

    /** The invariants; each fold counts its own looks. */
    private final class Checks implements ReplayRun.Folds {
        private final List<Check> all = new ArrayList<>();
        private final List<PartitionCheck> partitions = new ArrayList<>();

        private Check fresh() {
            all.add(new Check());
            return all.get(all.size() - 1);
        }

        @Override
        public Journal journal(CommandLog log, int count, long end) {
            return new VenueCheck(log, count, end, fresh());
        }

        @Override
        public PartitionFolds partition(
                CommandLog log,
                int partition,
                World world,
                Map<String, String> groupOfSession,
                Ends ends,
                Journal journal) {
            PartitionCheck check = new PartitionCheck(log, partition, world, ends, journal, running, fresh());
            partitions.add(check);
            return check;
        }

        private String counts() {
            long[] sums = new long[Check.NUMBERS];
            all.forEach(check -> check.addTo(sums));
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < sums.length; i++) {
                if (sums[i] > 0) {
                    text.append(text.isEmpty() ? "" : "  ").append(String.format("I%d %,d", i, sums[i]));
                }
            }
            return text.toString();
        }
    }

    private void progress(long records, long of, long perSecond) {
        say("  %,d of %,d records (%d %%), %,d records/s", records, of, of == 0 ? 100 : 100 * records / of, perSecond);
    }

    private boolean differs(ReplayRun.Result result) {
        List<Difference> differences = result.differences();
        if (differences.isEmpty() && !running && !result.beyond().isEmpty()) {
            result.beyond()
                    .forEach(each -> say(
                            "snapshot %s was taken at %s, but the log ends before it",
                            each.snapshot(), each.position()));
            return true;
        }
        if (differences.isEmpty()) {
            return false;
        }
        DifferenceText.print(differences.get(0), out);
        differences.stream().skip(1).forEach(other -> say("also %s", DifferenceText.line(other)));
        return true;
    }

    private void chains(ReplayRun.Result result) {
        if (result.chainsCompared() > 0) {
            say("%,d chain values in the manifests of snapshots agree", result.chainsCompared());
        }
        for (ReplayRun.ChainValue chain : result.chains()) {
            if (chain.end() > 0) {
                say("  chain %s/%d@%d  %s", chain.topic(), chain.partition(), chain.end() - 1, chain.hex());
            }
        }
    }

    private void figures(ReplayRun.Result result) {
        result.records().forEach((topic, count) -> say("  %,12d  %s", count, topic));
        double seconds = result.figures().elapsedNs() / NANOS;
        double cpu = result.figures().cpuNs() / NANOS;
        say(
                "%,d records in %.1f s: %,.0f records/s; %,.0f records/s per core (%.1f s of processor time, %d threads)",
                result.total(),
                seconds,
                result.total() / seconds,
                result.total() / Math.max(cpu, 1 / NANOS),
                cpu,
                result.figures().threads());
        if (result.spanNs() > 0) {
            say(
                    "made in %,.1f s, read %,.1f times as fast",
                    result.spanNs() / NANOS, result.spanNs() / NANOS / seconds);
        }
        result.decisions().lines().forEach(line -> say("%s", line));
        if (result.inert() > 0) {
            say(
                    "%,d records are inert (repeated claims, late writes of former owners, what follows a hole): skipped",
                    result.inert());
        }
        if (result.open() > 0) {
            say("%,d outputs are not in the log yet (its end): not looked at", result.open());
        }
    }

    private void say(String format, Object... args) {
        out.printf(format + "%n", args);
        out.flush();
    }
}
