package io.atlas.gateway;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.EpochStart;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerRecord;
import io.atlas.domain.LogPosition;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.OwnedPartition;
import io.atlas.wire.log.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the fold gives to {@code ledger.entries}. Entries an earlier owner wrote are compared with what the fold gives
 * again; writing goes on where they end.
 */
final class LedgerWriter implements OwnedPartition.Listener<LedgerRecord>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    private static final int MAX_IN_FLIGHT = 4_096;
    private static final int MAX_WAITING = 2_000;
    private static final int NO_MARK = -1;

    private record Output(LogPosition cause, long time, LedgerEntry entry) {}

    private final int partition;
    private final OwnedPartition<LedgerRecord> entries;
    private final Deque<Output> produced = new ArrayDeque<>();
    private final Deque<Output> recorded = new ArrayDeque<>();
    private final Deque<Output> inFlight = new ArrayDeque<>();
    private long lastEventCause = -1;
    private boolean ownedOnce;
    private boolean left;
    private int beforeMark = NO_MARK;
    private Consumer<FoldState> marked;

    /** @param from up to there the entries are known to fit the fold that follows */
    LedgerWriter(int partition, String config, CommandLog log, String owner, FoldState from) {
        this.partition = partition;
        this.entries = new OwnedPartition<>(
                log,
                Topics.LEDGER,
                partition,
                new LedgerCodec(),
                owner,
                follows -> new EpochStart(owner, follows, config),
                this,
                from);
    }

    /** The fold gave this. */
    void folded(LogPosition cause, long time, LedgerEntry entry) {
        produced.addLast(new Output(cause, time, entry));
    }

    /** See {@link OwnedPartition#reclaim}. */
    void reclaim(String why) {
        entries.reclaim(why);
    }

    int doWork(long nowNs) {
        // What is recorded is read no further ahead of the fold than it can be kept.
        int work = ownedOnce || recorded.size() < MAX_WAITING ? entries.doWork(nowNs) : 0;
        while (!recorded.isEmpty() && !produced.isEmpty()) {
            Output was = recorded.removeFirst();
            Output is = produced.removeFirst();
            require(was.equals(is), "I10: ledger.entries/%d has %s (replay gives: %s)", partition, was, is);
        }
        while (recorded.isEmpty()
                && !produced.isEmpty()
                && entries.phase() == OwnedPartition.Phase.OWNED
                && entries.openProposals() < MAX_IN_FLIGHT) {
            Output next = produced.removeFirst();
            inFlight.addLast(next);
            entries.propose(null, next.cause(), next.time(), next.entry(), null);
            work++;
        }
        return work;
    }

    @Override
    public void onHistory(Entry<LedgerRecord> entry) {
        if (entry.body() instanceof LedgerEntry ledgerEntry) {
            recorded.addLast(new Output(entry.cause(), entry.time(), ledgerEntry));
            if (entry.cause().topic().equals(Topics.EVENTS)) {
                lastEventCause = entry.cause().offset();
            }
        }
    }

    @Override
    public void onConfirmed(Entry<LedgerRecord> entry) {
        inFlight.removeFirst();
        if (beforeMark > 0 && --beforeMark == 0) {
            tellMark();
        }
    }

    /** Asks for the place in the log after which no entry of what has been folded by now comes. */
    void mark(Consumer<FoldState> whenReached) {
        marked = whenReached;
        beforeMark = waiting();
        if (beforeMark == 0) {
            tellMark();
        }
    }

    private void tellMark() {
        beforeMark = NO_MARK;
        marked.accept(entries.state());
    }

    @Override
    public void onOwned(long epoch, List<LedgerRecord> lost) {
        ownedOnce = true;
        while (!inFlight.isEmpty()) {
            produced.addFirst(inFlight.removeLast());
        }
    }

    @Override
    public void onBroken(String why) {
        LOG.warn("ledger.entries/{}: claiming again: {}", partition, why);
    }

    @Override
    public void onLeft(String newOwner) {
        left = true;
        LOG.warn("ledger.entries/{}: taken over by {}", partition, newOwner);
    }

    /** Whether the partition has been fenced: no earlier owner can write to it any more. */
    boolean fenced() {
        return ownedOnce;
    }

    boolean left() {
        return left;
    }

    /** The last {@code orders.events} offset some owner has folded, -1 for none. */
    long lastEventCause() {
        return lastEventCause;
    }

    /** Whether a start may fold on, or is so far ahead of what is recorded that it should wait. */
    boolean hasRoom() {
        return produced.size() < MAX_WAITING;
    }

    /** Entries not yet read back. */
    int waiting() {
        return produced.size() + inFlight.size() + recorded.size();
    }

    @Override
    public void close() {
        entries.close();
    }
}
