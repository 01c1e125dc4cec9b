package io.atlas.wire.log;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.EpochStart;
import io.atlas.domain.LogPosition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;

/**
 * One owner's hold on one partition: propose, read back, apply. It claims the partition with an EPOCH_START, hands over the
 * whole history in order, then confirms each proposal when it is read back. After the first failed send nothing more is
 * sent until a new EPOCH_START has been read back; what had been proposed and was not read by then is lost for good,
 * because whatever of it still lands belongs to a past epoch. Reading another owner's valid EPOCH_START ends the hold.
 *
 * <p>Thread: the service's agent, which polls the log too. The listener is called inside {@link #doWork}, {@link
 * Listener#onBroken} inside the log's {@link CommandLog#poll}; it must not close this.
 *
 * @param <T> the body type of the topic's records; EpochStart is one of them
 */
public final class OwnedPartition<T> implements AutoCloseable {
    private static final int READ_LIMIT = 512;
    private static final long CLAIM_RETRY_NS = 250_000_000L;

    /** Where the hold stands. */
    public enum Phase {
        /** An EPOCH_START is on its way, or will be tried again; nothing else may be sent. */
        CLAIMING,
        /** Proposals are welcome. */
        OWNED,
        /** Another owner's epoch is valid; this hold is over for good. */
        LEFT
    }

    /** The owner. */
    public interface Listener<T> {
        /**
         * A valid record was read that is not one of our open proposals: history, or an EPOCH_START.
         */
        void onHistory(Entry<T> entry);

        /** A proposal of ours was read back. {@code entry.body()} is the proposed object. */
        void onConfirmed(Entry<T> entry);

        /**
         * Our EPOCH_START was read back: everything before it has been handed over, and the listed proposals are not in the
         * log and never will be.
         */
        void onOwned(long epoch, List<T> lost);

        /** A send failed; proposals are refused until the next {@link #onOwned}. */
        void onBroken(String why);

        /** Another owner took the partition; what was proposed and not confirmed is not in the log and never will be. */
        void onLeft(String newOwner);
    }

    private record Proposal<T>(long seq, LogPosition cause, long time, T body, byte[] stamps) {}

    private final CommandLog log;
    private final String topic;
    private final int partition;
    private final RecordCodec<T> codec;
    private final String owner;
    private final LongFunction<? extends T> epochStart;
    private final Listener<T> listener;
    private final LogReader reader;
    private final PartitionFold fold;
    private final Deque<Proposal<T>> open = new ArrayDeque<>();
    private Phase phase = Phase.CLAIMING;
    private final long historyEnd;
    private boolean ownEpoch;
    private boolean claimed;
    private long claimDueNs = Long.MIN_VALUE;
    private int attempts;
    private long sentSeq;

    /** One that reads the history from the first record on. */
    public OwnedPartition(
            CommandLog log,
            String topic,
            int partition,
            RecordCodec<T> codec,
            String owner,
            LongFunction<? extends T> epochStart,
            Listener<T> listener) {
        this(log, topic, partition, codec, owner, epochStart, listener, FoldState.START);
    }

    /**
     * @param owner unique to this instance; two instances with one name would fail to fence each other
     * @param epochStart makes the EPOCH_START body (an {@link EpochStart} with this owner) for the epoch it follows
     * @param from what the listener knows already: the history begins after its position
     * @throws CommandLog.LogUnavailable if the log cannot tell how long the history is
     */
    public OwnedPartition(
            CommandLog log,
            String topic,
            int partition,
            RecordCodec<T> codec,
            String owner,
            LongFunction<? extends T> epochStart,
            Listener<T> listener,
            FoldState from) {
        this.log = log;
        this.topic = topic;
        this.partition = partition;
        this.codec = codec;
        this.owner = owner;
        this.epochStart = epochStart;
        this.listener = listener;
        this.fold = new PartitionFold(from);
        this.historyEnd = log.endOffset(topic, partition);
        this.reader = log.reader(topic, partition, from.position() + 1);
    }

    /** Reads what has arrived and claims when a claim is due; returns how many records it read. */
    public int doWork(long nowNs) {
        int work = phase == Phase.LEFT ? 0 : reader.poll(this::onRecord, READ_LIMIT);
        if (phase == Phase.CLAIMING && fold.position() >= historyEnd - 1 && nowNs >= claimDueNs) {
            claim(nowNs);
            return work + 1;
        }
        return work;
    }

    /** A claim names the epoch read so far; one that was overtaken is inert, and tried again with a later one. */
    private void claim(long nowNs) {
        claimed = true;
        claimDueNs = nowNs + CLAIM_RETRY_NS * Math.min(++attempts, 8);
        byte[] value = codec.encode(-1, 0, null, nowNs, epochStart.apply(fold.epoch()));
        log.append(topic, partition, owner, value, null, CommandLog.Outcome.IGNORED);
    }

    /**
     * Sends a record; its decision counts when it comes back through {@link Listener#onConfirmed}.
     *
     * @param time epoch nanoseconds of the cause or decision
     */
    public void propose(String key, LogPosition causeOrNull, long time, T body, byte[] stamps) {
        require(phase == Phase.OWNED, "%s/%d: proposal while %s", topic, partition, phase);
        long epoch = fold.epoch();
        long seq = ++sentSeq;
        open.addLast(new Proposal<>(seq, causeOrNull, time, body, stamps));
        byte[] value = codec.encode(epoch, seq, causeOrNull, time, body);
        CommandLog.OnFailure broken = why -> onFailed(epoch, why);
        log.append(topic, partition, key, value, stamps, broken);
    }

    private void onFailed(long epoch, String why) {
        if (phase == Phase.OWNED && fold.epoch() == epoch) {
            phase = Phase.CLAIMING;
            claimDueNs = Long.MIN_VALUE;
            attempts = 0;
            listener.onBroken(why);
        }
    }

    /**
     * Claims the partition again, as after a failed send: for an owner that has reason to think that another one may have come
     * while it did nothing. Nothing is sent until the new EPOCH_START was read, or another owner's.
     */
    public void reclaim(String why) {
        if (phase == Phase.OWNED) {
            onFailed(fold.epoch(), why);
        }
    }

    private void onRecord(LogRecord record) {
        if (phase == Phase.LEFT) {
            // What the new owner wrote may lie in the same batch; it is none of this hold's business.
            return;
        }
        RecordCodec.Header header = codec.header(record.value());
        if (!fold.accept(record, header)) {
            return;
        }
        if (header.epochStart()) {
            onEpochStart(codec.decode(record));
            return;
        }
        Proposal<T> first = open.peekFirst();
        // Within the current epoch only its owner has written, so an equal seq is our proposal itself.
        if (first != null && ownEpoch && first.seq() == header.seq()) {
            open.removeFirst();
            listener.onConfirmed(new Entry<>(
                    record.offset(),
                    header.epoch(),
                    header.seq(),
                    first.cause(),
                    first.time(),
                    first.body(),
                    record.stamps()));
        } else {
            listener.onHistory(codec.decode(record));
        }
    }

    private void onEpochStart(Entry<T> entry) {
        String newOwner = ((EpochStart) entry.body()).owner();
        listener.onHistory(entry);
        // Without a claim of ours it is history, even if an earlier instance bore our name.
        ownEpoch = claimed && newOwner.equals(owner);
        if (ownEpoch) {
            List<T> lost = new ArrayList<>();
            open.forEach(proposal -> lost.add(proposal.body()));
            open.clear();
            phase = Phase.OWNED;
            sentSeq = 0;
            listener.onOwned(entry.offset(), lost);
        } else if (claimed) {
            // Either it took the partition from us, or it won the race for it.
            phase = Phase.LEFT;
            listener.onLeft(newOwner);
        }
    }

    /** Proposals not yet read back. */
    public int openProposals() {
        return open.size();
    }

    /** The oldest proposal not yet read back, or null. */
    public T oldestOpenOrNull() {
        return open.isEmpty() ? null : open.peekFirst().body();
    }

    public Phase phase() {
        return phase;
    }

    /** The current epoch as read, -1 before the first. */
    public long epoch() {
        return fold.epoch();
    }

    /** The offset of the last record read, valid or not; -1 before the first. */
    public long position() {
        return fold.position();
    }

    /** The offset up to which there was history when this was made, exclusive. */
    public long historyEnd() {
        return historyEnd;
    }

    /** How far it has read. Inside a listener's call: up to and with the record that is being handed over. */
    public FoldState state() {
        return fold.state();
    }

    /** The chain over the valid records read, in hex. */
    public String chain() {
        return fold.chain();
    }

    /** The seq of the last proposal; once a record of this epoch with that seq is read back, all of them are. */
    public long proposedSeq() {
        return sentSeq;
    }

    /** The last valid seq read of the current epoch. */
    public long seq() {
        return fold.seq();
    }

    /** How many records read did nothing: a zombie's writes, or what followed a hole. */
    public long inertCount() {
        return fold.inertCount();
    }

    @Override
    public void close() {
        reader.close();
    }
}
