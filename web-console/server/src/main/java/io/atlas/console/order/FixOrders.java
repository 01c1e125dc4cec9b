package io.atlas.console.order;

import io.atlas.console.preview.Terms;
import io.atlas.domain.Side;
import java.util.function.Consumer;

/**
 * The console's FIX sessions, one per desk. Every sending method returns false, with nothing sent, if the session is not logged
 * on. Thread: the console's agent.
 */
public interface FixOrders {
    /**
     * An order that a request speaks of.
     *
     * @param origClOrdId OrigClOrdID(41)
     * @param orderId OrderID(37), {@link io.atlas.domain.OrderIds#NONE} to leave it out
     * @param qty OrderQty(38) as it is now
     */
    record Target(String account, String origClOrdId, long orderId, String symbol, Side side, long qty) {}

    /** Whether that desk's session is logged on. */
    boolean up(String desk);

    /** NewOrderSingle(35=D). */
    boolean newOrder(String desk, String clOrdId, Terms terms, long nowNs);

    /** OrderCancelRequest(35=F). */
    boolean cancel(String desk, String clOrdId, Target target, long nowNs);

    /** OrderCancelReplaceRequest(35=G) of a limit order: {@code terms} are the new ones. */
    boolean replace(String desk, String clOrdId, Target target, Terms terms, long nowNs);

    /** OrderStatusRequest(35=H). */
    boolean askStatus(String desk, String clOrdId, String symbol, Side side);

    /** Hands over what the gateway has answered; returns how much. */
    int poll(Consumer<FixAnswer> handler);
}
