package io.atlas.gateway.fix;

import io.atlas.wire.config.SessionConfig;
import quickfix.Session;

/** One client's session: what the parts of this package share of it. */
final class ClientSession {
    final SessionConfig config;
    final DurableStore store;
    /** Set once, before anything can reach the session. */
    Session engine;
    /** The client asked for no PendingNew (20013=Y). */
    volatile boolean quiet;
    /** The client's last Logon had CODMode(20010). */
    volatile boolean askedForCod;

    ClientSession(SessionConfig config, DurableStore store) {
        this.config = config;
        this.store = store;
    }

    String compId() {
        return config.senderCompId();
    }
}
