package io.atlas.launcher.replay;

/** Says what an invariant demands and counts how often it was looked at. Ends the fold that finds it broken. */
final class Check {
    /** An invariant does not hold. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String what) {
            super(what, null, false, false);
        }
    }

    /** One more than the greatest number of an invariant. */
    static final int NUMBERS = 14;

    private final long[] done = new long[NUMBERS];

    /**
     * Counts a look; one that does not hold ends it.
     *
     * @param invariant its number: 4 for I4
     */
    void that(int invariant, boolean holds, String format, Object... args) {
        done[invariant]++;
        if (!holds) {
            throw new Broken("I" + invariant + ": " + String.format(format, args));
        }
    }

    /** Adds what has been looked at to {@code sums}, by number. */
    void addTo(long[] sums) {
        for (int i = 0; i < done.length; i++) {
            sums[i] += done[i];
        }
    }
}
