package io.atlas.sim.check;

import io.atlas.domain.Side;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Traded;
import io.atlas.venue.book.RestingOrder;
import io.atlas.venue.core.VenueView;
import io.atlas.wire.feed.FeedBook;
import io.atlas.wire.feed.FeedFrame;
import io.atlas.wire.feed.FeedTrade;
import io.atlas.wire.feed.FeedUpdate;
import io.atlas.wire.log.Entry;
import io.atlas.wire.market.BookUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * I13: a live book built from the feed is the venue's book at that sequence number, updates follow each other without a hole,
 * and each trade is in the journal under its TradeID. The venue's books are folded from its stream, of which nothing is lost
 * here, and remembered as a sum over their levels.
 */
public final class I13FeedBook extends Checker {
    /** One symbol's book as the venue told it, in one epoch of the venue's journal. */
    private static final class VenueBook {
        private final Map<String, Long> levels = new TreeMap<>();
        private long sum;

        void apply(BookUpdate update) {
            if (update.image()) {
                levels.clear();
                sum = 0;
            }
            for (BookUpdate.LevelChange level : update.levels()) {
                String key = level.side() + " " + level.px();
                Long before = level.qty() == 0 ? levels.remove(key) : levels.put(key, level.qty());
                sum -= before == null ? 0 : mixed(level.side(), level.px(), before);
                sum += level.qty() == 0 ? 0 : mixed(level.side(), level.px(), level.qty());
            }
        }
    }

    private record VenueEpoch(String symbol, long epoch) {}

    private record AtVenue(String symbol, long bookSeq) {}

    private record AtFeed(String symbol, long feedEpoch, long seq) {}

    private final LogIndex index;
    private final Map<VenueEpoch, VenueBook> books = new HashMap<>();
    private final Map<AtVenue, Long> sums = new HashMap<>();
    private final Map<AtFeed, Long> bookSeqs = new HashMap<>();

    I13FeedBook(LogIndex index) {
        super("I13");
        this.index = index;
    }

    private static long mixed(Side side, long px, long qty) {
        long mixed = (px * 0x9E3779B97F4A7C15L + qty) * 0xC2B2AE3D27D4EB4FL + side.ordinal();
        return (mixed ^ mixed >>> 29) * 0x165667B19E3779F9L;
    }

    /** The venue has published this. */
    public void onMarket(BookUpdate update) {
        at(null);
        VenueBook book =
                books.computeIfAbsent(new VenueEpoch(update.symbol(), update.bookSeq() >>> 36), any -> new VenueBook());
        book.apply(update);
        Long before = sums.put(new AtVenue(update.symbol(), update.bookSeq()), book.sum);
        check(before == null || before == book.sum, "two books under one number: %s", update);
    }

    /** The publisher has sent this. */
    public void onPublished(FeedFrame frame) {
        at(null);
        long bookSeq;
        if (frame instanceof FeedFrame.Increment increment) {
            bookSeq = increment.bookSeq();
        } else if (frame instanceof FeedFrame.Snapshot snapshot) {
            bookSeq = snapshot.bookSeq();
        } else {
            return;
        }
        Long before = bookSeqs.put(new AtFeed(frame.symbol(), frame.feedEpoch(), frame.seq()), bookSeq);
        check(before == null || before == bookSeq, "two updates under one number: %s", frame);
    }

    /** A subscriber believes that this is the book. */
    public void onLive(FeedBook book) {
        at(null);
        Long bookSeq = bookSeqs.get(new AtFeed(book.symbol(), book.feedEpoch(), book.seq()));
        check(bookSeq != null, "%s: a live book at %d, which nobody has sent", book.symbol(), book.seq());
        long sum = sum(Side.BUY, book.bids(Integer.MAX_VALUE)) + sum(Side.SELL, book.asks(Integer.MAX_VALUE));
        check(
                sums.get(new AtVenue(book.symbol(), bookSeq)) == sum,
                "%s at %d (venue: %d) is not the venue's book: %s %s",
                book.symbol(),
                book.seq(),
                bookSeq,
                book.bids(Integer.MAX_VALUE),
                book.asks(Integer.MAX_VALUE));
    }

    /** The venue's number of a subscriber's live book. */
    public long bookSeq(FeedBook book) {
        return bookSeqs.get(new AtFeed(book.symbol(), book.feedEpoch(), book.seq()));
    }

    private static long sum(Side side, List<FeedBook.Level> levels) {
        return levels.stream()
                .mapToLong(level -> mixed(side, level.px(), level.qty()))
                .sum();
    }

    /**
     * A subscriber has applied this.
     *
     * @param previousSeq of the book before it
     */
    public void onUpdate(FeedUpdate update, long previousSeq) {
        at(null);
        check(update.seq() == previousSeq + 1, "%s: %d follows %d", update.symbol(), update.seq(), previousSeq);
        for (FeedTrade trade : update.trades()) {
            Entry<VenueReport> report = index.reportOrNull(trade.offset());
            check(report != null, "%s is told before it is in the journal", trade);
            VenueReport.Outcome outcome = report.body().outcomes().get(trade.outcome());
            check(
                    report.time() == trade.timeNs()
                            && outcome instanceof Traded traded
                            && traded.symbol().equals(update.symbol())
                            && traded.px() == trade.px()
                            && traded.qty() == trade.qty()
                            && traded.aggressor() == trade.aggressor(),
                    "%s is not what the journal says: %s",
                    trade,
                    outcome);
        }
    }

    /** All is quiet: a subscriber's book must be live, and the venue's. */
    public void compare(FeedBook bookOrNull, String symbol, VenueView venue) {
        at(null);
        check(
                bookOrNull != null && bookOrNull.state() == FeedBook.State.LIVE,
                "%s: no live book at the end: %s",
                symbol,
                bookOrNull == null ? null : bookOrNull.state());
        sameSide(symbol, levels(venue, symbol, Side.BUY), bookOrNull.bids(Integer.MAX_VALUE));
        sameSide(symbol, levels(venue, symbol, Side.SELL), bookOrNull.asks(Integer.MAX_VALUE));
    }

    private void sameSide(String symbol, List<FeedBook.Level> ofVenue, List<FeedBook.Level> ofFeed) {
        check(ofVenue.equals(ofFeed), "%s: %s (the venue's: %s)", symbol, ofFeed, ofVenue);
    }

    private static List<FeedBook.Level> levels(VenueView venue, String symbol, Side side) {
        List<FeedBook.Level> levels = new ArrayList<>();
        for (RestingOrder order : venue.restingOrders(symbol, side)) {
            int last = levels.size() - 1;
            if (last >= 0 && levels.get(last).px() == order.px()) {
                levels.set(last, new FeedBook.Level(order.px(), levels.get(last).qty() + order.leavesQty()));
            } else {
                levels.add(new FeedBook.Level(order.px(), order.leavesQty()));
            }
        }
        return levels;
    }
}
