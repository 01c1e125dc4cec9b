package io.atlas.wire.log;

/**
 * An append-only log of topics and partitions: Kafka in production, memory in the simulator, a file for tools and tests.
 * It promises what Kafka promises and no more: appends of one log instance to one partition land in the order of the
 * calls if they land; one that failed may have landed, may not, or may still land later.
 *
 * <p>Thread: one. Outcomes and records are handed over only inside {@link #poll} and {@link LogReader#poll}.
 */
public interface CommandLog extends AutoCloseable {

    /** Told, inside {@link CommandLog#poll}, what became of an append. Exactly one of the two is called, once. */
    interface Outcome {
        /** Nobody needs to know: for records whose read-back is what counts. */
        Outcome IGNORED = (OnFailure) why -> {};

        /** It landed there; -1 where the log knows that it landed but no longer where. */
        void appended(long offset);

        /** The outcome is unknown: the record may be there, may not, or may come later. */
        void failed(String why);
    }

    /** For who reads back what it appends: a log need not wake it to say that an append landed. */
    @FunctionalInterface
    interface OnFailure extends Outcome {
        @Override
        default void appended(long offset) {}
    }

    /**
     * Hands a record over; never waits for the broker.
     *
     * @param key null if none; does not choose the partition
     * @param value not null; empty in a compacted topic to take the key away
     * @param stamps null if none
     */
    void append(String topic, int partition, String key, byte[] value, byte[] stamps, Outcome outcome);

    /** Reads from that offset on (0: from the beginning). Close it when done. */
    LogReader reader(String topic, int partition, long fromOffset);

    /**
     * The offset the next record will get, as of now. May wait for the broker: for start-up and tools.
     *
     * @throws LogUnavailable if the log does not answer in time
     */
    long endOffset(String topic, int partition);

    /** How many partitions the topic has; 0 if there is no such topic. May wait for the broker. */
    int partitions(String topic);

    /** Runs the outcomes that are due; returns how many. */
    int poll();

    /** Ends all readers; waits briefly for what was handed over. */
    @Override
    void close();

    /** The log did not answer. Trying again can help. */
    final class LogUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public LogUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
