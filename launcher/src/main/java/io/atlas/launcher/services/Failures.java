package io.atlas.launcher.services;

import io.atlas.launcher.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** The first service of a process that ended by itself. Any thread. */
public final class Failures implements Consumer<Throwable> {
    private static final long LOOK_MS = 5;

    private final CompletableFuture<Throwable> first = new CompletableFuture<>();

    @Override
    public void accept(Throwable why) {
        first.complete(why);
    }

    /** What ended a service, or null if none has within so many milliseconds. */
    public Throwable within(long ms) {
        try {
            return first.get(ms, TimeUnit.MILLISECONDS);
        } catch (TimeoutException none) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Waits until the services are ready, however long their history is.
     *
     * @param waited told again and again, with the seconds so far
     * @throws Refusal if one of them ends before
     */
    public void awaitReady(BooleanSupplier ready, LongConsumer waited) {
        long startNs = System.nanoTime();
        while (!ready.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            Throwable failed = within(LOOK_MS);
            if (failed != null) {
                throw new Refusal("%s.", failed.getMessage());
            }
            waited.accept(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs));
        }
    }
}
