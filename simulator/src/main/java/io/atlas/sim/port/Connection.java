package io.atlas.sim.port;

import io.atlas.gateway.client.ClientRequest;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A connection of one client, in order and without loss until it breaks; what is on its way then is gone. The client holds
 * it from logon to disconnect.
 */
public final class Connection {
    /** A client's message on its way. */
    record Inbound(long seqNum, boolean possDup, long sentNs, ClientRequest request) {}

    private final String session;
    private final long expectedByGateway;
    private final boolean startedAnew;
    private final Deque<Inbound> toGateway = new ArrayDeque<>();
    private final Deque<SessionStore.Stored> toClient = new ArrayDeque<>();
    private boolean broken;

    Connection(String session, long expectedByGateway, boolean startedAnew) {
        this.session = session;
        this.expectedByGateway = expectedByGateway;
        this.startedAnew = startedAnew;
    }

    public String session() {
        return session;
    }

    /** The MsgSeqNum with which the gateway asked the client to go on, at logon. */
    public long expectedByGateway() {
        return expectedByGateway;
    }

    /** Whether the Logon was answered with 141=Y: both sides begin at 1. */
    public boolean startedAnew() {
        return startedAnew;
    }

    public boolean broken() {
        return broken;
    }

    /** Ends it; what is on its way is gone. */
    public void cut() {
        broken = true;
        toGateway.clear();
        toClient.clear();
    }

    /** The client sends; {@code sentNs} is when it did so first. */
    public void send(long seqNum, boolean possDup, long sentNs, ClientRequest request) {
        if (!broken) {
            toGateway.addLast(new Inbound(seqNum, possDup, sentNs, request));
        }
    }

    /** The next report for the client, or null. */
    public SessionStore.Stored receiveOrNull() {
        return toClient.pollFirst();
    }

    /** Whether nothing is on its way in either direction. */
    public boolean quiet() {
        return toGateway.isEmpty() && toClient.isEmpty();
    }

    Inbound arrivedOrNull() {
        return toGateway.pollFirst();
    }

    void deliver(SessionStore.Stored stored) {
        if (!broken) {
            toClient.addLast(stored);
        }
    }
}
