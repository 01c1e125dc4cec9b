package io.atlas.launcher.replay;

import io.atlas.launcher.Refusal;
import io.atlas.launcher.replay.Cursor.Valid;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Steps folds with a few threads. Whoever is free takes the next fold and steps it for a while, so a busy partition does not keep
 * the others waiting and no fold is stepped by two threads at once.
 */
final class Stepper {
    private static final long TELL_EVERY_NS = 1_000_000_000L;
    private static final long SILENCE_NS = 15_000_000_000L;
    private static final long PARK_NS = 200_000L;
    private static final long WATCH_NS = 20_000_000L;

    /** Told now and then how far it is. */
    interface Progress {
        void at(long records, long ofRecords, long perSecond);
    }

    /** How long it took, and what processor time the stepping threads used. */
    record Figures(long elapsedNs, long cpuNs, int threads) {}

    private final List<Fold> folds;
    private final Queue<Fold> waiting = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong cpuNs = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final long ofRecords;
    private volatile Throwable failure;

    Stepper(List<Fold> folds, int threadCount) {
        this.folds = folds;
        this.waiting.addAll(folds);
        this.ofRecords = folds.stream()
                .flatMap(fold -> fold.cursors().stream())
                .mapToLong(Cursor::end)
                .filter(end -> end != Cursor.UNKNOWN_END)
                .sum();
        for (int i = 0; i < Math.max(1, Math.min(threadCount, folds.size())); i++) {
            Thread thread = new Thread(this::work, "replay-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    private void work() {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        int idle = 0;
        try {
            while (failure == null && !folds.stream().allMatch(Fold::finished)) {
                Fold fold = waiting.poll();
                int work = fold == null ? 0 : fold.step();
                if (fold != null && !fold.finished()) {
                    waiting.add(fold);
                }
                done.addAndGet(work);
                idle = work > 0 ? 0 : idle + 1;
                if (idle > folds.size()) {
                    LockSupport.parkNanos(PARK_NS);
                }
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            cpuNs.addAndGet(clock.getCurrentThreadCpuTime());
        }
    }

    Figures run(Progress progress) {
        long startNs = System.nanoTime();
        threads.forEach(Thread::start);
        long toldNs = startNs;
        long newsNs = startNs;
        long before = 0;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            LockSupport.parkNanos(WATCH_NS);
            long nowNs = System.nanoTime();
            long now = done.get();
            newsNs = now == before ? newsNs : nowNs;
            before = now;
            if (nowNs - toldNs >= TELL_EVERY_NS) {
                toldNs = nowNs;
                progress.at(now, ofRecords, Math.round(now * 1e9 / (nowNs - startNs)));
            }
            if (nowNs - newsNs > SILENCE_NS) {
                failure = new Refusal("nothing more can be read: the log went silent after %,d records.", now);
            }
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        } else if (failure instanceof Error e) {
            throw e;
        }
        return new Figures(System.nanoTime() - startNs, cpuNs.get(), threads.size());
    }

    /** Reads one cursor to its end on the caller's thread. */
    static void readAll(Cursor cursor, Consumer<Valid> handler) {
        long lastNewsNs = System.nanoTime();
        while (true) {
            if (cursor.peekOrNull() != null) {
                handler.accept(cursor.take());
                lastNewsNs = System.nanoTime();
            } else if (cursor.done()) {
                return;
            } else {
                if (System.nanoTime() - lastNewsNs > SILENCE_NS) {
                    throw new Refusal(
                            "nothing more can be read: %s/%d went silent.", cursor.topic(), cursor.partition());
                }
                LockSupport.parkNanos(PARK_NS);
            }
        }
    }
}
