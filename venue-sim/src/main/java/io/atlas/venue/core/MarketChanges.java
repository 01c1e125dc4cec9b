package io.atlas.venue.core;

import io.atlas.wire.market.BookUpdate;
import java.util.List;

/** Told what the last input changed in one symbol's book. */
public interface MarketChanges {
    /**
     * @param bidPx best bid after the input, 0 if none
     * @param askPx best offer after the input, 0 if none
     */
    void onChange(
            String symbol, long bidPx, long askPx, List<BookUpdate.LevelChange> levels, List<BookUpdate.Print> trades);
}
