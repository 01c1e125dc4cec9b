package io.atlas.domain;

/**
 * How much an order must hold. A buy holds quote asset at its worst price, a sell holds the base asset it may deliver.
 * The console's preview, the gateway's reservation and the ledger's fold all use these few lines.
 */
public final class Funds {
    private Funds() {}

    /** What an order with these leaves at this price holds; {@code px} binds the venue (limit or protection price). */
    public static long need(Instrument instrument, Side side, long px, long leavesQty) {
        return side == Side.BUY ? instrument.amount(px, leavesQty) : leavesQty;
    }

    /**
     * What an order holds while a replace is unanswered: the worst order of fills. With fewer leaves wanted, either set of
     * terms may be the one in force for all of them. With more wanted, the old leaves may trade at the dearer of both
     * prices before or after the change, and the added quantity at the new one.
     */
    public static long need(
            Instrument instrument, Side side, long px, long leavesQty, long pendingPx, long pendingLeavesQty) {
        if (side == Side.SELL) {
            return Math.max(leavesQty, pendingLeavesQty);
        }
        if (pendingLeavesQty <= leavesQty) {
            return Math.max(instrument.amount(px, leavesQty), instrument.amount(pendingPx, pendingLeavesQty));
        }
        return Math.addExact(
                instrument.amount(Math.max(px, pendingPx), leavesQty),
                instrument.amount(pendingPx, pendingLeavesQty - leavesQty));
    }
}
