package io.atlas.wire.aeron;

import io.atlas.domain.Side;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.sbe.BookUpdateDecoder;
import io.atlas.wire.sbe.BookUpdateDecoder.LevelsDecoder;
import io.atlas.wire.sbe.BookUpdateDecoder.TradesDecoder;
import io.atlas.wire.sbe.YesNo;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Reads frames of the market stream. */
final class BookDecoder implements FrameDecoder<BookUpdate> {
    private final FrameCounts counts;
    private final Frame frame;
    private final BookUpdateDecoder body = new BookUpdateDecoder();

    BookDecoder(long worldId, FrameCounts counts) {
        this.counts = counts;
        this.frame = new Frame(worldId, counts);
    }

    @Override
    public BookUpdate decodeOrNull(DirectBuffer buffer, int offset, int length) {
        int template = frame.open(buffer, offset, length);
        if (template == Frame.REFUSED) {
            return null;
        }
        if (template != BookUpdateDecoder.TEMPLATE_ID) {
            counts.countUnknown();
            return null;
        }
        BookUpdate update = updateOrNull();
        if (update == null) {
            counts.countMalformed();
        }
        return update;
    }

    private BookUpdate updateOrNull() {
        if (!frame.hasBlock(BookUpdateDecoder.BLOCK_LENGTH)) {
            return null;
        }
        body.wrap(frame.buffer(), frame.body(), BookUpdateDecoder.BLOCK_LENGTH, BookUpdateDecoder.SCHEMA_VERSION);
        boolean image = body.imageRaw() == YesNo.YES.value();
        boolean understood = image || body.imageRaw() == YesNo.NO.value();
        List<BookUpdate.LevelChange> levels = levelsOrNull();
        List<BookUpdate.Print> trades = levels == null ? null : tradesOrNull();
        if (!understood || trades == null || !frame.hasText(body.limit())) {
            return null;
        }
        String symbol = body.symbol();
        return frame.endsAt(body.limit())
                ? new BookUpdate(
                        symbol,
                        body.bookSeq(),
                        image,
                        body.timeNs(),
                        body.recordOffset(),
                        body.bidPx(),
                        body.askPx(),
                        levels,
                        trades)
                : null;
    }

    private List<BookUpdate.LevelChange> levelsOrNull() {
        if (!frame.hasGroup(body.limit(), LevelsDecoder.sbeBlockLength())) {
            return null;
        }
        LevelsDecoder group = body.levels();
        List<BookUpdate.LevelChange> levels = new ArrayList<>(group.count());
        while (group.hasNext()) {
            Side side = Words.sideOrNull(group.next().sideRaw());
            if (side == null) {
                return null;
            }
            levels.add(new BookUpdate.LevelChange(side, group.px(), group.qty()));
        }
        return levels;
    }

    private List<BookUpdate.Print> tradesOrNull() {
        if (!frame.hasGroup(body.limit(), TradesDecoder.sbeBlockLength())) {
            return null;
        }
        TradesDecoder group = body.trades();
        List<BookUpdate.Print> trades = new ArrayList<>(group.count());
        while (group.hasNext()) {
            Side aggressor = Words.sideOrNull(group.next().aggressorRaw());
            if (aggressor == null) {
                return null;
            }
            trades.add(new BookUpdate.Print(group.px(), group.qty(), aggressor, group.outcome()));
        }
        return trades;
    }
}
