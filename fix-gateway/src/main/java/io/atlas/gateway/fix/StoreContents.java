package io.atlas.gateway.fix;

import io.atlas.gateway.client.ReportCause;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a store's messages say beside their bytes: which causes were told, which received messages refused. */
final class StoreContents implements OutboundFile.Contents {
    private final Map<String, ReportCause> sentUpTo = new HashMap<>();
    private final TreeSet<Integer> refused = new TreeSet<>();
    private ReportCause lastCause;
    private int lastRefused;
    private int watermark;

    @Override
    public void record(int msgSeqNum, int refusedSeq, ReportCause causeOrNull, int decidedUpTo) {
        if (causeOrNull != null && causeOrNull.after(sentUpTo.get(causeOrNull.topic()))) {
            sentUpTo.put(causeOrNull.topic(), causeOrNull);
            lastCause = causeOrNull.ofReport() ? causeOrNull : lastCause;
        }
        if (refusedSeq > decidedUpTo) {
            refused.add(refusedSeq);
        }
        lastRefused = Math.max(lastRefused, refusedSeq);
        watermark = Math.max(watermark, decidedUpTo);
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
