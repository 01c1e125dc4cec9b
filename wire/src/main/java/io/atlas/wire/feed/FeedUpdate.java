package io.atlas.wire.feed;

import io.atlas.wire.market.BookUpdate;
import java.util.List;

/**
 * What one input of the venue changed in one book.
 *
 * @param feedEpoch which run of the book this belongs to; it only rises, and seq starts anew with it
 * @param seq rises by exactly one per update of the symbol within the epoch
 * @param timeNs time of the input in the venue's journal, epoch nanoseconds
 */
public record FeedUpdate(
        String symbol,
        long feedEpoch,
        long seq,
        long timeNs,
        List<BookUpdate.LevelChange> levels,
        List<FeedTrade> trades) {
    public FeedUpdate {
        levels = List.copyOf(levels);
        trades = List.copyOf(trades);
    }
}
