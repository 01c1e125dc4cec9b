package io.atlas.gateway.fix;

/** Where else a session may log on. Asked on MINA's threads, after the client's credentials were found right. */
@FunctionalInterface
public interface GatewayDirectory {
    /** Every session is ours. */
    GatewayDirectory NOBODY_ELSE = session -> null;

    /** {@code host:port} of the gateway that owns the session's partition, or null if it is ours or unknown. */
    String elsewhereOrNull(String session);
}
