package io.atlas.gateway.ledger;

import io.atlas.domain.Funds;
import io.atlas.domain.Instrument;
import io.atlas.domain.Side;

/** An open order as the ledger sees it: its terms, its pending terms, and what it holds. */
public final class HeldOrder {
    final Instrument instrument;
    final Side side;
    final Balance baseBalance;
    final Balance quoteBalance;
    private long px;
    private long leavesQty;
    private long cumQty;
    private boolean replacePending;
    private long pendingQty;
    private long pendingPx;
    private long heldAmount;

    HeldOrder(Instrument instrument, Side side, Balance baseBalance, Balance quoteBalance, long px, long qty) {
        this.instrument = instrument;
        this.side = side;
        this.baseBalance = baseBalance;
        this.quoteBalance = quoteBalance;
        this.px = px;
        this.leavesQty = qty;
    }

    /** What the order must hold under its present and pending terms. */
    long need() {
        return replacePending
                ? Funds.need(instrument, side, px, leavesQty, pendingPx, Math.max(0, pendingQty - cumQty))
                : Funds.need(instrument, side, px, leavesQty);
    }

    /** What the order would have to hold if it were asked to change to these terms. */
    public long needIfReplaced(long qty, long newPx) {
        return Funds.need(instrument, side, px, leavesQty, newPx, Math.max(0, qty - cumQty));
    }

    void terms(long newPx, long newLeavesQty, long newCumQty) {
        px = newPx;
        leavesQty = newLeavesQty;
        cumQty = newCumQty;
    }

    void pending(long qty, long newPx) {
        replacePending = true;
        pendingQty = qty;
        pendingPx = newPx;
    }

    void answered() {
        replacePending = false;
    }

    /** The balance the reservation lies in. */
    Balance reservedBalance() {
        return side == Side.BUY ? quoteBalance : baseBalance;
    }

    /** What the order holds now. */
    public long heldAmount() {
        return heldAmount;
    }

    /** Its terms as they are now, for a snapshot. */
    LedgerRows.HeldRow row(long orderId) {
        return new LedgerRows.HeldRow(
                orderId,
                baseBalance.account,
                instrument.symbol(),
                side,
                px,
                leavesQty,
                cumQty,
                replacePending,
                pendingQty,
                pendingPx);
    }

    /** Sets what is held and returns how much less that is than before. */
    long holdInstead(long amount) {
        long released = heldAmount - amount;
        heldAmount = amount;
        return released;
    }
}
