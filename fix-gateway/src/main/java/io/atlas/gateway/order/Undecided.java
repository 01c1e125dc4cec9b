package io.atlas.gateway.order;

import io.atlas.gateway.client.ClientRequest.StatusRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The messages of each session that have no decision yet. A status request (35=H) is answered only when all earlier ones
 * are decided, so that "unknown" is final.
 */
final class Undecided {
    private static final class OfSession {
        final TreeSet<Long> msgSeqNums = new TreeSet<>();
        final Deque<StatusRequest> waiting = new ArrayDeque<>(2);

        boolean before(long msgSeqNum) {
            return !msgSeqNums.isEmpty() && msgSeqNums.first() < msgSeqNum;
        }
    }

    private final Map<String, OfSession> sessions = new HashMap<>();
    private int count;

    void add(String session, long msgSeqNum) {
        if (of(session).msgSeqNums.add(msgSeqNum)) {
            count++;
        }
    }

    /** Removes a message and hands over the status requests that waited for nothing else; returns whether it was there. */
    boolean remove(String session, long msgSeqNum, Consumer<StatusRequest> released) {
        OfSession of = of(session);
        boolean was = of.msgSeqNums.remove(msgSeqNum);
        count -= was ? 1 : 0;
        while (!of.waiting.isEmpty()
                && !of.before(of.waiting.peekFirst().arrival().msgSeqNum())) {
            released.accept(of.waiting.removeFirst());
        }
        return was;
    }

    /** Keeps the request if an earlier message is undecided. */
    boolean await(StatusRequest request) {
        OfSession of = of(request.arrival().session());
        boolean wait = of.before(request.arrival().msgSeqNum());
        if (wait) {
            of.waiting.addLast(request);
        }
        return wait;
    }

    private OfSession of(String session) {
        return sessions.computeIfAbsent(session, key -> new OfSession());
    }

    /** Over all sessions: what the log has not answered yet. */
    int count() {
        return count;
    }
}
