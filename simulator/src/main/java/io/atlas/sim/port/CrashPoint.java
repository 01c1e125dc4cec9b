package io.atlas.sim.port;

/**
 * Kills or stops an instance in the middle of its work: every call it makes to the world outside passes here. The one that was
 * chosen to kill does not return. From the one that was chosen to stop it on, what it sends is held back until it wakes: it
 * lies in the buffers of a process that stands still.
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
    private long callsToStop = NEVER;
    private boolean stopped;
    private boolean dead;

    /** The instance dies at that many calls from now. */
    public void arm(int calls) {
        callsLeft = Math.min(callsLeft, calls);
    }

    /** The instance stops at that many calls from now. */
    public void stop(int calls) {
        callsToStop = Math.min(callsToStop, calls);
    }

    /** It lives on after all. */
    public void disarm() {
        callsLeft = NEVER;
        callsToStop = NEVER;
    }

    /** Dead now, whatever it was doing. */
    public void kill() {
        dead = true;
    }

    public boolean dead() {
        return dead;
    }

    /** Whether it has stopped. Whoever steps it lets it rest, then {@link #wake}s it. */
    public boolean stopped() {
        return stopped;
    }

    public void wake() {
        stopped = false;
        callsToStop = NEVER;
    }

    void pass() {
        if (!dead && callsLeft != NEVER && --callsLeft < 0) {
            dead = true;
        }
        if (dead) {
            throw new Killed();
        }
        if (callsToStop != NEVER && --callsToStop < 0) {
            stopped = true;
        }
    }
}
