package io.atlas.sim.port;

import io.atlas.testkit.ManualClock;

/** The clock of one machine, which may be set: it differs from the world's by an offset that can jump both ways. */
public final class MachineClock {
    private final ManualClock world;
    private long offsetNs;

    public MachineClock(ManualClock world) {
        this.world = world;
    }

    /** What the machine takes for now, epoch nanoseconds; may be less than last time. */
    public long nowNs() {
        return world.nowNs() + offsetNs;
    }

    /** Somebody sets it. */
    public void jump(long ns) {
        offsetNs += ns;
    }
}
