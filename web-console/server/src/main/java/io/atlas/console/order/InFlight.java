package io.atlas.console.order;

import io.atlas.console.order.KnownOrders.Known;
import io.atlas.domain.Side;

/** A request that has left and whose decision has not been seen. */
final class InFlight {
    final boolean newOrder;
    final String desk;
    final String account;
    final String orderKey;
    final String clOrdId;
    final String symbol;
    final Side side;
    /** When it was sent, or last asked for. */
    long askedNs;
    /** When the gateway said that it knows no such request; 0 if it has not. */
    long unknownNs;
    /** The gateway has answered it. */
    boolean answered;

    boolean checking;

    InFlight(boolean newOrder, String desk, Known order, String clOrdId, long nowNs) {
        this.newOrder = newOrder;
        this.desk = desk;
        this.account = order.terms().account();
        this.orderKey = order.key();
        this.clOrdId = clOrdId;
        this.symbol = order.terms().symbol();
        this.side = order.terms().side();
        this.askedNs = nowNs;
    }
}
