package io.atlas.gateway.fix;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Log;

/** What the engine says of one session: words to the program's log, what it sends to the session's journal. */
final class SessionLog implements Log {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLog.class);

    private final ClientSession client;

    SessionLog(ClientSession client) {
        this.client = client;
    }

    /** The door has kept it, as it came. */
    @Override
    public void onIncoming(String message) {}

    @Override
    public void onOutgoing(String message) {
        client.sent();
        client.carried(false, message);
    }

    @Override
    public void onEvent(String text) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("session {}: {}", client.compId(), RawMessage.masked(text));
        }
    }

    @Override
    public void onErrorEvent(String text) {
        LOG.warn("session {}: {}", client.compId(), RawMessage.masked(text));
    }

    @Override
    public void clear() {}
}
