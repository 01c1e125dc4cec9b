package io.atlas.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves only when told to. Thread: one. */
public final class ManualClock extends Clock {
    private static final long NANOS = 1_000_000_000L;

    private long epochNs;

    /** @param epochNs where it starts, epoch nanoseconds */
    public ManualClock(long epochNs) {
        this.epochNs = epochNs;
    }

    /** Now, in epoch nanoseconds. */
    public long nowNs() {
        return epochNs;
    }

    /** Moves on; a clock never goes back. */
    public void advance(long ns) {
        if (ns < 0) {
            throw new IllegalArgumentException("ns: " + ns + " (expected: >= 0)");
        }
        epochNs += ns;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(epochNs / NANOS, epochNs % NANOS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a manual clock has one zone, UTC");
    }
}
