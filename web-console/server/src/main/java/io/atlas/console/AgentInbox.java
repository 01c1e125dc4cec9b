package io.atlas.console;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What other threads want the agent to do, in order. Bounded: {@link #offer} refuses beyond {@value #CAPACITY}; {@link #put} does
 * not, and is for what is bounded elsewhere: closings of sockets, results of the worker.
 */
final class AgentInbox {
    private static final int CAPACITY = 8_192;

    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private final Runnable wakeup;

    AgentInbox(Runnable wakeup) {
        this.wakeup = wakeup;
    }

    /** Any thread. */
    boolean offer(Runnable task) {
        if (size.get() >= CAPACITY) {
            refused.incrementAndGet();
            return false;
        }
        put(task);
        return true;
    }

    /** Any thread. */
    void put(Runnable task) {
        size.incrementAndGet();
        tasks.add(task);
        wakeup.run();
    }

    /** Runs at most {@code limit} tasks; returns how many. Thread: the agent. */
    int run(int limit) {
        int done = 0;
        Runnable task;
        while (done < limit && (task = tasks.poll()) != null) {
            size.decrementAndGet();
            task.run();
            done++;
        }
        return done;
    }

    int size() {
        return size.get();
    }

    long refused() {
        return refused.get();
    }
}
