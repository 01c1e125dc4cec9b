package io.atlas.gateway.fix;

import io.atlas.gateway.client.ReportCause;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.quickfixj.CharsetSupport;
import quickfix.MessageStore;

/**
 * The message store of one session, which a killed process finds again as it left it. Outbound: every message with the cause
 * handed over by the sender, so that after a crash no report is missed and none is sent twice. Inbound: QuickFIX/J counts in
 * memory; only the watermark of {@link InboundNumbers} is durable, so that after a crash the session asks for what has no
 * decision yet. A message answered by 35=j or 35=3 is remembered in the very record that holds the answer.
 *
 * <p>Files in the session's folder: {@code gN.out} ({@link OutboundFile}) and {@code gN.head} ({@link StoreHead}), N counting
 * the resets. A reset (141=Y) starts a new pair, into which the causes already told are carried over; old ones stay.
 *
 * <p>Nothing is flushed to disk: it survives the process, not a power cut. Thread safe: QuickFIX/J's threads and the agent
 * call it.
 */
final class DurableStore implements MessageStore, Closeable {
    private static final byte[] NOTHING = {};

    private final Path folder;
    private final Clock clock;
    private final Map<String, ReportCause> sentUpTo = new HashMap<>();
    private final TreeSet<Integer> refused = new TreeSet<>();
    private int generation;
    private StoreHead head;
    private OutboundFile outbound;
    private InboundNumbers inbound;
    private ReportCause stagedCause;
    private int stagedRefusal;
    private Runnable stagedStored;

    /** @param clock tells when a numbering begins */
    DurableStore(Path folder, Clock clock) throws IOException {
        this.folder = folder;
        this.clock = clock;
        stageNothing();
        Files.createDirectories(folder);
        generation = lastGeneration();
        if (generation == 0) {
            begin(1);
            return;
        }
        head = StoreHead.open(headPath(generation));
        outbound = new OutboundFile(outPath(generation), this::found);
        refused.headSet(head.watermark(), true).clear();
        inbound = new InboundNumbers(head.watermark() + 1);
    }

    private int lastGeneration() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("g\\d+\\.head"))
                    .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf('.'))))
                    .max()
                    .orElse(0);
        }
    }

    private void found(int msgSeqNum, int refusedSeq, ReportCause causeOrNull) {
        if (causeOrNull != null) {
            sentUpTo.put(causeOrNull.topic(), causeOrNull);
        }
        if (refusedSeq > 0) {
            refused.add(refusedSeq);
        }
    }

    /** The new numbering counts from when its head is there; an outbound file without a head is what a crash left. */
    private void begin(int number) throws IOException {
        Files.deleteIfExists(outPath(number));
        OutboundFile fresh = new OutboundFile(outPath(number), (seq, refusedSeq, cause) -> {});
        for (ReportCause cause : sentUpTo.values()) {
            fresh.append(0, 0, cause, NOTHING);
        }
        head = StoreHead.create(headPath(number), clock.millis());
        if (outbound != null) {
            outbound.close();
        }
        outbound = fresh;
        generation = number;
        refused.clear();
        if (inbound == null) {
            inbound = new InboundNumbers(1);
        } else {
            inbound.reset();
        }
    }

    private Path headPath(int number) {
        return folder.resolve("g" + number + ".head");
    }

    private Path outPath(int number) {
        return folder.resolve("g" + number + ".out");
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
        return !refused.isEmpty() && refused.contains(msgSeqNum);
    }

    synchronized ReportCause sentUpTo(String topic) {
        return sentUpTo.get(topic);
    }

    /** The highest MsgSeqNum(34) received up to which all are decided. */
    synchronized int watermark() {
        return head.watermark();
    }

    private void keepWatermark() {
        int watermark = inbound.watermark();
        if (watermark != head.watermark()) {
            head.watermark(watermark);
            if (!refused.isEmpty()) {
                refused.headSet(watermark, true).clear();
            }
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
        outbound.append(sequence, stagedRefusal, stagedCause, bytes);
        if (stagedCause != null) {
            sentUpTo.put(stagedCause.topic(), stagedCause);
        }
        if (stagedRefusal > inbound.watermark()) {
            refused.add(stagedRefusal);
        }
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
        begin(generation + 1);
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
