package io.atlas.gateway.order;

import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdStatus;
import io.atlas.domain.Order;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Rejected;
import io.atlas.gateway.ledger.HeldOrder;
import java.util.ArrayList;
import java.util.List;

/** An order as the gateway knows it: what was accepted, what the OMS last said of it, and what is being asked. */
final class ClientOrder {
    private final String session;
    private final boolean quiet;
    private HeldOrder held;
    private Order order;
    private String cancelAsked;
    private String replaceAsked;
    private final List<KnownId> ids = new ArrayList<>(1);
    private long lastEventNs;

    ClientOrder(NewOrder command, HeldOrder held) {
        this.session = command.origin().session();
        this.quiet = command.quiet();
        this.held = held;
    }

    private ClientOrder(Order order) {
        this.session = null;
        this.quiet = true;
        this.order = order;
    }

    /** One of which only the end is left. */
    static ClientOrder closed(Order order) {
        return new ClientOrder(order);
    }

    /** One from a snapshot. */
    ClientOrder(BoardRows.OrderRow row, HeldOrder heldOrNull) {
        this.session = row.session();
        this.quiet = row.quiet();
        this.order = row.order();
        this.held = heldOrNull;
        this.cancelAsked = row.cancelAsked();
        this.replaceAsked = row.replaceAsked();
        this.lastEventNs = row.lastEventNs();
    }

    /** As it stands in the log: without requests that are only proposed. */
    BoardRows.OrderRow row() {
        return new BoardRows.OrderRow(
                session,
                quiet,
                order,
                recorded(cancelAsked) ? cancelAsked : null,
                recorded(replaceAsked) ? replaceAsked : null,
                lastEventNs,
                List.copyOf(ids));
    }

    private boolean recorded(String clOrdIdOrNull) {
        return ids.stream().anyMatch(id -> id.clOrdId().equals(clOrdIdOrNull));
    }

    /** The command was read back at that position. */
    void opened(long orderId, NewOrder command) {
        order = Order.opened(orderId, command);
    }

    /** The OMS's view after a change; the money side is no longer needed once it is terminal. */
    void changed(Order after, long timeNs) {
        order = after;
        lastEventNs = timeNs;
        if (!after.open()) {
            held = null;
        }
    }

    /** Null until its command has been read back. */
    Order order() {
        return order;
    }

    /** A request of the order's chain was read back. */
    void addId(KnownId id) {
        ids.add(id);
    }

    /** The ClOrdIDs of the chain that are in the log. */
    List<KnownId> ids() {
        return ids;
    }

    /** Time of the last event that changed it. */
    long lastEventNs() {
        return lastEventNs;
    }

    /** It has ended and all that was asked of it is answered: nothing will be said of it but its end. */
    boolean done() {
        return order != null
                && !order.open()
                && order.pendingCancel() == null
                && order.pendingReplace() == null
                && cancelAsked == null
                && replaceAsked == null;
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
