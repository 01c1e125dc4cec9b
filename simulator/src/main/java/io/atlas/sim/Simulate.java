package io.atlas.sim;

import io.atlas.sim.chance.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Plays seed after seed with the faults each of them draws, as many at once as there are processors. */
public final class Simulate {
    private static final int PROGRESS_EVERY = 20;
    private static final int AHEAD = 4;
    private static final double NANOS = 1e9;

    /**
     * Which seeds to play.
     *
     * @param from the first
     * @param seeds how many at most
     * @param orders NewOrderSingles per seed
     * @param without kinds of fault that are left out of every seed's plan
     * @param mostNs no seed is begun later than that after the start, nanoseconds
     */
    public record Series(long from, int seeds, int orders, Set<Fault> without, long mostNs) {
        /** All of them, however long it takes. */
        public Series(long from, int seeds, int orders) {
            this(from, seeds, orders, Set.of(), Long.MAX_VALUE);
        }
    }

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

    private final Series series;
    private final Consumer<String> progress;
    private final long startedNs = System.nanoTime();
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Map<String, Long> checks = new TreeMap<>();
    private int seeds;
    private long orders;
    private long steps;
    private long records;

    private Simulate(Series series, Consumer<String> progress) {
        this.series = series;
        this.progress = progress;
    }

    /**
     * Plays a series.
     *
     * @param progress gets a line every 20 seeds and at the end
     * @throws SimulationFailure for the lowest seed that fails; its message says how to replay it
     */
    public static Report run(Series series, Consumer<String> progress) {
        int threads = Math.min(series.seeds(), Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "simulate");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return new Simulate(series, progress).play(pool, threads * AHEAD);
        } finally {
            pool.shutdownNow();
        }
    }

    private Report play(ExecutorService pool, int window) {
        Deque<Future<Summary>> running = new ArrayDeque<>();
        int begun = 0;
        while (true) {
            while (running.size() < window && begun < series.seeds() && mayBegin(begun)) {
                long seed = series.from() + begun++;
                running.addLast(pool.submit(() -> SimulationRun.run(seed, series.orders(), series.without())));
            }
            if (running.isEmpty()) {
                break;
            }
            add(await(running.removeFirst()));
            if (seeds % PROGRESS_EVERY == 0) {
                progress.accept(line());
            }
        }
        if (seeds % PROGRESS_EVERY != 0) {
            progress.accept(line());
        }
        return report();
    }

    /** The first one always. */
    private boolean mayBegin(int begun) {
        return begun == 0 || System.nanoTime() - startedNs < series.mostNs();
    }

    private void add(Summary summary) {
        seeds++;
        orders += summary.orders();
        steps += summary.steps();
        records += summary.records();
        summary.faults().forEach((fault, count) -> faults.merge(fault, count, Long::sum));
        summary.checks().forEach((invariant, count) -> checks.merge(invariant, count, Long::sum));
    }

    private Report report() {
        long perSecond = Math.round(orders / Math.max(1e-3, (System.nanoTime() - startedNs) / NANOS));
        Map<Fault, Long> byKind = new EnumMap<>(Fault.class);
        byKind.putAll(faults);
        return new Report(series.from(), seeds, orders, steps, records, byKind, new TreeMap<>(checks), perSecond);
    }

    private String line() {
        Report report = report();
        String of = series.mostNs() == Long.MAX_VALUE ? "/" + series.seeds() : "";
        return String.format(
                "%d%s seeds  %,d orders  %,d records  %,d faults  %,d checks  %,d orders/s",
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
