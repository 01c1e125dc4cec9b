package io.atlas.wire.aeron;

import java.util.concurrent.atomic.AtomicLong;

/** What an end of a stream dropped, since it was built. Written by its agent thread, read by any. */
public final class FrameCounts {
    private final AtomicLong foreign = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong unsent = new AtomicLong();

    FrameCounts() {}

    /** Received frames of another world. */
    public long foreign() {
        return foreign.get();
    }

    /** Received frames of another schema, version or message than this end understands. */
    public long unknown() {
        return unknown.get();
    }

    /** Received frames whose bytes are not what their header says. */
    public long malformed() {
        return malformed.get();
    }

    /** Market updates that were not sent: nobody listened, listeners were too slow, or the update was too large. */
    public long unsent() {
        return unsent.get();
    }

    void countForeign() {
        foreign.incrementAndGet();
    }

    void countUnknown() {
        unknown.incrementAndGet();
    }

    void countMalformed() {
        malformed.incrementAndGet();
    }

    void countUnsent() {
        unsent.incrementAndGet();
    }
}
