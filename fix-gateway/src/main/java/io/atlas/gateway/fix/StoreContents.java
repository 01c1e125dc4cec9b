package io.atlas.gateway.fix;

import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.fix.OutboundFile.Replay;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a store's messages say beside their bytes: which causes were told, which received messages refused. */
final class StoreContents implements OutboundFile.Contents {
    /**
     * A replay that is not over.
     *
     * @param namedOrNull cause of the report after which it starts; null: it tells all recent ones
     */
    record Replaying(ReportCause namedOrNull) {}

    private final Map<String, ReportCause> sentUpTo = new HashMap<>();
    private final TreeSet<Integer> refused = new TreeSet<>();
    /** The replay that has not ended, and whether it has begun. */
    private Replaying replayingOrNull;

    private boolean awaited;
    private ReportCause lastCause;
    private int lastRefused;
    private int watermark;

    @Override
    public void record(int msgSeqNum, int refusedSeq, ReportCause causeOrNull, int decidedUpTo) {
        // What is told before the replay begins it tells again in its place: nothing may be skipped for it.
        if (causeOrNull != null && !awaited && causeOrNull.after(sentUpTo.get(causeOrNull.topic()))) {
            sentUpTo.put(causeOrNull.topic(), causeOrNull);
            lastCause = causeOrNull.ofReport() ? causeOrNull : lastCause;
        }
        if (refusedSeq > decidedUpTo) {
            refused.add(refusedSeq);
        }
        lastRefused = Math.max(lastRefused, refusedSeq);
        watermark = Math.max(watermark, decidedUpTo);
    }

    @Override
    public void replay(Replay what, ReportCause namedOrNull) {
        awaited = what == Replay.WANTED;
        if (what == Replay.WANTED) {
            replayingOrNull = new Replaying(namedOrNull);
            sentUpTo.clear();
            lastCause = namedOrNull;
        } else if (what == Replay.ENDED) {
            replayingOrNull = null;
        }
    }

    /** The replay that was wanted and has not ended; null if there is none. */
    Replaying replayingOrNull() {
        return replayingOrNull;
    }

    /** Whether it has not begun. */
    boolean awaitsReplay() {
        return awaited;
    }

    /** The same causes under a new numbering, nothing else. */
    StoreContents causesOnly() {
        StoreContents causes = new StoreContents();
        causes.sentUpTo.putAll(sentUpTo);
        causes.lastCause = lastCause;
        return causes;
    }

    Collection<ReportCause> causes() {
        return List.copyOf(sentUpTo.values());
    }

    ReportCause sentUpTo(String topic) {
        return sentUpTo.get(topic);
    }

    /** The cause stored last, of whatever topic. */
    ReportCause lastCause() {
        return lastCause;
    }

    boolean refused(int msgSeqNum) {
        return !refused.isEmpty() && refused.contains(msgSeqNum);
    }

    /** Refusals up to there need not be remembered. */
    void decidedUpTo(int msgSeqNum) {
        if (!refused.isEmpty()) {
            refused.headSet(msgSeqNum, true).clear();
        }
    }

    /** MsgSeqNum(34) of the last message refused, 0 if none was. */
    int lastRefused() {
        return lastRefused;
    }

    /** The inbound watermark as it was when the last message was stored. */
    int watermark() {
        return watermark;
    }
}
