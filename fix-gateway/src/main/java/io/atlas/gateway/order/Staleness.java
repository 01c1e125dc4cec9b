package io.atlas.gateway.order;

import io.atlas.gateway.client.ClientRequest.Arrival;

/**
 * Whether a possible duplicate nobody knows is too old to trade: OrigSendingTime(122) more than 30 s ago, not counting the
 * time in which we were down or the log did not answer.
 */
final class Staleness {
    private static final long LIMIT_NS = 30_000_000_000L;

    private long downSinceNs;
    private long upSinceNs;

    /** Decisions can be made (again); the last one before was at {@code lastDecisionNs}, 0 if there never was one. */
    void up(long lastDecisionNs, long nowNs) {
        downSinceNs = lastDecisionNs == 0 ? nowNs : lastDecisionNs;
        upSinceNs = nowNs;
    }

    boolean tooOld(Arrival arrival, long nowNs) {
        long sentNs = arrival.origSendingTimeNs();
        if (!arrival.possDup() || sentNs == 0) {
            return false;
        }
        long age = sentNs >= upSinceNs ? nowNs - sentNs : nowNs - upSinceNs + Math.max(0, downSinceNs - sentNs);
        return age > LIMIT_NS;
    }
}
