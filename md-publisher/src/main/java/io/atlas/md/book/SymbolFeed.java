package io.atlas.md.book;

import io.atlas.wire.feed.FeedFrame;
import io.atlas.wire.feed.FeedPublisher;
import io.atlas.wire.feed.FeedTrade;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.BookUpdate.LevelChange;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed of one symbol. Each update of the venue becomes the next one of the feed. Where the venue's numbers show that one is
 * missing, nothing is said any more until its next image, within a second; with that a new feed epoch begins, so that nobody
 * takes the book after a gap for the continuation of the one before it. A book that the venue has not vouched for lately is
 * not repeated either: receivers then see for themselves that it is stale.
 */
public final class SymbolFeed {
    private static final Logger LOG = LoggerFactory.getLogger(SymbolFeed.class);

    /** Without an update for so long, a heartbeat. */
    static final long HEARTBEAT_NS = 500_000_000L;
    /** The venue repeats each book once a second; after this it has not done so. */
    static final long VOUCHED_NS = 2_000_000_000L;

    private static final long NONE = -1;

    private final String symbol;
    private final FeedPublisher feed;
    private final Levels levels = new Levels();
    /** Whether the book is the venue's after update {@code bookSeq}. */
    private boolean live;
    /** The highest number heard from the venue. */
    private long bookSeq = NONE;

    private long feedEpoch;
    private long seq;
    private long timeNs;
    private long vouchedNs;
    private long saidNs;
    private long epochs;
    private long gaps;
    private long mismatches;

    public SymbolFeed(String symbol, FeedPublisher feed) {
        this.symbol = symbol;
        this.feed = feed;
    }

    /** The venue says something about this symbol. */
    public void onUpdate(BookUpdate update, long nowNs) {
        if (update.bookSeq() < bookSeq) {
            // A venue that has been replaced and does not know it yet.
            return;
        }
        if (update.image()) {
            onImage(update, nowNs);
        } else if (update.bookSeq() == bookSeq) {
            vouchedNs = nowNs;
        } else if (live && update.bookSeq() == bookSeq + 1) {
            onNext(update, nowNs);
        } else {
            lose(update.bookSeq());
        }
    }

    private void onImage(BookUpdate image, long nowNs) {
        if (live && image.bookSeq() == bookSeq) {
            if (image.levels().equals(levels.all())) {
                vouchedNs = nowNs;
                return;
            }
            mismatches++;
            LOG.error("ALARM {}: the venue's image {} is not the book built from its updates", symbol, bookSeq);
        }
        begin(image, nowNs);
    }

    /** A new epoch, with a book that is known to be right. */
    private void begin(BookUpdate image, long nowNs) {
        live = true;
        bookSeq = image.bookSeq();
        timeNs = image.timeNs();
        vouchedNs = nowNs;
        levels.replace(image.levels());
        // Rises even if the clock does not.
        feedEpoch = Math.max(nowNs, feedEpoch + 1);
        seq = 0;
        epochs++;
        heartbeat(nowNs);
        snapshot(nowNs);
    }

    private void onNext(BookUpdate update, long nowNs) {
        bookSeq = update.bookSeq();
        timeNs = update.timeNs();
        vouchedNs = nowNs;
        levels.apply(update.levels());
        seq++;
        saidNs = nowNs;
        List<FeedTrade> trades = update.trades().stream()
                .map(print -> FeedTrade.of(
                        update.offset(), print.outcome(), timeNs, print.px(), print.qty(), print.aggressor()))
                .toList();
        int changed = update.levels().size();
        int parts = Parts.count(changed + trades.size());
        for (int part = 0; part < parts; part++) {
            feed.publish(new FeedFrame.Increment(
                    symbol,
                    feedEpoch,
                    seq,
                    part,
                    parts,
                    bookSeq,
                    timeNs,
                    Parts.of(update.levels(), 0, part),
                    Parts.of(trades, changed, part)));
        }
    }

    private void lose(long seen) {
        if (live) {
            gaps++;
            LOG.warn("{}: update {} follows {}: silent until the venue's next image", symbol, seen, bookSeq);
        }
        live = false;
        bookSeq = seen;
    }

    /** Sends a heartbeat if one is due; returns how many. */
    public int doWork(long nowNs) {
        if (!vouched(nowNs) || nowNs - saidNs < HEARTBEAT_NS) {
            return 0;
        }
        heartbeat(nowNs);
        return 1;
    }

    private void heartbeat(long nowNs) {
        saidNs = nowNs;
        feed.publish(new FeedFrame.Heartbeat(symbol, feedEpoch, seq));
    }

    /** Sends the whole book, if it is known and vouched for; returns how many frames that took. */
    public int snapshot(long nowNs) {
        if (!vouched(nowNs)) {
            return 0;
        }
        List<LevelChange> all = levels.all();
        int parts = Parts.count(all.size());
        for (int part = 0; part < parts; part++) {
            feed.publish(new FeedFrame.Snapshot(
                    symbol, feedEpoch, seq, part, parts, bookSeq, timeNs, Parts.of(all, 0, part)));
        }
        return parts;
    }

    private boolean vouched(long nowNs) {
        return live && nowNs - vouchedNs < VOUCHED_NS;
    }

    /** Whether the book is known and the venue has vouched for it lately. */
    public boolean serving(long nowNs) {
        return vouched(nowNs);
    }

    /** How often the book began anew. */
    public long epochs() {
        return epochs;
    }

    /** How often updates of the venue were missing. */
    public long gaps() {
        return gaps;
    }

    /** How often the venue's image was another book than its updates had made: never, if all is well. */
    public long mismatches() {
        return mismatches;
    }
}
