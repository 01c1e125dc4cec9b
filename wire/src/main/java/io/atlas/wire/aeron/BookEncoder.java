package io.atlas.wire.aeron;

import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.sbe.BookUpdateEncoder;
import io.atlas.wire.sbe.BookUpdateEncoder.LevelsEncoder;
import io.atlas.wire.sbe.BookUpdateEncoder.TradesEncoder;
import io.atlas.wire.sbe.MessageHeaderEncoder;
import io.atlas.wire.sbe.YesNo;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Writes frames of the market stream into its own buffer, from the start. */
final class BookEncoder {
    /** What a group's 16-bit count can say. */
    private static final int MAX_ENTRIES = LevelsEncoder.countMaxValue();

    private final long worldId;
    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer(1024);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BookUpdateEncoder body = new BookUpdateEncoder();

    BookEncoder(long worldId) {
        this.worldId = worldId;
    }

    MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Writes the update and returns the frame's length; -1 if it has more levels or trades than a frame can hold. */
    int encode(BookUpdate update) {
        if (update.levels().size() > MAX_ENTRIES || update.trades().size() > MAX_ENTRIES) {
            return -1;
        }
        body.wrapAndApplyHeader(buffer, 0, header)
                .bookSeq(update.bookSeq())
                .image(update.image() ? YesNo.YES : YesNo.NO)
                .timeNs(update.timeNs())
                .recordOffset(update.offset())
                .bidPx(update.bidPx())
                .askPx(update.askPx());
        header.worldId(worldId);
        LevelsEncoder levels = body.levelsCount(update.levels().size());
        for (BookUpdate.LevelChange level : update.levels()) {
            levels.next().side(Words.code(level.side())).px(level.px()).qty(level.qty());
        }
        TradesEncoder trades = body.tradesCount(update.trades().size());
        for (BookUpdate.Print trade : update.trades()) {
            trades.next()
                    .aggressor(Words.code(trade.aggressor()))
                    .px(trade.px())
                    .qty(trade.qty())
                    .outcome(trade.outcome());
        }
        body.symbol(update.symbol());
        return MessageHeaderEncoder.ENCODED_LENGTH + body.encodedLength();
    }
}
