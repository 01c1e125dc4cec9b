package io.atlas.wire.agent;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The thread that steps an agent. With nothing to do it parks, longer each time, up to {@code maxParkNs}; whoever queues
 * work for the agent calls {@link #wakeup}. An exception ends the agent and is handed to the failure handler: it is never
 * caught to go on.
 */
public final class AgentRunner implements AutoCloseable {
    /** Whatever is urgent wakes the agent, so a first rest this long costs nobody anything; a shorter one only costs timers. */
    private static final long MIN_PARK_NS = 500_000;

    private static final long JOIN_MS = 5_000;

    private final Agent agent;
    private final Clock clock;
    private final long maxParkNs;
    private final Consumer<Throwable> onFailure;
    private final Thread thread;
    private volatile boolean running = true;

    /** @param onFailure told on the agent's thread, once, if it ends by an exception */
    public AgentRunner(Agent agent, Clock clock, long maxParkNs, Consumer<Throwable> onFailure) {
        this.agent = agent;
        this.clock = clock;
        this.maxParkNs = maxParkNs;
        this.onFailure = onFailure;
        this.thread = new Thread(this::run, agent.name());
    }

    public void start() {
        thread.start();
    }

    /** Ends the agent's rest early. Any thread. */
    public void wakeup() {
        LockSupport.unpark(thread);
    }

    private void run() {
        try (agent) {
            long parkNs = MIN_PARK_NS;
            while (running) {
                if (agent.doWork(epochNs(clock.instant())) > 0) {
                    parkNs = MIN_PARK_NS;
                } else {
                    LockSupport.parkNanos(parkNs);
                    parkNs = Math.min(parkNs * 2, maxParkNs);
                }
            }
        } catch (Throwable failure) {
            onFailure.accept(failure);
        }
    }

    private static long epochNs(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    /** Stops stepping, lets the agent close itself, and waits for that. */
    @Override
    public void close() {
        running = false;
        wakeup();
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
