package io.atlas.gateway.fix;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The ranges one client has asked for and not got yet. An equal request within ten seconds, while its range is being served,
 * is ignored; the third is a storm. Not safe for threads.
 */
final class ResendRequests {
    /** What becomes of a request. */
    enum Verdict {
        SERVE,
        IGNORE,
        STORM
    }

    /**
     * A request.
     *
     * @param end EndSeqNo(16), 0 for all
     */
    record Range(int begin, int end) {}

    private static final long WINDOW_NS = 10_000_000_000L;
    private static final int MOST_EQUAL = 2;
    private static final int MOST_WAITING = 16;

    private static final class Asked {
        private final Range range;
        private final long firstNs;
        private int times = 1;

        Asked(Range range, long firstNs) {
            this.range = range;
            this.firstNs = firstNs;
        }
    }

    private final Deque<Asked> waiting = new ArrayDeque<>();

    Verdict ask(Range range, long nowNs) {
        for (Asked asked : waiting) {
            if (asked.range.equals(range) && nowNs - asked.firstNs < WINDOW_NS) {
                asked.times++;
                return asked.times > MOST_EQUAL ? Verdict.STORM : Verdict.IGNORE;
            }
        }
        if (waiting.size() >= MOST_WAITING) {
            return Verdict.STORM;
        }
        waiting.addLast(new Asked(range, nowNs));
        return Verdict.SERVE;
    }

    /** The range to be served, or null. */
    Range currentOrNull() {
        return waiting.isEmpty() ? null : waiting.peekFirst().range;
    }

    /** The current range has been served. */
    void served() {
        waiting.removeFirst();
    }
}
