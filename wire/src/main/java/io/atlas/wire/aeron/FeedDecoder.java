package io.atlas.wire.aeron;

import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedFrame;
import io.atlas.wire.feed.FeedTrade;
import io.atlas.wire.market.BookUpdate.LevelChange;
import io.atlas.wire.sbe.FeedHeartbeatDecoder;
import io.atlas.wire.sbe.FeedIncrementDecoder;
import io.atlas.wire.sbe.FeedSnapshotDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Reads frames of the feed, of any world. */
final class FeedDecoder implements FrameDecoder<FeedDecoder.Received> {
    /** A frame and the world it says it is of. */
    record Received(long worldId, FeedFrame frame) {}

    private static final long NO_WORLD = 0;

    private final FrameCounts counts;
    private final Frame frame;
    private final FeedIncrementDecoder increment = new FeedIncrementDecoder();
    private final FeedSnapshotDecoder snapshot = new FeedSnapshotDecoder();
    private final FeedHeartbeatDecoder heartbeat = new FeedHeartbeatDecoder();

    FeedDecoder(FrameCounts counts) {
        this.counts = counts;
        this.frame = new Frame(NO_WORLD, counts);
    }

    @Override
    public Received decodeOrNull(DirectBuffer buffer, int offset, int length) {
        int template = frame.openOfAnyWorld(buffer, offset, length);
        FeedFrame content;
        switch (template) {
            case FeedIncrementDecoder.TEMPLATE_ID -> content = incrementOrNull();
            case FeedSnapshotDecoder.TEMPLATE_ID -> content = snapshotOrNull();
            case FeedHeartbeatDecoder.TEMPLATE_ID -> content = heartbeatOrNull();
            case Frame.REFUSED -> {
                return null;
            }
            default -> {
                counts.countUnknown();
                return null;
            }
        }
        if (content == null) {
            counts.countMalformed();
            return null;
        }
        return new Received(frame.worldId(), content);
    }

    private FeedFrame incrementOrNull() {
        if (!frame.hasBlock(FeedIncrementDecoder.BLOCK_LENGTH)) {
            return null;
        }
        increment.wrap(
                frame.buffer(), frame.body(), FeedIncrementDecoder.BLOCK_LENGTH, FeedIncrementDecoder.SCHEMA_VERSION);
        if (!isNumbered(increment.feedEpoch(), increment.seq()) || !isPart(increment.part(), increment.parts())) {
            return null;
        }
        List<LevelChange> levels = updatedLevelsOrNull();
        List<FeedTrade> trades = levels == null ? null : tradesOrNull();
        if (trades == null || !frame.hasText(increment.limit())) {
            return null;
        }
        String symbol = increment.symbol();
        return frame.endsAt(increment.limit())
                ? new FeedFrame.Increment(
                        symbol,
                        increment.feedEpoch(),
                        increment.seq(),
                        increment.part(),
                        increment.parts(),
                        increment.bookSeq(),
                        increment.timeNs(),
                        levels,
                        trades)
                : null;
    }

    private List<LevelChange> updatedLevelsOrNull() {
        if (!frame.hasGroup(increment.limit(), FeedIncrementDecoder.LevelsDecoder.sbeBlockLength())) {
            return null;
        }
        FeedIncrementDecoder.LevelsDecoder group = increment.levels();
        List<LevelChange> levels = new ArrayList<>(group.count());
        while (group.hasNext()) {
            Side side = Words.sideOrNull(group.next().sideRaw());
            if (side == null || group.qty() < 0) {
                return null;
            }
            levels.add(new LevelChange(side, group.px(), group.qty()));
        }
        return levels;
    }

    private List<FeedTrade> tradesOrNull() {
        if (!frame.hasGroup(increment.limit(), FeedIncrementDecoder.TradesDecoder.sbeBlockLength())) {
            return null;
        }
        long timeNs = increment.timeNs();
        FeedIncrementDecoder.TradesDecoder group = increment.trades();
        List<FeedTrade> trades = new ArrayList<>(group.count());
        while (group.hasNext()) {
            Side aggressor = Words.sideOrNull(group.next().aggressorRaw());
            if (aggressor == null || group.recordOffset() < 0 || group.outcome() < 0) {
                return null;
            }
            trades.add(FeedTrade.of(group.recordOffset(), group.outcome(), timeNs, group.px(), group.qty(), aggressor));
        }
        return trades;
    }

    private FeedFrame snapshotOrNull() {
        if (!frame.hasBlock(FeedSnapshotDecoder.BLOCK_LENGTH)) {
            return null;
        }
        snapshot.wrap(
                frame.buffer(), frame.body(), FeedSnapshotDecoder.BLOCK_LENGTH, FeedSnapshotDecoder.SCHEMA_VERSION);
        if (!isNumbered(snapshot.feedEpoch(), snapshot.seq()) || !isPart(snapshot.part(), snapshot.parts())) {
            return null;
        }
        List<LevelChange> levels = bookLevelsOrNull();
        if (levels == null || !frame.hasText(snapshot.limit())) {
            return null;
        }
        String symbol = snapshot.symbol();
        return frame.endsAt(snapshot.limit())
                ? new FeedFrame.Snapshot(
                        symbol,
                        snapshot.feedEpoch(),
                        snapshot.seq(),
                        snapshot.part(),
                        snapshot.parts(),
                        snapshot.bookSeq(),
                        snapshot.timeNs(),
                        levels)
                : null;
    }

    private List<LevelChange> bookLevelsOrNull() {
        if (!frame.hasGroup(snapshot.limit(), FeedSnapshotDecoder.LevelsDecoder.sbeBlockLength())) {
            return null;
        }
        FeedSnapshotDecoder.LevelsDecoder group = snapshot.levels();
        List<LevelChange> levels = new ArrayList<>(group.count());
        while (group.hasNext()) {
            Side side = Words.sideOrNull(group.next().sideRaw());
            if (side == null || group.qty() <= 0) {
                return null;
            }
            levels.add(new LevelChange(side, group.px(), group.qty()));
        }
        return levels;
    }

    private FeedFrame heartbeatOrNull() {
        if (!frame.hasBlock(FeedHeartbeatDecoder.BLOCK_LENGTH)) {
            return null;
        }
        heartbeat.wrap(
                frame.buffer(), frame.body(), FeedHeartbeatDecoder.BLOCK_LENGTH, FeedHeartbeatDecoder.SCHEMA_VERSION);
        if (!isNumbered(heartbeat.feedEpoch(), heartbeat.seq()) || !frame.hasText(heartbeat.limit())) {
            return null;
        }
        String symbol = heartbeat.symbol();
        return frame.endsAt(heartbeat.limit())
                ? new FeedFrame.Heartbeat(symbol, heartbeat.feedEpoch(), heartbeat.seq())
                : null;
    }

    private static boolean isNumbered(long feedEpoch, long seq) {
        return feedEpoch > 0 && seq >= 0;
    }

    private static boolean isPart(int part, int parts) {
        return part < parts && parts <= FeedFrame.MOST_PARTS;
    }
}
