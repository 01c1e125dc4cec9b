package io.atlas.venue.core;

import io.atlas.wire.market.BookUpdate;
import java.util.List;

/** Told how a symbol's book stands. */
public interface MarketImages {
    /**
     * @param bidPx best bid, 0 if none
     * @param askPx best offer, 0 if none
     * @param levels all there are, bids then offers, the best first
     */
    void onImage(String symbol, long bidPx, long askPx, List<BookUpdate.LevelChange> levels);
}
