package io.atlas.gateway;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What one partition tells clients passes here. While it is not certain that the partition is still ours the gate is shut:
 * what is told waits, until it is certain, or is dropped because another gateway tells it.
 */
final class ReportGate implements ClientSessions {
    private enum State {
        OPEN,
        SHUT,
        DROPPING
    }

    private final ClientSessions sessions;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private State state = State.OPEN;

    ReportGate(ClientSessions sessions) {
        this.sessions = sessions;
    }

    /** From here on everything waits. */
    void shut() {
        if (state == State.OPEN) {
            state = State.SHUT;
        }
    }

    /** The partition is ours: what has waited leaves, in order. */
    void open() {
        if (state == State.SHUT) {
            state = State.OPEN;
            while (!waiting.isEmpty()) {
                waiting.removeFirst().run();
            }
        }
    }

    /** The partition is another's, for good. */
    void drop() {
        state = State.DROPPING;
        waiting.clear();
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    private void pass(Runnable told) {
        switch (state) {
            case OPEN -> told.run();
            case SHUT -> waiting.addLast(told);
            case DROPPING -> {}
        }
    }

    @Override
    public void send(String session, Report report, ReportCause causeOrNull) {
        pass(() -> sessions.send(session, report, causeOrNull));
    }

    @Override
    public void decided(String session, long msgSeqNum) {
        pass(() -> sessions.decided(session, msgSeqNum));
    }

    @Override
    public int poll(Consumer<ClientRequest> handler, int limit) {
        return sessions.poll(handler, limit);
    }

    @Override
    public ReportCause sentUpTo(String session, String topic) {
        return sessions.sentUpTo(session, topic);
    }

    @Override
    public boolean tellsThePast(String session) {
        return sessions.tellsThePast(session);
    }
}
