package io.atlas.gateway.order;

import io.atlas.gateway.client.ClientRequest;
import java.util.ArrayDeque;
import java.util.Deque;

/** A ClOrdID that has been used: by what, and what waits for its decision. */
final class KnownId {
    private static final Deque<ClientRequest> NONE_WAITING = new ArrayDeque<>(0);

    private final String content;
    private final String session;
    private final String origClOrdId;
    private final ClientOrder order;
    private boolean decided;
    private Deque<ClientRequest> waiting;

    /**
     * @param content fingerprint of the request
     * @param session who asked
     * @param origClOrdIdOrNull OrigClOrdID(41) of a cancel or replace
     * @param orderOrNull the order it opened or spoke of; null if there is none
     */
    KnownId(String content, String session, String origClOrdIdOrNull, ClientOrder orderOrNull) {
        this.content = content;
        this.session = session;
        this.origClOrdId = origClOrdIdOrNull;
        this.order = orderOrNull;
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

    String content() {
        return content;
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
