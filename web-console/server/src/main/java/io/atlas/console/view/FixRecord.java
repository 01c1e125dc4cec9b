package io.atlas.console.view;

/**
 * A message of {@code fix.messages}. What takes reading the raw text is worked out by {@link FixSummary} when it is shown.
 *
 * @param pos its log position
 * @param timeNs when the gateway read it or handed it to the socket, epoch nanoseconds
 * @param session the client's SenderCompID
 * @param inbound towards the gateway
 * @param raw SOH between fields, secrets masked
 */
public record FixRecord(String pos, long timeNs, String session, boolean inbound, long seq, String type, String raw) {}
