package io.atlas.gateway.fix;

/**
 * A FIX message that a session has received or sent, for {@code fix.messages}.
 *
 * @param session the client's CompID
 * @param timeNs epoch nanoseconds when it was read or handed to the socket
 * @param raw the whole text, secrets masked
 * @param store the session's store, a number that no other store of the session has
 * @param pos the message's position in it, rising
 */
public record FixMessage(String session, boolean inbound, long timeNs, String raw, long store, long pos) {}
