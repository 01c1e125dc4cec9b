package io.atlas.wire.log;

/**
 * What goes wrong in an {@link InMemoryLog}: asked for every append and every read. Everything an implementation answers
 * should follow from a seed or a script, so that a run can be repeated.
 *
 * <p>Thread: that of the log's clients; the log has one.
 */
public interface LogFaults {
    /** All goes well. */
    LogFaults NONE = new LogFaults() {};

    /** What becomes of an append that the named client is making now. */
    default Fate onAppend(String client, String topic, int partition) {
        return Fate.LANDS;
    }

    /**
     * How far the named client's readers see: records at this offset and later are held back. At most {@code endOffset},
     * which is where the partition ends.
     */
    default long visibleEnd(String client, String topic, int partition, long endOffset) {
        return endOffset;
    }

    /**
     * The fate of one append: when it lands, and what its client is told. Polls are counted from the append on and are those
     * of its client ({@link CommandLog#poll}).
     *
     * @param landsAfter 0: at once; n: in the n-th poll; {@link #NEVER}; {@link #WHEN_TOLD}: {@link InMemoryLog#landLate}
     * @param failsAfter the poll, 1 or later, in which the client is told that it failed; {@link #NEVER}: it is told that the
     *     record was appended, once it has landed
     */
    record Fate(int landsAfter, int failsAfter) {
        public static final int NEVER = -1;
        public static final int WHEN_TOLD = Integer.MAX_VALUE;

        /** It lands at once; the client hears of it in its next poll. */
        public static final Fate LANDS = new Fate(0, NEVER);
        /** It lands at once, the answer does not come back. */
        public static final Fate FAILS_THOUGH_LANDED = new Fate(0, 1);
        /** It never arrives. */
        public static final Fate FAILS_AND_IS_LOST = new Fate(NEVER, 1);
        /** The client is told that it failed; the record lands at the next {@link InMemoryLog#landLate}. */
        public static final Fate FAILS_AND_LANDS_WHEN_TOLD = new Fate(WHEN_TOLD, 1);

        public Fate {
            if (landsAfter < NEVER || failsAfter < NEVER || failsAfter == 0) {
                throw new IllegalArgumentException("landsAfter: " + landsAfter + ", failsAfter: " + failsAfter);
            }
            if (failsAfter == NEVER && (landsAfter == NEVER || landsAfter == WHEN_TOLD)) {
                throw new IllegalArgumentException("an append that does not land by itself must fail");
            }
        }

        /** It lands in that poll; later appends of the client to the partition wait behind it. */
        public static Fate landsAfter(int polls) {
            return new Fate(polls, NEVER);
        }

        /** The client is told in its next poll that it failed; it lands in a later one, out of order. */
        public static Fate failsAndLandsAfter(int polls) {
            return new Fate(polls, 1);
        }

        /** Whether it is out of line: known to have failed before it lands, so that nothing waits for it. */
        boolean late() {
            return failsAfter != NEVER && landsAfter >= failsAfter;
        }
    }
}
