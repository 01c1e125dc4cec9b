package io.atlas.gateway;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.EpochStart;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerRecord;
import io.atlas.domain.LogPosition;
import io.atlas.domain.World;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.OwnedPartition;
import io.atlas.wire.log.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the fold gives to {@code ledger.entries}. Entries an earlier owner wrote are compared with what the fold gives
 * again; writing goes on where they end.
 */
final class LedgerWriter implements OwnedPartition.Listener<LedgerRecord>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    private static final int MAX_IN_FLIGHT = 4_096;

    private record Output(LogPosition cause, long time, LedgerEntry entry) {}

    private final int partition;
    private final OwnedPartition<LedgerRecord> entries;
    private final Deque<Output> produced = new ArrayDeque<>();
    private final Deque<Output> recorded = new ArrayDeque<>();
    private final Deque<Output> inFlight = new ArrayDeque<>();
    private long lastEventCause = -1;
    private boolean ownedOnce;
    private boolean left;

    LedgerWriter(int partition, World world, String config, CommandLog log, String owner) {
        this.partition = partition;
        this.entries = new OwnedPartition<>(
                log,
                Topics.LEDGER,
                partition,
                new LedgerCodec(),
                owner,
                follows -> new EpochStart(owner, follows, config),
                this);
    }

    /** The fold gave this. */
    void folded(LogPosition cause, long time, LedgerEntry entry) {
        produced.addLast(new Output(cause, time, entry));
    }

    int doWork(long nowNs) {
        int work = entries.doWork(nowNs);
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
        LOG.warn("ledger.entries/{}: append failed, claiming again: {}", partition, why);
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

    /** Entries not yet read back. */
    int waiting() {
        return produced.size() + inFlight.size() + recorded.size();
    }

    @Override
    public void close() {
        entries.close();
    }
}
