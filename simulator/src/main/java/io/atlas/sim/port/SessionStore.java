package io.atlas.sim.port;

import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the store of one FIX session keeps over a crash of the gateway: the inbound watermark (all up to there are decided),
 * the numbers refused without a record, and what was sent, with its causes.
 */
public final class SessionStore {
    /** A report under its outbound MsgSeqNum. */
    public record Stored(long seqNum, Report report, ReportCause causeOrNull) {}

    private final String session;
    private final SortedSet<Long> refused = new TreeSet<>();
    private final List<Stored> sent = new ArrayList<>();
    private final Map<String, ReportCause> sentUpTo = new TreeMap<>();
    private long watermark;

    public SessionStore(String session) {
        this.session = session;
    }

    public String session() {
        return session;
    }

    /** All inbound messages up to this MsgSeqNum are decided. */
    public long watermark() {
        return watermark;
    }

    void watermark(long decidedUpTo) {
        watermark = decidedUpTo;
    }

    boolean refused(long seqNum) {
        return refused.contains(seqNum);
    }

    void refuse(long seqNum) {
        refused.add(seqNum);
    }

    Stored store(Report report, ReportCause causeOrNull) {
        Stored stored = new Stored(sent.size() + 1, report, causeOrNull);
        sent.add(stored);
        if (causeOrNull != null) {
            sentUpTo.put(causeOrNull.topic(), causeOrNull);
        }
        return stored;
    }

    /** Everything sent, in order: MsgSeqNum 1 first. */
    public List<Stored> sent() {
        return Collections.unmodifiableList(sent);
    }

    ReportCause sentUpTo(String topic) {
        return sentUpTo.get(topic);
    }
}
