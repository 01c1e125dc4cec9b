package io.atlas.wire.market;

import io.atlas.domain.Side;
import java.util.List;

/**
 * What one input of the venue changed in one book, with the touch after it.
 *
 * @param bookSeq rises by one per update of the symbol; equal to the last one in a heartbeat, which changes nothing
 * @param bidPx best bid after the update, 0 if none
 * @param askPx best offer after the update, 0 if none
 */
public record BookUpdate(
        String symbol, long bookSeq, long bidPx, long askPx, List<LevelChange> levels, List<Print> trades) {
    public BookUpdate {
        levels = List.copyOf(levels);
        trades = List.copyOf(trades);
    }

    /** The new total quantity of a price level; 0 if the level is gone. */
    public record LevelChange(Side side, long px, long qty) {}

    /** A trade as the public sees it. */
    public record Print(long px, long qty, Side aggressor) {}
}
