package io.atlas.gateway.fix;

import io.atlas.gateway.fix.EngineMessages.Caused;
import io.atlas.wire.config.SessionConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import quickfix.Responder;
import quickfix.Session;

/** One client's session: what the parts of this package share of it, and how reports leave. */
final class ClientSession {
    final SessionConfig config;
    final DurableStore store;
    /** Set once, before anything can reach the session. */
    Session engine;
    /** The client asked for no PendingNew (20013=Y). */
    volatile boolean quiet;
    /** The client's last Logon had NextExpectedMsgSeqNum(789). */
    volatile boolean usesNextExpected;
    /** The client's last Logon had CODMode(20010). */
    volatile boolean askedForCod;

    /** The number of our answer to the last Logon; 0 while nobody is connected. */
    private volatile int logonSeq;

    private final Object sending = new Object();
    /** The first report stored but not sent since our Logon left, or 0. Guarded by sending. */
    private int unsentFrom;

    ClientSession(SessionConfig config, DurableStore store) {
        this.config = config;
        this.store = store;
    }

    String compId() {
        return config.senderCompId();
    }

    /**
     * Stores a report and sends it if the client is there. Returns whether it is stored.
     *
     * <p>The engine answers a Logon first and counts the session as logged on a moment later; what it is given in between it
     * stores only, and the client would not know before our next message. Hence the care here.
     */
    boolean send(Caused message) {
        synchronized (sending) {
            sendUnsent();
            int msgSeqNum = store.getNextSenderMsgSeqNum();
            boolean sent = engine.send(message);
            if (!sent && message.isStored() && logonSeq != 0 && unsentFrom == 0) {
                unsentFrom = msgSeqNum;
            }
            return message.isStored();
        }
    }

    /** Our answer to a Logon is about to leave, under the engine's lock on outbound numbers: {@code sending} is not for here. */
    void logonAnswered(int msgSeqNum) {
        logonSeq = msgSeqNum;
    }

    void loggedOn() {
        synchronized (sending) {
            sendUnsent();
        }
    }

    void loggedOut() {
        logonSeq = 0;
    }

    private void sendUnsent() {
        Responder responder = engine.getResponder();
        if (unsentFrom == 0 || responder == null || !engine.isLoggedOn()) {
            return;
        }
        List<String> messages = new ArrayList<>();
        try {
            // What is older than our Logon the client misses by its number, and asks for.
            store.get(Math.max(unsentFrom, logonSeq + 1), store.getNextSenderMsgSeqNum() - 1, messages);
        } catch (IOException e) {
            throw new UncheckedIOException("session " + compId() + ": reading back what was not sent", e);
        }
        unsentFrom = 0;
        for (String message : messages) {
            engine.getLog().onOutgoing(message);
            responder.send(message);
        }
    }
}
