package io.atlas.domain;

/**
 * The touch a decision was made on. Recorded with the decision, so that it explains itself.
 *
 * @param bidPx best bid, 0 if the side is empty
 * @param askPx best offer, 0 if the side is empty
 * @param bookSeq the venue's book sequence number for the symbol
 */
public record MarketView(long bidPx, long askPx, long bookSeq) {
    /** The far touch for an order of that side: what it would trade at; 0 if there is none. */
    public long touchPx(Side side) {
        return side == Side.BUY ? askPx : bidPx;
    }
}
