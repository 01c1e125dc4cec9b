package io.atlas.wire.feed;

import io.atlas.wire.market.BookUpdate;
import java.util.List;

/** What travels: see {@code wire/doc/feed.md}. Updates and snapshots too large for one frame are cut into parts. */
public sealed interface FeedFrame {
    /** Levels and trades of one frame together; more need another part. */
    int MOST_ENTRIES = 1_000;
    /** A part's number and their count fit in two bytes; nobody sends nearly as many. */
    int MOST_PARTS = 4_096;

    String symbol();

    /** Which run of the book this belongs to; it only rises. */
    long feedEpoch();

    /** Of the update; of the last one contained (snapshot) or sent (heartbeat). */
    long seq();

    /** A frame that may be one of several that belong together. */
    sealed interface Part extends FeedFrame {
        /** From 0. */
        int part();

        /** At least 1. */
        int parts();
    }

    /**
     * A part of an update.
     *
     * @param bookSeq the venue's own number of the update, the same as on its market stream
     * @param timeNs time of the input in the venue's journal, epoch nanoseconds
     */
    record Increment(
            String symbol,
            long feedEpoch,
            long seq,
            int part,
            int parts,
            long bookSeq,
            long timeNs,
            List<BookUpdate.LevelChange> levels,
            List<FeedTrade> trades)
            implements Part {
        public Increment {
            levels = List.copyOf(levels);
            trades = List.copyOf(trades);
        }
    }

    /**
     * A part of a whole book as it is after update {@code seq}.
     *
     * @param bookSeq the venue's own number of that update
     * @param timeNs time of that update, epoch nanoseconds
     */
    record Snapshot(
            String symbol,
            long feedEpoch,
            long seq,
            int part,
            int parts,
            long bookSeq,
            long timeNs,
            List<BookUpdate.LevelChange> levels)
            implements Part {
        public Snapshot {
            levels = List.copyOf(levels);
        }
    }

    /** Nothing has happened since update {@code seq}. */
    record Heartbeat(String symbol, long feedEpoch, long seq) implements FeedFrame {}
}
