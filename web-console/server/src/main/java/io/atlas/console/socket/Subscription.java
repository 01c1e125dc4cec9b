package io.atlas.console.socket;

import io.atlas.console.channel.Channels;
import io.atlas.console.channel.JsonText;
import io.atlas.console.channel.Stream;

/** A page's cursor in a stream. */
final class Subscription {
    /** A step of the schedule: every rate is a whole number of them, so pages of all rates look at a stream together. */
    static final long STEP_NS = 50_000_000L;

    private static final int STEPS_PER_SECOND = 20;

    private final Channels.Held held;
    private final String snapHead;
    private final String deltaHead;
    private final String quotedId;
    private long sent;
    private long turn = -1;

    Subscription(String id, Channels.Held held) {
        this.held = held;
        this.quotedId = new JsonText().value(id).toString();
        this.snapHead = "{\"t\":\"snap\",\"id\":" + quotedId;
        this.deltaHead = "{\"t\":\"delta\",\"id\":" + quotedId;
    }

    Channels.Held held() {
        return held;
    }

    String quotedId() {
        return quotedId;
    }

    /** The seq the page has been sent. */
    long sent() {
        return sent;
    }

    boolean event() {
        return held.stream().hz() == 0;
    }

    /** Whether a new turn of this channel at the page's rate has begun. */
    boolean turn(long step, int hz) {
        long now = step / (STEPS_PER_SECOND / Math.min(hz, held.stream().hz()));
        if (now == turn) {
            return false;
        }
        turn = now;
        return true;
    }

    /** The whole state as a frame. */
    String snapshot(long nowNs) {
        Stream stream = held.stream();
        stream.refresh(nowNs);
        String frame = snapHead + stream.snapshot();
        sent = stream.seq();
        return frame;
    }

    /** The page holds that much already, from before it lost its connection; false if what follows is not known any more. */
    boolean resume(long heldSeq, long nowNs) {
        held.stream().refresh(nowNs);
        if (!event() || held.stream().deltaOrNull(heldSeq) == null) {
            return false;
        }
        sent = heldSeq;
        return true;
    }

    /** Says that the page holds everything, by a delta that changes nothing. */
    String nothingMissing() {
        return deltaHead + held.stream().deltaOrNull(sent);
    }

    boolean behind() {
        return sent < held.stream().seq();
    }

    /** The next frame of an event channel; null if it is gone. */
    String nextEventOrNull() {
        String delta = held.stream().deltaOrNull(sent);
        if (delta == null) {
            return null;
        }
        sent++;
        return deltaHead + delta;
    }

    /** All that has changed since the last frame of a state channel; null if nothing has. */
    String changesOrNull(long nowNs) {
        Stream stream = held.stream();
        stream.refresh(nowNs);
        if (!behind()) {
            return null;
        }
        String delta = stream.deltaOrNull(sent);
        if (delta == null) {
            return snapshot(nowNs);
        }
        sent = stream.seq();
        return deltaHead + delta;
    }
}
