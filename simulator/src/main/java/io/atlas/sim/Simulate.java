package io.atlas.sim;

import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.FaultPlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Plays seed after seed with the faults each of them draws, as many at once as there are processors. */
public final class Simulate {
    private static final int PROGRESS_EVERY = 20;
    private static final double NANOS = 1e9;

    private Simulate() {}

    /**
     * What a series of runs was.
     *
     * @param faults by kind
     * @param checks comparisons made, by invariant
     * @param ordersPerSecond of wall-clock time
     */
    public record Report(
            long fromSeed,
            int seeds,
            long orders,
            long steps,
            long records,
            Map<Fault, Long> faults,
            Map<String, Long> checks,
            long ordersPerSecond) {

        /** All faults of all kinds. */
        public long faultCount() {
            return faults.values().stream().mapToLong(Long::longValue).sum();
        }

        /** All comparisons of all invariants. */
        public long checkCount() {
            return checks.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Plays the seeds from {@code fromSeed} on.
     *
     * @param orders NewOrderSingles per seed
     * @param progress gets a line every 20 seeds and at the end
     * @throws SimulationFailure for the lowest seed that fails; its message says how to replay it
     */
    public static Report run(long fromSeed, int seeds, int orders, Consumer<String> progress) {
        long startedNs = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(
                Math.min(seeds, Runtime.getRuntime().availableProcessors()), task -> {
                    Thread thread = new Thread(task, "simulate");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            List<Future<Summary>> runs = new ArrayList<>();
            for (int i = 0; i < seeds; i++) {
                long seed = fromSeed + i;
                runs.add(pool.submit(() -> SimulationRun.run(seed, orders, FaultPlan::drawn)));
            }
            return collect(fromSeed, runs, startedNs, progress);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Report collect(
            long fromSeed, List<Future<Summary>> runs, long startedNs, Consumer<String> progress) {
        Map<Fault, Long> faults = new EnumMap<>(Fault.class);
        Map<String, Long> checks = new TreeMap<>();
        long orders = 0;
        long steps = 0;
        long records = 0;
        Report report = null;
        for (int i = 0; i < runs.size(); i++) {
            Summary summary = await(runs.get(i));
            runs.set(i, null);
            orders += summary.orders();
            steps += summary.steps();
            records += summary.records();
            summary.faults().forEach((fault, count) -> faults.merge(fault, count, Long::sum));
            summary.checks().forEach((invariant, count) -> checks.merge(invariant, count, Long::sum));
            long perSecond = Math.round(orders / Math.max(1e-3, (System.nanoTime() - startedNs) / NANOS));
            report = new Report(
                    fromSeed, i + 1, orders, steps, records, Map.copyOf(faults), Map.copyOf(checks), perSecond);
            if ((i + 1) % PROGRESS_EVERY == 0 || i + 1 == runs.size()) {
                progress.accept(line(report, runs.size()));
            }
        }
        return report;
    }

    private static String line(Report report, int of) {
        return String.format(
                "%d/%d seeds  %,d orders  %,d records  %,d faults  %,d checks  %,d orders/s",
                report.seeds(),
                of,
                report.orders(),
                report.records(),
                report.faultCount(),
                report.checkCount(),
                report.ordersPerSecond());
    }

    private static Summary await(Future<Summary> run) {
        try {
            return run.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SimulationFailure failure) {
                throw failure;
            }
            throw new IllegalStateException("a simulated run ended by itself", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
