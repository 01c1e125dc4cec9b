package io.atlas.wire.feed;

import io.atlas.wire.feed.FeedBook.State;
import io.atlas.wire.market.BookUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Keeps one book right. Live, it takes the next update and nothing else. When one is missing it keeps what comes later and waits:
 * for the missing one, or for a snapshot from which what was kept goes on without a hole. Rules: {@code wire/doc/feed.md}.
 */
final class BookFollower {
    /** More than ten seconds of a wild market; beyond that, waiting begins anew. */
    static final int MOST_KEPT = 8_192;
    /** So long without a word and a book is stale. */
    static final long STALE_NS = 2_000_000_000L;
    /** A snapshot may overtake updates on the other channel, but not for so long. */
    private static final long OVERTAKEN_NS = 20_000_000L;

    final FeedBook book;
    private final FeedListener listener;
    private final TreeMap<Long, FeedUpdate> kept = new TreeMap<>();
    private final PartCollector<FeedFrame.Increment> updateParts = new PartCollector<>();
    private final PartCollector<FeedFrame.Snapshot> snapshotParts = new PartCollector<>();
    /** Of what we wait for or follow; 0 before the first word. */
    private long epoch;
    /** Whether the book is that of update {@code book.seq()} of the epoch. */
    private boolean based;
    /** An update that is known to exist: no book before it is the present one. */
    private long knownSeq;

    private long heardNs;
    /** A snapshot was ahead of the live book by then; 0 if none is. */
    private long aheadSeq;

    private long aheadNs;
    private long gaps;

    BookFollower(String symbol, FeedListener listener) {
        this.book = new FeedBook(symbol);
        this.listener = listener;
    }

    long gaps() {
        return gaps;
    }

    void onFrame(FeedFrame frame, long nowNs) {
        if (!isOfOurEpoch(frame, nowNs)) {
            return;
        }
        if (frame instanceof FeedFrame.Increment increment) {
            heardNs = nowNs;
            List<FeedFrame.Increment> whole = updateParts.wholeOrNull(increment);
            if (whole != null) {
                onUpdate(joined(whole));
            }
        } else if (frame instanceof FeedFrame.Snapshot snapshot) {
            List<FeedFrame.Snapshot> whole = snapshotParts.wholeOrNull(snapshot);
            if (whole != null) {
                onSnapshot(whole, nowNs);
            }
        } else {
            heardNs = nowNs;
            onHeartbeat(frame.seq());
        }
    }

    /** A later epoch is taken at once; an earlier one, of a publisher whose clock is behind, only when ours is silent. */
    private boolean isOfOurEpoch(FeedFrame frame, long nowNs) {
        if (frame.feedEpoch() == epoch) {
            return true;
        }
        if (frame.feedEpoch() < epoch && nowNs - heardNs < STALE_NS) {
            return false;
        }
        boolean followed = epoch != 0;
        epoch = frame.feedEpoch();
        heardNs = nowNs;
        based = false;
        knownSeq = 0;
        aheadSeq = 0;
        kept.clear();
        updateParts.forget();
        snapshotParts.forget();
        if (followed) {
            await();
        }
        return true;
    }

    private static FeedUpdate joined(List<FeedFrame.Increment> parts) {
        FeedFrame.Increment first = parts.get(0);
        List<BookUpdate.LevelChange> levels = first.levels();
        List<FeedTrade> trades = first.trades();
        if (parts.size() > 1) {
            levels = new ArrayList<>();
            trades = new ArrayList<>();
            for (FeedFrame.Increment part : parts) {
                levels.addAll(part.levels());
                trades.addAll(part.trades());
            }
        }
        return new FeedUpdate(first.symbol(), first.feedEpoch(), first.seq(), first.timeNs(), levels, trades);
    }

    private void onUpdate(FeedUpdate update) {
        if (based && update.seq() <= book.seq()) {
            return;
        }
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(update.seq(), update);
        goOn();
    }

    private void onHeartbeat(long seq) {
        knownSeq = Math.max(knownSeq, seq);
        goOn();
    }

    /** Applies what is kept if that makes the book the present one; otherwise there is a gap to be filled. */
    private void goOn() {
        if (!based) {
            return;
        }
        if (!reaches(book.seq())) {
            await();
            return;
        }
        become(State.LIVE);
        drain();
    }

    /** Whether from that update on nothing is missing. */
    private boolean reaches(long seq) {
        long last = kept.isEmpty() ? seq : Math.max(seq, kept.lastKey());
        return last >= knownSeq && kept.tailMap(seq, false).size() == last - seq;
    }

    private void drain() {
        kept.headMap(book.seq(), true).clear();
        while (!kept.isEmpty()) {
            FeedUpdate update = kept.pollFirstEntry().getValue();
            book.apply(update.seq(), update.levels());
            knownSeq = Math.max(knownSeq, update.seq());
            listener.onUpdate(book, update);
        }
    }

    private void onSnapshot(List<FeedFrame.Snapshot> parts, long nowNs) {
        long seq = parts.get(0).seq();
        if (based && book.state() != State.AWAITING) {
            if (seq == book.seq()) {
                heardNs = nowNs;
                become(State.LIVE);
                return;
            }
            if (seq < book.seq() || !stillAhead(seq, nowNs)) {
                return;
            }
            // The updates in between are lost, and no later one has come that would have shown it.
            gaps++;
        } else if ((based && seq < book.seq()) || !reaches(seq)) {
            return;
        }
        heardNs = nowNs;
        based = true;
        aheadSeq = 0;
        List<BookUpdate.LevelChange> levels = new ArrayList<>();
        parts.forEach(part -> levels.addAll(part.levels()));
        book.replace(epoch, seq, levels);
        book.become(State.LIVE);
        listener.onState(book);
        drain();
    }

    /** Whether an earlier snapshot was ahead too, and the book has not caught up with it since. */
    private boolean stillAhead(long seq, long nowNs) {
        if (aheadSeq <= book.seq()) {
            aheadSeq = seq;
            aheadNs = nowNs;
        }
        return nowNs - aheadNs >= OVERTAKEN_NS;
    }

    /** Time passes. */
    void tick(long nowNs) {
        if (book.state() == State.LIVE && nowNs - heardNs >= STALE_NS) {
            become(State.STALE);
        }
    }

    private void await() {
        if (based && book.state() != State.AWAITING) {
            gaps++;
        }
        become(State.AWAITING);
    }

    private void become(State next) {
        if (book.state() != next) {
            book.become(next);
            listener.onState(book);
        }
    }
}
