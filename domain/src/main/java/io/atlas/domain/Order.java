package io.atlas.domain;

import static io.atlas.domain.Invariant.require;

/**
 * An order as the OMS knows it.
 *
 * @param orderId OrderID(37), see {@link OrderIds}
 * @param clOrdId the last accepted ClOrdID(11) of the chain
 * @param px limit or protection price in force
 * @param cumAmount Σ price × quantity of its fills, quote asset: AvgPx(6) is cumAmount / cumQty
 * @param pendingCancel the unanswered cancel, or null
 * @param pendingReplace the unanswered replace, or null
 */
public record Order(
        long orderId,
        String clOrdId,
        String account,
        String symbol,
        Side side,
        OrdType ordType,
        TimeInForce tif,
        long qty,
        long px,
        OrderState state,
        long cumQty,
        long leavesQty,
        long cumAmount,
        PendingCancel pendingCancel,
        PendingReplace pendingReplace) {

    /** An unanswered cancel: the command's number and its ClOrdID. */
    public record PendingCancel(long request, String clOrdId) {}

    /** An unanswered replace: the command's number, its ClOrdID and the terms wanted. */
    public record PendingReplace(long request, String clOrdId, long qty, long px) {}

    public Order {
        boolean possible = qty > 0 && cumQty >= 0;
        boolean consistent = state.terminal() ? leavesQty == 0 : leavesQty == qty - cumQty && leavesQty > 0;
        // Orders are made for every record that is read: the id's text only for one that is wrong.
        if (!possible || !consistent) {
            require(possible, "order %s, qty: %d, cumQty: %d", OrderIds.text(orderId), qty, cumQty);
            require(
                    consistent,
                    "order %s, %s, qty: %d, cumQty: %d, leavesQty: %d",
                    OrderIds.text(orderId),
                    state,
                    qty,
                    cumQty,
                    leavesQty);
        }
    }

    /** The order as its command opens it. */
    public static Order opened(long orderId, NewOrder command) {
        return new Order(
                orderId,
                command.origin().clOrdId(),
                command.origin().account(),
                command.symbol(),
                command.side(),
                command.ordType(),
                command.tif(),
                command.qty(),
                command.px(),
                OrderState.PENDING_SUBMIT,
                0,
                command.qty(),
                0,
                null,
                null);
    }

    public boolean open() {
        return !state.terminal();
    }

    /** OrdStatus(39): a pending cancel or replace outranks the base state until it is answered. */
    public OrdStatus ordStatus() {
        if (pendingCancel != null) {
            return OrdStatus.PENDING_CANCEL;
        }
        return pendingReplace != null ? OrdStatus.PENDING_REPLACE : state.status();
    }

    /** Leaves the order would have under its pending terms; never below 0. */
    public long pendingLeavesQty() {
        return Math.max(0, pendingReplace.qty() - cumQty);
    }

    /** What it must hold now, pending terms included; 0 once terminal. */
    public long need(Instrument instrument) {
        if (!open()) {
            return 0;
        }
        return pendingReplace == null
                ? Funds.need(instrument, side, px, leavesQty)
                : Funds.need(instrument, side, px, leavesQty, pendingReplace.px(), pendingLeavesQty());
    }

    /** In another base state; the leaves follow from it. */
    public Order in(OrderState next) {
        return copy(qty, px, clOrdId, next, cumQty, cumAmount, pendingCancel, pendingReplace);
    }

    /** After a fill of that quantity and amount. */
    public Order filled(OrderState next, long lastQty, long lastAmount) {
        return copy(
                qty,
                px,
                clOrdId,
                next,
                Math.addExact(cumQty, lastQty),
                Math.addExact(cumAmount, lastAmount),
                pendingCancel,
                pendingReplace);
    }

    public Order with(PendingCancel pending) {
        return copy(qty, px, clOrdId, state, cumQty, cumAmount, pending, pendingReplace);
    }

    public Order with(PendingReplace pending) {
        return copy(qty, px, clOrdId, state, cumQty, cumAmount, pendingCancel, pending);
    }

    /** The pending replace is in force. A total at or below what has traded leaves a filled order of that size. */
    public Order replaced() {
        long newQty = Math.max(pendingReplace.qty(), cumQty);
        OrderState next =
                newQty == cumQty ? OrderState.FILLED : cumQty > 0 ? OrderState.PARTIALLY_FILLED : OrderState.NEW;
        return copy(
                newQty, pendingReplace.px(), pendingReplace.clOrdId(), next, cumQty, cumAmount, pendingCancel, null);
    }

    private Order copy(
            long newQty,
            long newPx,
            String newClOrdId,
            OrderState next,
            long newCumQty,
            long newCumAmount,
            PendingCancel newPendingCancel,
            PendingReplace newPendingReplace) {
        return new Order(
                orderId,
                newClOrdId,
                account,
                symbol,
                side,
                ordType,
                tif,
                newQty,
                newPx,
                next,
                newCumQty,
                next.terminal() ? 0 : newQty - newCumQty,
                newCumAmount,
                newPendingCancel,
                newPendingReplace);
    }
}
