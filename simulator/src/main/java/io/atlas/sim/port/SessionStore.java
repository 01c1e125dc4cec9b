package io.atlas.sim.port;

import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.Report.BusinessReject;
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
 * the numbers refused without a record, and what was sent, with its causes. A crash may also damage it, and then it heals as
 * the real one does: numbers that were given once are not given again, and what was told under them comes anew.
 */
public final class SessionStore {
    /**
     * A report under its outbound MsgSeqNum.
     *
     * @param report null where a report was and is lost: a gap fill
     * @param again the client may have it: with PossResend(97), or told by an agent that cannot know
     */
    public record Stored(long seqNum, Report report, ReportCause causeOrNull, boolean again) {}

    private enum Note {
        /** The client has all up to that cause, wherever it was told. */
        TOLD_UP_TO,
        /** A replay is wanted: the client has nothing after that report, or nothing at all. */
        WANTED,
        /** What is told from here on counts as told. */
        BEGINS,
        ENDED
    }

    /** What was noted between that message and the next. */
    private record Mark(long afterSeqNum, Note note, ReportCause causeOrNull) {}

    private final String session;
    private final SortedSet<Long> refused = new TreeSet<>();
    private final List<Stored> sent = new ArrayList<>();
    private final Map<String, ReportCause> sentUpTo = new TreeMap<>();
    /** What earlier numberings have told. */
    private final Map<String, ReportCause> sentBefore = new TreeMap<>();
    /** Up to where the client may have been told what the store has lost, while the agent tells it. */
    private final Map<String, ReportCause> toldOnce = new TreeMap<>();

    private final List<Mark> marks = new ArrayList<>();
    private ReportCause lastCause;
    private ReportCause lastCauseBefore;
    private long watermark;
    private long lastRefused;
    private long refusedBlindly;
    private boolean lost;
    private boolean replayWanted;
    /** A replay has not ended; it may not have begun either. */
    private boolean replaying;

    private boolean awaited;
    private ReportCause named;

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

    /** Whether that message was refused before a crash. After damage all up to the last one refused count as such. */
    boolean refused(long seqNum) {
        return seqNum <= refusedBlindly || refused.contains(seqNum);
    }

    Stored store(Report report, ReportCause causeOrNull, boolean again) {
        Stored stored = new Stored(sent.size() + 1, report, causeOrNull, again || toldOnce(causeOrNull));
        sent.add(stored);
        count(stored);
        if (report instanceof BusinessReject refusal) {
            lastRefused = Math.max(lastRefused, refusal.refSeqNum());
        }
        return stored;
    }

    private void count(Stored stored) {
        ReportCause cause = stored.causeOrNull();
        // What is told before a replay begins it tells again in its place.
        if (cause != null && !awaited && cause.after(sentUpTo.get(cause.topic()))) {
            sentUpTo.put(cause.topic(), cause);
            lastCause = cause;
        }
        if (stored.report() instanceof BusinessReject refusal) {
            refused.add(refusal.refSeqNum());
        }
    }

    private boolean toldOnce(ReportCause causeOrNull) {
        ReportCause last = causeOrNull == null ? null : toldOnce.get(causeOrNull.topic());
        return last != null && !causeOrNull.after(last);
    }

    /** Everything sent under this numbering, in order: MsgSeqNum 1 first. */
    public List<Stored> sent() {
        return Collections.unmodifiableList(sent);
    }

    ReportCause sentUpTo(String topic) {
        return sentUpTo.get(topic);
    }

    ReportCause lastCause() {
        return lastCause;
    }

    /** The client has all that is not after that cause, wherever it was told. */
    void toldUpTo(ReportCause cause) {
        if (cause.after(sentUpTo.get(cause.topic()))) {
            note(Note.TOLD_UP_TO, cause);
        }
    }

    /** Whether the past has to be told from the log before anything new. */
    boolean replayWanted() {
        return replayWanted;
    }

    /** It has, also after a crash; {@code namedOrNull}: the last report the client has. */
    void wantReplay(ReportCause namedOrNull) {
        replayWanted = true;
        note(Note.WANTED, namedOrNull);
    }

    /** The replay begins, or goes on. */
    void replayGoesOn() {
        if (awaited) {
            note(Note.BEGINS, null);
        }
    }

    /** All of the past has been told. */
    void replayed() {
        replayWanted = false;
        note(Note.ENDED, null);
    }

    /** Whether a replay has not ended; if not, only what was lost of the store may be wanted. */
    boolean replaying() {
        return replaying;
    }

    /** The report after which that replay starts; null: it tells all recent ones. */
    ReportCause namedOrNull() {
        return named;
    }

    private void note(Note note, ReportCause causeOrNull) {
        Mark mark = new Mark(sent.size(), note, causeOrNull);
        marks.add(mark);
        count(mark);
    }

    private void count(Mark mark) {
        ReportCause cause = mark.causeOrNull();
        switch (mark.note()) {
            case TOLD_UP_TO -> sentUpTo.merge(cause.topic(), cause, SessionStore::later);
            case WANTED -> {
                replaying = true;
                awaited = true;
                named = cause;
                sentUpTo.clear();
                lastCause = cause;
            }
            case BEGINS -> awaited = false;
            case ENDED -> {
                awaited = false;
                replaying = false;
            }
        }
    }

    private static ReportCause later(ReportCause one, ReportCause other) {
        return one.after(other) ? one : other;
    }

    /** Whether the numbering is lost: the next Logon starts a new one. */
    boolean lost() {
        return lost;
    }

    /** Numbers start anew at 1, on both sides. What was told before may never have arrived if it is wanted again. */
    void startAnew() {
        sentBefore.clear();
        lastCauseBefore = null;
        if (!replayWanted) {
            sentBefore.putAll(sentUpTo);
            lastCauseBefore = lastCause;
        }
        ReportCause stillNamed = replaying ? named : null;
        forgetNumbers();
        if (replayWanted) {
            note(Note.WANTED, stillNamed);
        }
        lost = false;
    }

    private void forgetNumbers() {
        sent.clear();
        marks.clear();
        watermark = 0;
        lastRefused = 0;
        refusedBlindly = 0;
        recount();
    }

    private void recount() {
        refused.clear();
        sentUpTo.clear();
        sentUpTo.putAll(sentBefore);
        lastCause = lastCauseBefore;
        replaying = false;
        awaited = false;
        int noted = 0;
        for (int i = 0; i <= sent.size(); i++) {
            while (noted < marks.size() && marks.get(noted).afterSeqNum() == i) {
                count(marks.get(noted++));
            }
            if (i < sent.size()) {
                count(sent.get(i));
            }
        }
    }

    /**
     * The last messages are gone, as from a file cut short. Their numbers are known, and stay theirs.
     *
     * @param sessionsTell whether the sessions tell the log's reports again; otherwise that is left to the agent, as where
     *     sessions have no log to read
     */
    public void loseTail(int messages, boolean sessionsTell) {
        if (sessionsTell) {
            replayWanted = true;
        } else {
            sentUpTo.forEach((topic, cause) -> toldOnce.merge(topic, cause, SessionStore::later));
        }
        int kept = sent.size() - messages;
        for (int i = kept; i < sent.size(); i++) {
            sent.set(i, new Stored(i + 1, null, null, false));
        }
        marks.removeIf(mark -> mark.afterSeqNum() > kept);
        refusedBlindly = lastRefused;
        recount();
        if (!replayWanted && replaying) {
            // Nobody tells it: it had ended, and only that was lost.
            replayed();
        }
    }

    /** All of it is gone. */
    public void loseAll() {
        sentBefore.clear();
        toldOnce.clear();
        lastCauseBefore = null;
        forgetNumbers();
        lost = true;
        wantReplay(null);
    }
}
