package io.atlas.gateway.client;

import java.util.Map;

/**
 * The reports of the past, made again from the log: the same ExecIDs with the same content, in an order that keeps each
 * order's. Thread: the agent.
 */
public interface ReportHistory {
    /** For sessions without a log: everything that was ever told is in their stores. */
    ReportHistory NONE = new ReportHistory() {
        @Override
        public int partitionOf(String session) {
            return 0;
        }

        @Override
        public Reading read(Map<String, From> sessions) {
            throw new UnsupportedOperationException("There is no log to read.");
        }
    };

    /** The partition that holds a session's orders. */
    int partitionOf(String session);

    /**
     * Begins to read the log for sessions of one partition.
     *
     * @throws RuntimeException if the log does not answer; trying again can help
     */
    Reading read(Map<String, From> sessions);

    /**
     * Which reports of a session are wanted.
     *
     * @param afterCommand those caused by commands after this one; null for all
     * @param afterEvent those caused by events after this one; null for all
     * @param namedOrNull of these, what may have been told after the report with that cause
     * @param sinceNs of these, those of orders that were open at that time (epoch nanoseconds) or later; 0 for all
     */
    record From(ReportCause afterCommand, ReportCause afterEvent, ReportCause namedOrNull, long sinceNs) {
        /** All after the last that is known to have been told, by topic. */
        public static From after(ReportCause commandOrNull, ReportCause eventOrNull) {
            return new From(commandOrNull, eventOrNull, null, 0);
        }

        /** All that a client with that last report may have missed. */
        public static From afterNamed(ReportCause last) {
            return new From(null, null, last, 0);
        }

        /** All of orders that were open then or came later. */
        public static From since(long sinceNs) {
            return new From(null, null, null, sinceNs);
        }

        /** Of these, all after the last that is known to have been told, by topic. */
        public From butAfter(ReportCause commandOrNull, ReportCause eventOrNull) {
            return new From(commandOrNull, eventOrNull, namedOrNull, sinceNs);
        }
    }

    /** Takes what a {@link Reading} finds. */
    interface Told {
        void report(String session, Report report, ReportCause cause);
    }

    /** One pass over a partition's log. */
    interface Reading extends AutoCloseable {
        /**
         * Reads on, at most {@code limit} records of each topic, and hands over at most as many reports; returns how much it
         * did. Never waits.
         */
        int poll(Told told, int limit);

        /** Whether all that was in the log at the beginning has been handed over. It may be read on. */
        boolean done();

        /** Whether it has come as far as that cause. */
        boolean reached(ReportCause cause);

        /** All that it has come by in that topic, as a cause: whatever is not after it has been told. */
        ReportCause cameTo(String topic);

        /** Whether the log knows the report the session named, if it named one. */
        boolean knewNamed(String session);

        @Override
        void close();
    }
}
