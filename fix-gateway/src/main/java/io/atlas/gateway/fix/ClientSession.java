package io.atlas.gateway.fix;

import io.atlas.gateway.fix.EngineMessages.Caused;
import io.atlas.wire.config.SessionConfig;
import java.util.concurrent.locks.LockSupport;
import quickfix.Session;

/** One client's session: what the parts of this package share of it. */
final class ClientSession {
    private static final int MOST_WAITS = 400;
    private static final long WAIT_NS = 50_000;

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
    /** Our answer to a Logon is on its way, and the engine does not count the session as logged on yet. */
    private volatile boolean answering;

    ClientSession(SessionConfig config, DurableStore store) {
        this.config = config;
        this.store = store;
    }

    String compId() {
        return config.senderCompId();
    }

    /**
     * Stores a report and sends it if the client is there; returns whether it is stored. Agent thread.
     *
     * <p>The engine answers a Logon and counts the session as logged on some microseconds later. A report in between would be
     * stored but not sent, and the client not know of it before our next message. So we wait for that moment, at most 20 ms;
     * a client that is missed all the same sees the gap with our next message.
     */
    boolean send(Caused message) {
        if (answering) {
            for (int i = 0; i < MOST_WAITS && engine.hasResponder() && !engine.isLoggedOn(); i++) {
                LockSupport.parkNanos(WAIT_NS);
            }
            answering = false;
        }
        engine.send(message);
        return message.isStored();
    }

    void answeringLogon() {
        answering = true;
    }
}
