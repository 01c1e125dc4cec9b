package io.atlas.launcher.md;

import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedBook;
import io.atlas.wire.feed.FeedFrame;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.BookUpdate.LevelChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * I13 on a running world: every live book built from the feed against the venue's book of the same number, folded from the
 * venue's own stream, and against the feed's snapshot of the same number; and no book is crossed.
 */
final class LiveCheck {
    private static final int REMEMBERED = 16_384;

    private record AtFeed(String symbol, long feedEpoch, long seq) {}

    private record AtVenue(String symbol, long bookSeq) {}

    private final BookComparer<AtVenue> venue = new BookComparer<>();
    private final BookComparer<AtFeed> snapshots = new BookComparer<>();
    private final Map<String, VenueFold> folds = new HashMap<>();
    private final Map<AtFeed, Long> bookSeqs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AtFeed, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long crossed;

    /** A frame has arrived; the subscriber has not seen it yet. */
    void onFrame(FeedFrame frame) {
        AtFeed at = new AtFeed(frame.symbol(), frame.feedEpoch(), frame.seq());
        if (frame instanceof FeedFrame.Increment increment) {
            bookSeqs.put(at, increment.bookSeq());
        } else if (frame instanceof FeedFrame.Snapshot snapshot) {
            bookSeqs.put(at, snapshot.bookSeq());
            if (snapshot.parts() == 1) {
                snapshots.right(at, snapshot.levels());
            }
        }
    }

    /** A book has been updated or has come alive. */
    void onLive(FeedBook book) {
        if (book.bidPx() != 0 && book.askPx() != 0 && book.bidPx() >= book.askPx()) {
            crossed++;
        }
        AtFeed at = new AtFeed(book.symbol(), book.feedEpoch(), book.seq());
        List<LevelChange> levels = levels(book);
        snapshots.left(at, levels);
        Long bookSeq = bookSeqs.get(at);
        if (bookSeq != null) {
            venue.left(new AtVenue(book.symbol(), bookSeq), levels);
        }
    }

    private static List<LevelChange> levels(FeedBook book) {
        List<LevelChange> levels = new ArrayList<>();
        book.bids(Integer.MAX_VALUE).forEach(level -> levels.add(new LevelChange(Side.BUY, level.px(), level.qty())));
        book.asks(Integer.MAX_VALUE).forEach(level -> levels.add(new LevelChange(Side.SELL, level.px(), level.qty())));
        return levels;
    }

    /** The venue has said this on its own stream. */
    void onVenue(BookUpdate update) {
        VenueFold fold = folds.computeIfAbsent(update.symbol(), any -> new VenueFold());
        if (fold.apply(update)) {
            venue.right(new AtVenue(update.symbol(), update.bookSeq()), fold.levels());
        }
    }

    /** Whether something was compared with the venue and nothing was wrong. */
    boolean good() {
        return venue.compared() > 0 && venue.different() + snapshots.different() + crossed == 0;
    }

    /** The figures, and the first difference if there is one. */
    String text() {
        String first = venue.firstDifferenceOrNull() != null
                ? venue.firstDifferenceOrNull()
                : snapshots.firstDifferenceOrNull();
        return String.format(
                "I13: %,d books as the venue's, %,d different; %,d as their snapshot, %,d different; %,d crossed%s",
                venue.compared() - venue.different(),
                venue.different(),
                snapshots.compared() - snapshots.different(),
                snapshots.different(),
                crossed,
                first == null ? "" : "\n" + first);
    }
}
