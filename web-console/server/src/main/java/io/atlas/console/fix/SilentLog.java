package io.atlas.console.fix;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Log;
import quickfix.SessionID;

/** QuickFIX/J's log of a session: errors only. Messages are in {@code fix.messages}, masked, and a Logon holds a password. */
final class SilentLog implements Log {
    private static final Logger LOG = LoggerFactory.getLogger(SilentLog.class);

    private final String session;
    private volatile String lastError = "";

    SilentLog(SessionID id) {
        this.session = id.getSenderCompID();
    }

    @Override
    public void onIncoming(String message) {}

    @Override
    public void onOutgoing(String message) {}

    @Override
    public void onEvent(String text) {
        LOG.debug("session {}: {}", session, text);
    }

    /** Every two seconds the same while the gateway is down: said once. */
    @Override
    public void onErrorEvent(String text) {
        if (!text.equals(lastError)) {
            lastError = text;
            LOG.warn("session {}: {}", session, text);
        }
    }

    @Override
    public void clear() {}
}
