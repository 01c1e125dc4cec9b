package io.atlas.launcher.replay;

import io.atlas.domain.LogPosition;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.PartitionFold;
import io.atlas.wire.log.RecordCodec;
import io.atlas.wire.log.RecordCodec.Header;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one topic partition up to where it ended when the replay began and hands over its valid records one by one. It keeps
 * the chain, counts what is inert, and remembers the last records for whoever shows a difference.
 *
 * <p>Thread: one at a time.
 */
final class Cursor {
    /** The end of a log that cannot be read to its end. */
    static final long UNKNOWN_END = Long.MAX_VALUE;

    private static final int FILL = 512;
    private static final int REMEMBERED = 4;

    /** A valid record. */
    record Valid(LogRecord raw, Header header) {}

    /**
     * A gap in the numbers of the current epoch: whatever follows it in that epoch does nothing.
     *
     * @param at the first record that follows the gap
     * @param missingSeq the number that should have come
     */
    record Hole(long at, long epoch, long missingSeq, long foundSeq) {}

    /** Told of every record, valid or not. */
    interface Watcher {
        void looked(LogRecord raw, Header header, boolean valid);
    }

    private final String topic;
    private final int partition;
    private final RecordCodec<?> codec;
    private final LogReader reader;
    private final long end;
    private final PartitionFold fold = new PartitionFold();
    private final Deque<LogRecord> arrived = new ArrayDeque<>();
    private final Deque<LogRecord> recent = new ArrayDeque<>();
    private final Set<Long> epochs = new HashSet<>(Set.of(-1L));
    private Watcher watcher = (raw, header, valid) -> {};
    private LogRecord atHand;
    private Valid next;
    private volatile Hole hole;
    private DamagedLog damage;
    private final Map<Long, List<SnapshotChains.Expected>> chains = new HashMap<>();
    private long chainsCompared;
    private long taken;

    Cursor(CommandLog log, String topic, int partition, RecordCodec<?> codec, long end) {
        this.topic = topic;
        this.partition = partition;
        this.codec = codec;
        this.reader = log.reader(topic, partition, 0);
        this.end = end;
    }

    /** The next valid record without taking it; null if there is none, or none has arrived. */
    Valid peekOrNull() {
        while (next == null) {
            if (arrived.isEmpty()) {
                // Nothing beyond the end is looked at: its causes may not have been there yet.
                fill();
                if (arrived.isEmpty()) {
                    return null;
                }
            }
            look(arrived.removeFirst());
        }
        return next;
    }

    /** What could be read before the damage is looked at first. */
    private void fill() {
        if (damage != null) {
            throw damage;
        }
        long left = end - 1 - fold.position();
        try {
            if (left > 0) {
                reader.poll(arrived::addLast, (int) Math.min(FILL, left));
            }
        } catch (DamagedLog damaged) {
            damage = damaged;
        } catch (UncheckedIOException e) {
            long first =
                    arrived.isEmpty() ? fold.position() : arrived.peekLast().offset();
            damage = new DamagedLog(
                    topic + '/' + partition, first + 1, e.getCause().getMessage());
        }
        if (damage != null && arrived.isEmpty()) {
            throw damage;
        }
    }

    private void look(LogRecord raw) {
        taken++;
        atHand = raw;
        if (raw.offset() != fold.position() + 1) {
            throw new DamagedLog(
                    topic + '/' + partition,
                    fold.position() + 1,
                    "the record is missing, the next one is " + raw.offset());
        }
        Header header = codec.header(raw.value());
        requireRealEpoch(raw, header.epochStart() ? header.followsEpoch() : header.epoch());
        long epoch = fold.epoch();
        long seq = fold.seq();
        boolean valid = fold.accept(raw, header);
        watcher.looked(raw, header, valid);
        compareChain(raw.offset());
        if (valid) {
            next = new Valid(raw, header);
            if (header.epochStart()) {
                hole = null;
                epochs.add(raw.offset());
            }
        } else if (!header.epochStart() && header.epoch() == epoch && header.seq() > seq + 1 && hole == null) {
            hole = new Hole(raw.offset(), epoch, seq + 1, header.seq());
        }
    }

    /** Takes what {@link #peekOrNull} showed. */
    Valid take() {
        Valid taking = next;
        next = null;
        recent.addLast(taking.raw());
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
        return taking;
    }

    /** An owner writes nothing before it has read its EPOCH_START back: a record names an epoch that has begun where it says. */
    private void requireRealEpoch(LogRecord raw, long epoch) {
        if (!epochs.contains(epoch)) {
            throw new DamagedLog(
                    topic + '/' + partition,
                    raw.offset(),
                    "the record is of epoch " + epoch + ", but no epoch has begun there (the last one: " + fold.epoch()
                            + "): records before it were removed or put in" + whyInvalid());
        }
    }

    /** At that position the chain must have that value. */
    void expect(SnapshotChains.Expected chain) {
        chains.computeIfAbsent(chain.position().offset(), any -> new ArrayList<>())
                .add(chain);
    }

    private void compareChain(long offset) {
        List<SnapshotChains.Expected> expected = chains.isEmpty() ? null : chains.remove(offset);
        if (expected != null) {
            for (SnapshotChains.Expected each : expected) {
                if (!each.chain().equals(fold.chain())) {
                    throw new DamagedLog(
                            topic + '/' + partition,
                            offset,
                            "the chain up to here is " + fold.chain() + ", snapshot " + each.snapshot() + " has "
                                    + each.chain() + ": what it was taken from is not what is here");
                }
                chainsCompared++;
            }
        }
    }

    /** Chain values of snapshots that agreed. */
    long chainsCompared() {
        return chainsCompared;
    }

    void watch(Watcher newWatcher) {
        watcher = newWatcher;
    }

    /** The record looked at last, valid or not; the first one before that. */
    LogPosition atHand() {
        return position(atHand == null ? 0 : atHand.offset());
    }

    byte[] atHandValueOrNull() {
        return atHand == null ? null : atHand.value();
    }

    /** Whether every record up to the end has been looked at and taken. */
    boolean done() {
        return next == null && arrived.isEmpty() && fold.position() >= end - 1;
    }

    LogPosition position(long offset) {
        return new LogPosition(topic, partition, offset);
    }

    /** The records taken last, the latest last. */
    List<Difference.Shown> recent() {
        List<Difference.Shown> shown = new ArrayList<>();
        recent.forEach(record -> shown.add(new Difference.Shown(position(record.offset()), record.value())));
        return shown;
    }

    /** Why a record there counts for nothing, in words; empty if nothing is known. Any thread. */
    String whyInvalid() {
        Hole found = hole;
        return found == null
                ? ""
                : String.format(
                        "; %s/%d has a hole: seq %d of epoch %d is missing before record %d (seq %d), so what follows"
                                + " there in that epoch does nothing",
                        topic, partition, found.missingSeq(), found.epoch(), found.at(), found.foundSeq());
    }

    /** A gap that no later epoch has healed, or null. */
    Hole holeOrNull() {
        return hole;
    }

    String topic() {
        return topic;
    }

    int partition() {
        return partition;
    }

    /** Where it ends for this replay: no record from there on is looked at. */
    long end() {
        return end;
    }

    /** Records looked at. */
    long looked() {
        return taken;
    }

    long inertCount() {
        return fold.inertCount();
    }

    /** The chain over the valid records taken so far. */
    String chain() {
        return fold.chain();
    }

    void close() {
        reader.close();
    }
}
