package io.atlas.gateway.fix;

import io.atlas.gateway.fix.ResendRequests.Verdict;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resends beside the engine, which would send a whole range in one go and let all other sessions wait. All connections with
 * something to resend are stepped in turn by one thread, {@code fix-resend}, which rests when there is nothing to do.
 */
final class Resender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resender.class);
    private static final long STEP_MS = 5;

    private final LongSupplier nanoTime;
    private final Set<Resend> stepped = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor thread;

    Resender(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread worker = new Thread(task, "fix-resend");
            worker.setDaemon(true);
            return worker;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Takes a request of a connection; any thread. */
    Verdict ask(Resend connection, int begin, int end) {
        Verdict verdict = connection.ask(begin, end, nanoTime.getAsLong());
        if (verdict == Verdict.SERVE && stepped.add(connection)) {
            schedule(connection, 0);
        }
        return verdict;
    }

    private void schedule(Resend connection, long delayMs) {
        try {
            thread.schedule(() -> step(connection), delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            stepped.remove(connection);
        }
    }

    private void step(Resend connection) {
        try {
            stepped.remove(connection);
            if (connection.step(nanoTime.getAsLong()) && stepped.add(connection)) {
                schedule(connection, STEP_MS);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("a resend was given up, the client may ask again: {}", e.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
