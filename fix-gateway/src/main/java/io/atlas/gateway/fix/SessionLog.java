package io.atlas.gateway.fix;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Log;
import quickfix.SessionID;

/** What the engine says of one session: words to the program's log, raw messages to the queue for {@code fix.messages}. */
final class SessionLog implements Log {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLog.class);
    private static final int LOUD_EVERY = 10_000;

    private final String session;
    private final LongSupplier epochNs;
    private final Queue<FixMessage> copies;
    private final AtomicLong dropped;

    /** @param dropped counts copies for which there was no room, over all sessions */
    SessionLog(SessionID id, LongSupplier epochNs, Queue<FixMessage> copies, AtomicLong dropped) {
        this.session = id.getTargetCompID();
        this.epochNs = epochNs;
        this.copies = copies;
        this.dropped = dropped;
    }

    @Override
    public void onIncoming(String message) {
        copy(true, message);
    }

    @Override
    public void onOutgoing(String message) {
        copy(false, message);
    }

    private void copy(boolean inbound, String message) {
        FixMessage copy = new FixMessage(session, inbound, epochNs.getAsLong(), RawMessage.masked(message));
        if (!copies.offer(copy) && dropped.getAndIncrement() % LOUD_EVERY == 0) {
            LOG.error("fix.messages cannot keep up: {} messages not copied so far", dropped.get());
        }
    }

    @Override
    public void onEvent(String text) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("session {}: {}", session, RawMessage.masked(text));
        }
    }

    @Override
    public void onErrorEvent(String text) {
        LOG.warn("session {}: {}", session, RawMessage.masked(text));
    }

    @Override
    public void clear() {}
}
