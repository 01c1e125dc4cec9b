package io.atlas.wire.agent;

/** A stepped service: owns its state, never its time. All methods are called by one thread. */
public interface Agent extends AutoCloseable {
    /** Name of the thread that steps it, and in messages. */
    String name();

    /**
     * Does what is due and returns how much that was; 0 lets the thread rest.
     *
     * @param nowNs epoch nanoseconds
     */
    int doWork(long nowNs);

    @Override
    void close();
}
