package io.atlas.wire.aeron;

import io.atlas.wire.feed.FeedFrame;
import io.atlas.wire.feed.FeedTrade;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.sbe.FeedHeartbeatEncoder;
import io.atlas.wire.sbe.FeedIncrementEncoder;
import io.atlas.wire.sbe.FeedSnapshotEncoder;
import io.atlas.wire.sbe.MessageHeaderEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Writes frames of the feed into its own buffer, from the start. */
final class FeedEncoder {
    private final long worldId;
    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer(4096);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final FeedIncrementEncoder increment = new FeedIncrementEncoder();
    private final FeedSnapshotEncoder snapshot = new FeedSnapshotEncoder();
    private final FeedHeartbeatEncoder heartbeat = new FeedHeartbeatEncoder();

    FeedEncoder(long worldId) {
        this.worldId = worldId;
    }

    MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Writes the frame and returns its length. */
    int encode(FeedFrame frame) {
        if (frame instanceof FeedFrame.Increment update) {
            return increment(update);
        }
        if (frame instanceof FeedFrame.Snapshot book) {
            return snapshot(book);
        }
        heartbeat
                .wrapAndApplyHeader(buffer, 0, header)
                .feedEpoch(frame.feedEpoch())
                .seq(frame.seq())
                .symbol(frame.symbol());
        return framed(heartbeat.encodedLength());
    }

    private int increment(FeedFrame.Increment update) {
        increment
                .wrapAndApplyHeader(buffer, 0, header)
                .feedEpoch(update.feedEpoch())
                .seq(update.seq())
                .part(update.part())
                .parts(update.parts())
                .bookSeq(update.bookSeq())
                .timeNs(update.timeNs());
        FeedIncrementEncoder.LevelsEncoder levels =
                increment.levelsCount(update.levels().size());
        for (BookUpdate.LevelChange level : update.levels()) {
            levels.next().side(Words.code(level.side())).px(level.px()).qty(level.qty());
        }
        FeedIncrementEncoder.TradesEncoder trades =
                increment.tradesCount(update.trades().size());
        for (FeedTrade trade : update.trades()) {
            trades.next()
                    .aggressor(Words.code(trade.aggressor()))
                    .px(trade.px())
                    .qty(trade.qty())
                    .recordOffset(trade.offset())
                    .outcome(trade.outcome());
        }
        increment.symbol(update.symbol());
        return framed(increment.encodedLength());
    }

    private int snapshot(FeedFrame.Snapshot book) {
        snapshot.wrapAndApplyHeader(buffer, 0, header)
                .feedEpoch(book.feedEpoch())
                .seq(book.seq())
                .part(book.part())
                .parts(book.parts())
                .bookSeq(book.bookSeq())
                .timeNs(book.timeNs());
        FeedSnapshotEncoder.LevelsEncoder levels =
                snapshot.levelsCount(book.levels().size());
        for (BookUpdate.LevelChange level : book.levels()) {
            levels.next().side(Words.code(level.side())).px(level.px()).qty(level.qty());
        }
        snapshot.symbol(book.symbol());
        return framed(snapshot.encodedLength());
    }

    private int framed(int bodyLength) {
        header.worldId(worldId);
        return MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
    }
}
