package io.atlas.wire.market;

import io.atlas.domain.Side;
import java.util.List;

/**
 * What one input of the venue changed in one book, or, as an image, the whole book; with the touch after it.
 *
 * @param bookSeq rises by one per update of the symbol; an image or a heartbeat repeats the last one, except that each epoch
 *     of the venue's journal begins with an image that has a number of its own
 * @param image whether levels are all there are, not the changed ones
 * @param timeNs when the venue took the input, as its journal says; of an image, when it was taken; epoch nanoseconds
 * @param offset of the input's record in {@code exec.reports}, {@link #NO_RECORD} if it left none
 * @param bidPx best bid after the update, 0 if none
 * @param askPx best offer after the update, 0 if none
 */
public record BookUpdate(
        String symbol,
        long bookSeq,
        boolean image,
        long timeNs,
        long offset,
        long bidPx,
        long askPx,
        List<LevelChange> levels,
        List<Print> trades) {
    /** Images, heartbeats, and ticks without outcomes, which have no trades. */
    public static final long NO_RECORD = -1;

    public BookUpdate {
        levels = List.copyOf(levels);
        trades = List.copyOf(trades);
    }

    /** Nothing has changed since {@code bookSeq}. */
    public static BookUpdate heartbeat(String symbol, long bookSeq, long timeNs, long bidPx, long askPx) {
        return new BookUpdate(symbol, bookSeq, false, timeNs, NO_RECORD, bidPx, askPx, List.of(), List.of());
    }

    /** The whole book after update {@code bookSeq}. */
    public static BookUpdate image(
            String symbol, long bookSeq, long timeNs, long bidPx, long askPx, List<LevelChange> levels) {
        return new BookUpdate(symbol, bookSeq, true, timeNs, NO_RECORD, bidPx, askPx, levels, List.of());
    }

    /** The new total quantity of a price level; 0 if the level is gone. */
    public record LevelChange(Side side, long px, long qty) {}

    /**
     * A trade as the public sees it.
     *
     * @param outcome its index among the outcomes of the input's record: with the record's offset it makes the TradeID(1003)
     */
    public record Print(long px, long qty, Side aggressor, int outcome) {}
}
