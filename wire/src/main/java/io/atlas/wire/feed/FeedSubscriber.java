package io.atlas.wire.feed;

import java.util.Map;
import java.util.TreeMap;

/**
 * Follows the feed of one world: builds every book, notices what is missing and recovers from the snapshot channel, which
 * repeats each book within 50 ms. Thread: whoever polls it.
 */
public final class FeedSubscriber implements AutoCloseable {
    private final FeedSource source;
    private final long worldId;
    private final FeedListener listener;
    private final Map<String, BookFollower> followers = new TreeMap<>();
    private long foreign;
    private long nowNs;

    /**
     * @param source closed with the subscriber
     * @param worldId frames of other worlds are dropped
     */
    public FeedSubscriber(FeedSource source, long worldId, FeedListener listener) {
        this.source = source;
        this.worldId = worldId;
        this.listener = listener;
    }

    /**
     * Takes in what has arrived, tells the listener, and looks which books have gone stale: call it even if nothing can have
     * arrived. Returns how many frames there were.
     *
     * @param now nanoseconds of any clock that only rises
     */
    public int poll(long now) {
        nowNs = now;
        int frames = source.poll(this::onFrame);
        for (BookFollower follower : followers.values()) {
            follower.tick(now);
        }
        return frames;
    }

    private void onFrame(long world, FeedFrame frame) {
        if (world != worldId) {
            foreign++;
            return;
        }
        followers
                .computeIfAbsent(frame.symbol(), symbol -> new BookFollower(symbol, listener))
                .onFrame(frame, nowNs);
    }

    /** The book, or null if nothing has been heard of it. The same object for as long as the subscriber lives. */
    public FeedBook bookOrNull(String symbol) {
        BookFollower follower = followers.get(symbol);
        return follower == null ? null : follower.book;
    }

    /** How often a book was live and an update was missing. */
    public long gaps() {
        return followers.values().stream().mapToLong(BookFollower::gaps).sum();
    }

    /** Frames of other worlds that were dropped. */
    public long foreign() {
        return foreign;
    }

    @Override
    public void close() {
        source.close();
    }
}
