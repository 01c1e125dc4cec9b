package io.atlas.md;

import io.atlas.md.book.SymbolFeed;
import io.atlas.wire.agent.Agent;
import io.atlas.wire.feed.FeedPublisher;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.MarketStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Publishes the feed: sends on what the venue's stream says, heartbeats where it is quiet, and every book in turn, all of
 * them within {@value #SNAPSHOT_CYCLE_MS} ms. Symbols are those the venue speaks of. Keeps nothing: a restarted one begins new
 * feed epochs with the venue's next images.
 *
 * <p>Thread: its agent. Closes everything it was given.
 */
public final class MdPublisherService implements Agent {
    /** Leaves room, within the 50 ms that are promised, for an agent that rests. */
    static final long SNAPSHOT_CYCLE_MS = 40;

    private static final long SNAPSHOT_CYCLE_NS = SNAPSHOT_CYCLE_MS * 1_000_000L;

    private final MarketStream.Subscriber market;
    private final FeedPublisher feed;
    private final Map<String, SymbolFeed> feeds = new LinkedHashMap<>();
    private final List<SymbolFeed> turns = new ArrayList<>();
    private int turn;
    private long snapshotDueNs;
    private long nowNs;

    public MdPublisherService(MarketStream.Subscriber market, FeedPublisher feed) {
        this.market = market;
        this.feed = feed;
    }

    @Override
    public String name() {
        return "md-publisher";
    }

    @Override
    public int doWork(long now) {
        nowNs = now;
        int work = market.poll(this::onUpdate);
        for (int i = 0; i < turns.size(); i++) {
            work += turns.get(i).doWork(now);
        }
        return work + snapshots();
    }

    private void onUpdate(BookUpdate update) {
        SymbolFeed symbol = feeds.get(update.symbol());
        if (symbol == null) {
            symbol = new SymbolFeed(update.symbol(), feed);
            feeds.put(update.symbol(), symbol);
            turns.add(symbol);
        }
        symbol.onUpdate(update, nowNs);
    }

    /** Spread over the cycle; after a pause every book at once, but none twice. */
    private int snapshots() {
        int work = 0;
        for (int i = 0; i < turns.size() && nowNs >= snapshotDueNs; i++) {
            turn = (turn + 1) % turns.size();
            work += turns.get(turn).snapshot(nowNs);
            snapshotDueNs += SNAPSHOT_CYCLE_NS / turns.size();
        }
        if (nowNs - snapshotDueNs > SNAPSHOT_CYCLE_NS) {
            snapshotDueNs = nowNs;
        }
        return work;
    }

    /** Whether the feed serves: every book is known, and the venue has vouched for it lately. */
    public boolean ready() {
        return !turns.isEmpty() && turns.stream().allMatch(symbol -> symbol.serving(nowNs));
    }

    /** How often updates of the venue were missing, so that a book began anew. */
    public long gaps() {
        return turns.stream().mapToLong(SymbolFeed::gaps).sum();
    }

    /** How often an image of the venue was not the book its updates had made. */
    public long mismatches() {
        return turns.stream().mapToLong(SymbolFeed::mismatches).sum();
    }

    @Override
    public void close() {
        market.close();
        feed.close();
    }
}
