package io.atlas.gateway.fix;

/**
 * How many messages may be resent now: at most 2,000 per second, and while live messages wait for the socket at most one for
 * four of them, which is 20 % of the output. Not safe for threads.
 */
final class ResendPace {
    private static final long PER_SECOND = 2_000;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    /** What a late step may catch up. */
    private static final long MOST_AT_ONCE = 50;

    private static final long LIVE_FOR_ONE = 4;

    private long sinceNs;
    private boolean waiting;
    private long liveAtStart;
    private long resentSinceStart;

    ResendPace(long nowNs) {
        sinceNs = nowNs;
    }

    /**
     * Takes what may be sent now.
     *
     * @param liveWaits whether live messages wait for the socket
     * @param liveSent live messages of the session so far
     */
    long take(long nowNs, boolean liveWaits, long liveSent) {
        sinceNs = Math.max(sinceNs, nowNs - MOST_AT_ONCE * NS_PER_SECOND / PER_SECOND);
        long allowed = (nowNs - sinceNs) * PER_SECOND / NS_PER_SECOND;
        if (liveWaits != waiting) {
            waiting = liveWaits;
            liveAtStart = liveSent;
            resentSinceStart = 0;
        }
        if (waiting) {
            allowed = Math.min(allowed, (liveSent - liveAtStart) / LIVE_FOR_ONE - resentSinceStart);
            resentSinceStart += Math.max(0, allowed);
        }
        sinceNs += Math.max(0, allowed) * NS_PER_SECOND / PER_SECOND;
        return Math.max(0, allowed);
    }
}
