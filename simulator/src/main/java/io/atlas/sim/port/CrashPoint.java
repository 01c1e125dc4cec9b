package io.atlas.sim.port;

/**
 * Kills an instance in the middle of its work: every call it makes to the world outside passes here, and the one that was
 * chosen does not return.
 */
public final class CrashPoint {
    /** Ends the step; an Error, so that no service takes it for a failure it could handle. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private static final long NEVER = Long.MAX_VALUE;

    private long callsLeft = NEVER;
    private boolean dead;

    /** The instance dies at that many calls from now. */
    public void arm(int calls) {
        callsLeft = Math.min(callsLeft, calls);
    }

    /** It lives on after all. */
    public void disarm() {
        callsLeft = NEVER;
    }

    /** Dead now, whatever it was doing. */
    public void kill() {
        dead = true;
    }

    public boolean dead() {
        return dead;
    }

    void pass() {
        if (!dead && callsLeft != NEVER && --callsLeft < 0) {
            dead = true;
        }
        if (dead) {
            throw new Killed();
        }
    }
}
