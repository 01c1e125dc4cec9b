package io.atlas.console;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedFrame;
import io.atlas.wire.feed.FeedFrameHandler;
import io.atlas.wire.feed.FeedSource;
import io.atlas.wire.market.BookUpdate.LevelChange;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A feed by hand. Any thread may fill it. */
final class HandFeed implements FeedSource {
    static final long WORLD_ID = 7;

    private final ConcurrentLinkedQueue<FeedFrame> frames = new ConcurrentLinkedQueue<>();
    private long seq;

    /** The whole book: one level a side, 100 of it at each of these prices. */
    void book(String symbol, String bid, String ask) {
        List<LevelChange> levels = List.of(
                new LevelChange(Side.BUY, FixedPoint.parse(bid), 100 * FixedPoint.ONE),
                new LevelChange(Side.SELL, FixedPoint.parse(ask), 100 * FixedPoint.ONE));
        frames.add(new FeedFrame.Snapshot(symbol, 1, ++seq, 0, 1, seq, 1, levels));
    }

    @Override
    public int poll(FeedFrameHandler handler) {
        int count = 0;
        FeedFrame frame;
        while ((frame = frames.poll()) != null) {
            handler.onFrame(WORLD_ID, frame);
            count++;
        }
        return count;
    }

    @Override
    public void close() {
        frames.clear();
    }
}
