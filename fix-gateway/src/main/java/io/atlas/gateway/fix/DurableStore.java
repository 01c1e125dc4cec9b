package io.atlas.gateway.fix;

import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.fix.OutboundFile.Replay;
import io.atlas.gateway.fix.StoreContents.Replaying;
import io.atlas.gateway.fix.StoreHead.Agreed;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.TimeZone;
import org.quickfixj.CharsetSupport;
import quickfix.MessageStore;

/**
 * The message store of one session, which a killed process finds again as it left it. Outbound: every message with the cause
 * handed over by the sender, so that after a crash no report is missed and none is sent twice. Inbound: QuickFIX/J counts in
 * memory; only the watermark of {@link InboundNumbers} is durable, so that after a crash the session asks for what has no
 * decision yet. A message answered by 35=j or 35=3 is remembered in the very record that holds the answer.
 *
 * <p>Where that lies, and what becomes of it when it is damaged: {@link StoreFiles}. If the numbering had to be given up:
 * {@link #mustReset}; whatever was lost is to be told again from the log: {@link #replayWanted}.
 *
 * <p>Nothing is flushed to disk: it survives the process, not a power cut. Thread safe: QuickFIX/J's threads and the agent
 * call it.
 */
final class DurableStore implements MessageStore, Closeable {
    private static final byte[] NOTHING = {};

    private final StoreFiles files;
    private StoreContents contents;
    private StoreHead head;
    private OutboundFile outbound;
    private InboundNumbers inbound;
    private ReportCause stagedCause;
    private int stagedRefusal;
    private Runnable stagedStored;

    /** @param clock tells when a numbering begins */
    DurableStore(String session, Path folder, Clock clock) throws IOException {
        files = new StoreFiles(session, folder, clock);
        stageNothing();
        use(files.open());
        inbound = new InboundNumbers(head.watermark() + 1);
    }

    private void use(StoreFiles.Pair pair) {
        contents = pair.contents();
        head = pair.head();
        outbound = pair.outbound();
    }

    /**
     * Whether a Logon must be answered by a reset, because it counts on a numbering that this store does not have.
     *
     * @param nextExpected NextExpectedMsgSeqNum(789), or -1
     */
    synchronized boolean mustReset(int msgSeqNum, int nextExpected) {
        return head.agreed() == Agreed.LOST
                || head.agreed() == Agreed.NOT_YET && (msgSeqNum > 1 || nextExpected > outbound.lastSeq() + 1);
    }

    /** The client has logged on: from here on both count alike. */
    synchronized void agreed() {
        head.agreed(Agreed.YES);
    }

    /** Whether reports of the past have to be made again from the log before new ones may be told. */
    synchronized boolean replayWanted() {
        return head.replay();
    }

    /**
     * They have, also if this process ends before: whatever was told, the client has nothing after that report.
     *
     * @param namedOrNull its cause; null if it has nothing, as far as we know
     */
    synchronized void wantReplay(ReportCause namedOrNull) {
        head.replay(true);
        note(Replay.WANTED, namedOrNull);
    }

    /** The replay goes on, or begins: from here on what is told with its cause is not to be told again. */
    synchronized void replayGoesOn() {
        if (contents.awaitsReplay()) {
            note(Replay.BEGINS, null);
        }
    }

    /** All of the past has been told. */
    synchronized void replayed() {
        if (contents.replayingOrNull() != null) {
            note(Replay.ENDED, null);
        }
        head.replay(false);
    }

    private void note(Replay what, ReportCause namedOrNull) {
        try {
            outbound.appendReplay(what, namedOrNull, head.watermark());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        contents.replay(what, namedOrNull);
    }

    /** The replay that has not ended; null if none was wanted, or if only what was lost of the store is to be told again. */
    synchronized Replaying replayingOrNull() {
        return contents.replayingOrNull();
    }

    /** The client has all that is not after that cause, wherever it was told. */
    synchronized void toldUpTo(ReportCause cause) {
        if (!cause.after(contents.sentUpTo(cause.topic()))) {
            return;
        }
        try {
            outbound.append(0, 0, cause, head.watermark(), NOTHING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        contents.record(0, 0, cause, head.watermark());
    }

    /** Whether any client has logged on to this numbering or an earlier one. */
    synchronized boolean untouched() {
        return head.agreed() != Agreed.YES;
    }

    /** The cause stored last, of whatever topic; null if none. */
    synchronized ReportCause lastCause() {
        return contents.lastCause();
    }

    /** Which of its numberings the session uses. */
    synchronized int numbering() {
        return files.generation();
    }

    // What the adapter tells

    /**
     * What belongs to the message about to be stored. QuickFIX/J's callback before each message, under the session's lock on
     * outbound numbers, so that no other thread's message takes it.
     *
     * @param refusedSeq MsgSeqNum(34) of the message that it refuses (35=3, 35=j), or 0
     * @param onStored run when it is stored
     */
    synchronized void stage(ReportCause causeOrNull, int refusedSeq, Runnable onStored) {
        stagedCause = causeOrNull;
        stagedRefusal = refusedSeq;
        stagedStored = onStored;
    }

    /** Nothing belongs to the message about to be stored. */
    void stageNothing() {
        stage(null, 0, () -> {});
    }

    /** A received message goes to the agent now. */
    synchronized void pending(int msgSeqNum) {
        inbound.pending(msgSeqNum);
    }

    synchronized void decided(int msgSeqNum) {
        inbound.decided(msgSeqNum);
        keepWatermark();
    }

    /** Whether that message was refused before a crash, and now may come again only because the client was asked for it. */
    synchronized boolean refused(int msgSeqNum) {
        return msgSeqNum <= head.refusedBlindly() || contents.refused(msgSeqNum);
    }

    synchronized ReportCause sentUpTo(String topic) {
        return contents.sentUpTo(topic);
    }

    /** The highest MsgSeqNum(34) received up to which all are decided. */
    synchronized int watermark() {
        return head.watermark();
    }

    private void keepWatermark() {
        int watermark = inbound.watermark();
        if (watermark != head.watermark()) {
            head.watermark(watermark);
            contents.decidedUpTo(watermark);
        }
    }

    // MessageStore

    /** Stores the message and counts it in one step, so that a reset in between cannot part the two. */
    @Override
    public synchronized boolean set(int sequence, String message) throws IOException {
        if (sequence != outbound.lastSeq() + 1) {
            throw new IOException("MsgSeqNum: " + sequence + " (expected: " + (outbound.lastSeq() + 1) + ")");
        }
        byte[] bytes = isAdmin(message) ? NOTHING : message.getBytes(CharsetSupport.getCharsetInstance());
        outbound.append(sequence, stagedRefusal, stagedCause, head.watermark(), bytes);
        contents.record(sequence, stagedRefusal, stagedCause, inbound.watermark());
        head.sent(sequence, contents.lastRefused());
        stagedStored.run();
        stageNothing();
        return true;
    }

    private static boolean isAdmin(String message) {
        int type = message.indexOf("\00135=") + 4;
        return message.charAt(type + 1) == '\001' && "012345A".indexOf(message.charAt(type)) >= 0;
    }

    @Override
    public void get(int startSequence, int endSequence, Collection<String> messages) throws IOException {
        OutboundFile file;
        int first = Math.max(startSequence, 1);
        int last;
        long mark;
        synchronized (this) {
            file = outbound;
            last = Math.min(endSequence, file.lastSeq());
            if (first > last) {
                return;
            }
            mark = file.markOf(first);
        }
        // Not under the lock: a long resend must not hold up the agent's reports.
        file.read(first, last, mark, messages);
    }

    @Override
    public synchronized int getNextSenderMsgSeqNum() {
        return outbound.lastSeq() + 1;
    }

    @Override
    public synchronized int getNextTargetMsgSeqNum() {
        return inbound.next();
    }

    @Override
    public void setNextSenderMsgSeqNum(int next) throws IOException {
        throw new IOException("Outbound numbers follow from what is stored; they cannot be set.");
    }

    @Override
    public synchronized void setNextTargetMsgSeqNum(int next) {
        inbound.expect(next);
        keepWatermark();
    }

    /** Nothing to do: {@link #set} has counted. */
    @Override
    public void incrNextSenderMsgSeqNum() {}

    @Override
    public synchronized void incrNextTargetMsgSeqNum() {
        inbound.expect(inbound.next() + 1);
        keepWatermark();
    }

    @Override
    public synchronized Date getCreationTime() {
        return new Date(head.createdMs());
    }

    @Override
    public Calendar getCreationTimeCalendar() {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
        calendar.setTime(getCreationTime());
        return calendar;
    }

    @Override
    public synchronized void reset() throws IOException {
        if (outbound.lastSeq() == 0 && inbound.next() == 1) {
            return;
        }
        outbound.close();
        use(files.begin(head.agreed(), head.replay(), contents));
        inbound.reset();
    }

    @Override
    public void refresh() {}

    @Override
    public synchronized void close() {
        try {
            outbound.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
