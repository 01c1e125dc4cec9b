package io.atlas.gateway.order;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.closed.ClosedOrders;
import java.util.ArrayDeque;
import java.util.Deque;

/** A ClOrdID that has been used: by what, and what waits for its decision. */
final class KnownId {
    private static final Deque<ClientRequest> NONE_WAITING = new ArrayDeque<>(0);

    private final String group;
    private final String clOrdId;
    private final long fingerprint;
    private final String session;
    private final String origClOrdId;
    private final ClientOrder order;
    private boolean decided;
    private Deque<ClientRequest> waiting;

    /**
     * One whose decision is on its way.
     *
     * @param fingerprint of the request
     * @param session who asked
     * @param origClOrdIdOrNull OrigClOrdID(41) of a cancel or replace
     * @param orderOrNull the order it opened or spoke of; null if there is none
     */
    KnownId(
            String group,
            String clOrdId,
            long fingerprint,
            String session,
            String origClOrdIdOrNull,
            ClientOrder orderOrNull) {
        this.group = group;
        this.clOrdId = clOrdId;
        this.fingerprint = fingerprint;
        this.session = session;
        this.origClOrdId = origClOrdIdOrNull;
        this.order = orderOrNull;
    }

    /** One whose story is over: nobody is told of it any more, so who asked no longer matters. */
    static KnownId closed(String group, String clOrdId, ClosedOrders.Found found) {
        ClientOrder order = found.orderOrNull() == null ? null : ClientOrder.closed(found.orderOrNull());
        KnownId id = new KnownId(group, clOrdId, found.fingerprint(), null, null, order);
        id.decided = true;
        return id;
    }

    /** One of a request that is in the log. */
    static KnownId recorded(
            String group,
            String clOrdId,
            long fingerprint,
            String session,
            String origClOrdIdOrNull,
            ClientOrder order) {
        KnownId id = new KnownId(group, clOrdId, fingerprint, session, origClOrdIdOrNull, order);
        id.decided = true;
        return id;
    }

    /** Keeps a request until this id's own decision is in the log. */
    void await(ClientRequest request) {
        if (waiting == null) {
            waiting = new ArrayDeque<>(2);
        }
        waiting.addLast(request);
    }

    /** Marks the decision and returns the requests that waited for it. */
    Deque<ClientRequest> decide() {
        decided = true;
        Deque<ClientRequest> released = waiting == null ? NONE_WAITING : waiting;
        waiting = null;
        return released;
    }

    /** The decision before this one never reached the log: who waited for that one waits for this one. */
    void takeOver(KnownId before) {
        waiting = before.waiting;
    }

    boolean inFlight() {
        return !decided;
    }

    String group() {
        return group;
    }

    String clOrdId() {
        return clOrdId;
    }

    long fingerprint() {
        return fingerprint;
    }

    /** What is kept of it when its story is over. */
    ClosedOrders.Id closedId() {
        return new ClosedOrders.Id(group, clOrdId, fingerprint);
    }

    String session() {
        return session;
    }

    String origClOrdId() {
        return origClOrdId;
    }

    ClientOrder order() {
        return order;
    }
}
