package io.atlas.gateway.order;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.StatusRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The messages of each session that have no decision yet, in the order in which they came. A status request (35=H) is
 * answered only when all that came before it are decided, so that "unknown" is final. The order is that of arrival, not of
 * MsgSeqNum(34): after 141=Y small numbers come after large ones.
 */
final class Undecided {
    private static final class Message {
        private final long msgSeqNum;
        private final String clOrdId;
        private boolean decided;

        Message(long msgSeqNum, String clOrdId) {
            this.msgSeqNum = msgSeqNum;
            this.clOrdId = clOrdId;
        }

        boolean is(long number, String id) {
            return !decided && msgSeqNum == number && clOrdId.equals(id);
        }
    }

    /** A status request, and how many messages came before it. */
    private record Waiting(StatusRequest request, long before) {}

    private static final class OfSession {
        private final Deque<Message> messages = new ArrayDeque<>();
        private final Deque<Waiting> waiting = new ArrayDeque<>(2);
        /** How many messages came and went before the first one in the queue. */
        private long gone;

        boolean decide(long msgSeqNum, String clOrdId) {
            // Decisions come in order but for those that waited for another one: the first is nearly always it.
            for (Message message : messages) {
                if (message.is(msgSeqNum, clOrdId)) {
                    message.decided = true;
                    return true;
                }
            }
            return false;
        }

        void forgetDecided() {
            while (!messages.isEmpty() && messages.peekFirst().decided) {
                messages.removeFirst();
                gone++;
            }
        }
    }

    private final Map<String, OfSession> sessions = new HashMap<>();
    private int count;

    /** The message has arrived and is being decided. */
    void add(ClientRequest request) {
        of(request.arrival().session())
                .messages
                .addLast(new Message(request.arrival().msgSeqNum(), request.clOrdId()));
        count++;
    }

    /** Removes a message if it is there, and hands over the status requests that waited for nothing else. */
    void remove(String session, long msgSeqNum, String clOrdId, Consumer<StatusRequest> released) {
        OfSession of = of(session);
        if (of.decide(msgSeqNum, clOrdId)) {
            count--;
            of.forgetDecided();
        }
        while (!of.waiting.isEmpty() && of.waiting.peekFirst().before() <= of.gone) {
            released.accept(of.waiting.removeFirst().request());
        }
    }

    /** Keeps the request if an earlier message is undecided. */
    boolean await(StatusRequest request) {
        OfSession of = of(request.arrival().session());
        if (of.messages.isEmpty()) {
            return false;
        }
        of.waiting.addLast(new Waiting(request, of.gone + of.messages.size()));
        return true;
    }

    private OfSession of(String session) {
        return sessions.computeIfAbsent(session, key -> new OfSession());
    }

    /** Over all sessions: what the log has not answered yet. */
    int count() {
        return count;
    }
}
