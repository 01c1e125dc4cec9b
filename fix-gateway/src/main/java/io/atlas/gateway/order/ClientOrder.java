package io.atlas.gateway.order;

import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdStatus;
import io.atlas.domain.Order;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Rejected;
import io.atlas.gateway.ledger.HeldOrder;

/** An order as the gateway knows it: what was accepted, what the OMS last said of it, and what is being asked. */
final class ClientOrder {
    private final String session;
    private final boolean quiet;
    private HeldOrder held;
    private Order order;
    private String cancelAsked;
    private String replaceAsked;

    ClientOrder(NewOrder command, HeldOrder held) {
        this.session = command.origin().session();
        this.quiet = command.quiet();
        this.held = held;
    }

    /** The command was read back at that position. */
    void opened(long orderId, NewOrder command) {
        order = Order.opened(orderId, command);
    }

    /** The OMS's view after a change; the money side is no longer needed once it is terminal. */
    void changed(Order after) {
        order = after;
        if (!after.open()) {
            held = null;
        }
    }

    /** Null until its command has been read back. */
    Order order() {
        return order;
    }

    HeldOrder held() {
        return held;
    }

    String session() {
        return session;
    }

    boolean quiet() {
        return quiet;
    }

    void askCancel(String clOrdIdOrNull) {
        cancelAsked = clOrdIdOrNull;
    }

    void askReplace(String clOrdIdOrNull) {
        replaceAsked = clOrdIdOrNull;
    }

    /** ClOrdID of the cancel that is not answered yet, or null. */
    String cancelAsked() {
        return cancelAsked;
    }

    /** ClOrdID of the replace that is not answered yet, or null. */
    String replaceAsked() {
        return replaceAsked;
    }

    /** A cancel or replace was answered; a terminal order's open requests are still answered one by one. */
    void answered(String clOrdId) {
        if (clOrdId.equals(cancelAsked)) {
            cancelAsked = null;
        }
        if (clOrdId.equals(replaceAsked)) {
            replaceAsked = null;
        }
    }

    /** For the record of a refusal that speaks of this order. */
    Rejected.Existing existing() {
        return new Rejected.Existing(order.orderId(), order.ordStatus(), order.cumQty(), order.leavesQty());
    }

    /** For a refusal that speaks of no order. */
    static Rejected.Existing none() {
        return new Rejected.Existing(OrderIds.NONE, OrdStatus.REJECTED, 0, 0);
    }
}
