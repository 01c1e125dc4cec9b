package io.atlas.gateway.fix;

import io.atlas.wire.log.CommandLog.Outcome;

/** Where copies of the raw messages go. Thread: the agent, inside {@code poll}. */
public interface FixMessageSink {
    /** Records a message; {@code outcome} is told later what became of it. */
    void accept(FixMessage message, Outcome outcome);

    /**
     * Looks for the last recorded message of a store.
     *
     * @param afterOffset where an earlier one is known to lie, -1 if unknown
     * @throws RuntimeException if the log does not answer; trying again can help
     */
    Search search(String session, long store, long afterOffset);

    /** A search, done step by step. */
    interface Search {
        /** Goes on; true when it has come to the end. */
        boolean done();

        /** The last position found, 0 if none. */
        long pos();

        /** Where that lies. */
        long offset();
    }
}
