package io.atlas.console.view;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;

/** The fold's own copy of an order; what leaves is {@link #view}. */
final class OrderRow {
    final String account;
    final String key;
    String clOrdId;
    long orderId = OrderIds.NONE;
    String symbol;
    Side side;
    OrdType ordType;
    TimeInForce tif;
    long qty;
    long px;
    long cumQty;
    long leavesQty;
    long cumAmount;
    Word word = Word.WAITING;
    /** What the OMS says is pending. */
    Pending told;
    /** What was asked for and the OMS has not spoken of yet. */
    Pending requested;

    long wantedQty;
    long wantedPx;
    Reason reason = Reason.NONE;
    String text;
    long timeNs;
    long updatedNs;
    String source;
    /** The console's client has no answer for a request: its outcome is being looked up. */
    boolean unanswered;
    /** The log has told of it; likewise of what was requested. Only that outlives the process. */
    boolean recorded;

    boolean requestRecorded;

    OrderRow(String account, String key) {
        this.account = account;
        this.key = key;
        this.clOrdId = key;
    }

    void terms(String newSymbol, Side newSide, OrdType newType, TimeInForce newTif, long newQty, long newPx) {
        symbol = newSymbol;
        side = newSide;
        ordType = newType;
        tif = newTif;
        qty = newQty;
        px = newType == OrdType.MARKET ? 0 : newPx;
        leavesQty = newQty;
    }

    void take(Order order, Reason newReason) {
        orderId = order.orderId();
        clOrdId = order.clOrdId();
        terms(order.symbol(), order.side(), order.ordType(), order.tif(), order.qty(), order.px());
        cumQty = order.cumQty();
        leavesQty = order.leavesQty();
        cumAmount = order.cumAmount();
        word = Word.of(order.state());
        told = order.pendingCancel() != null ? Pending.CANCEL : order.pendingReplace() != null ? Pending.REPLACE : null;
        if (order.pendingReplace() != null) {
            wantedQty = order.pendingReplace().qty();
            wantedPx = order.pendingReplace().px();
        }
        if (!word.open()) {
            told = null;
            requested = null;
            reason = newReason;
        }
    }

    void wants(long newQty, long newPx) {
        requested = Pending.REPLACE;
        wantedQty = newQty;
        wantedPx = newPx;
    }

    /** As the log alone would have it. */
    OrderRow copy() {
        OrderRow copy = new OrderRow(account, key);
        copy.clOrdId = clOrdId;
        copy.orderId = orderId;
        copy.symbol = symbol;
        copy.side = side;
        copy.ordType = ordType;
        copy.tif = tif;
        copy.qty = qty;
        copy.px = px;
        copy.cumQty = cumQty;
        copy.leavesQty = leavesQty;
        copy.cumAmount = cumAmount;
        copy.word = word;
        copy.told = told;
        copy.requested = requestRecorded ? requested : null;
        copy.wantedQty = wantedQty;
        copy.wantedPx = wantedPx;
        copy.reason = reason;
        copy.text = text;
        copy.timeNs = timeNs;
        copy.updatedNs = updatedNs;
        copy.source = source;
        copy.recorded = true;
        copy.requestRecorded = requestRecorded;
        return copy;
    }

    OrderView view() {
        Pending pending = told != null ? told : requested;
        return new OrderView(
                key,
                clOrdId,
                orderId,
                account,
                symbol,
                side,
                ordType,
                tif,
                qty,
                px,
                cumQty,
                leavesQty,
                cumAmount,
                word,
                pending,
                reason.wordOrNull(),
                text,
                timeNs,
                updatedNs,
                source,
                note(pending));
    }

    private String note(Pending pending) {
        if (unanswered) {
            return "unknown, checking";
        }
        return switch (word) {
            case WAITING -> orderId == OrderIds.NONE ? "Sent, not yet recorded" : "Recorded, waiting for the venue";
            case LIVE ->
                pending == Pending.CANCEL
                        ? "Cancel requested"
                        : pending == Pending.REPLACE ? change() : cumQty == 0 ? "Resting" : "Resting, " + percent();
            case FILLED -> "Filled";
            case CANCELED -> reason == Reason.USER_CANCEL ? "Canceled on request" : "Canceled: " + reason;
            case REJECTED -> text == null ? "Refused: " + reason : reason + ": " + text;
            case EXPIRED -> reason == Reason.NONE ? "Expired" : "Expired: " + reason;
        };
    }

    private String change() {
        return "Change to " + FixedPoint.format(wantedQty) + " @ " + FixedPoint.format(wantedPx) + " requested";
    }

    private String percent() {
        // Below one percent it is still a fill, and only the whole is the whole.
        long percent = Math.max(1, Math.min(99, (long) (100.0 * cumQty / qty)));
        return percent + " % filled";
    }
}
