package io.atlas.wire.log;

import java.util.function.BooleanSupplier;

/**
 * One form of the log, as the contract suites see it: healthy ends for everybody, and one end whose line to the log can be
 * cut.
 */
public interface LogUnderTest extends AutoCloseable {
    /** What happens on the line of {@link #faulty}. */
    enum Cut {
        /** Appends land, the answers are lost. */
        ANSWERS_LOST,
        /** Appends are lost. */
        REQUESTS_LOST,
        /** Appends hang on the line until {@link LogUnderTest#releaseHeld}; their client is told that they failed. */
        REQUESTS_HELD
    }

    /** A topic with two empty partitions, new for each test. */
    String topic();

    /** A new end. */
    CommandLog client();

    /** The end whose line can be cut; one for each test. */
    CommandLog faulty();

    void cut(Cut how);

    /** From now on the line carries what is sent anew. */
    void heal();

    /** What hangs on the line goes on to the log. */
    void releaseHeld();

    /**
     * Whether the log itself refuses an append that its client had given up, once the client has appended again: Kafka does,
     * by the producer's epoch. The owner's protocol must not need it.
     */
    default boolean refusesGivenUp() {
        return false;
    }

    /** The time for the next step, in epoch nanoseconds. */
    long nowNs();

    /** Steps until it is done; fails with {@code what} if that takes too long. */
    void until(String what, Runnable step, BooleanSupplier done);

    @Override
    void close();
}
