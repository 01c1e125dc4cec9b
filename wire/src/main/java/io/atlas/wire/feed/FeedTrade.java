package io.atlas.wire.feed;

import io.atlas.domain.Side;

/**
 * A trade as the public sees it.
 *
 * @param tradeId TradeID(1003), {@code <offset in exec.reports>.<index of the outcome>}: unique for all time
 * @param timeNs when the venue matched it, as its journal says, in epoch nanoseconds
 * @param aggressor the side that took liquidity
 */
public record FeedTrade(String tradeId, long timeNs, long px, long qty, Side aggressor) {
    /** A trade of that record of the venue's journal. */
    public static FeedTrade of(long offset, int outcome, long timeNs, long px, long qty, Side aggressor) {
        return new FeedTrade(offset + "." + outcome, timeNs, px, qty, aggressor);
    }

    /** Of its record in {@code exec.reports}. */
    public long offset() {
        return Long.parseLong(tradeId.substring(0, tradeId.indexOf('.')));
    }

    /** Its index among the outcomes of that record. */
    public int outcome() {
        return Integer.parseInt(tradeId.substring(tradeId.indexOf('.') + 1));
    }
}
