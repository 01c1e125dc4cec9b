package io.atlas.gateway;

import java.util.Map;

/**
 * What the gateway needs beside the world.
 *
 * @param partitions how many partitions the log has
 * @param groupOfSession account group by SenderCompID
 * @param touchFreshForNs how old the venue's last word on a book may be
 */
public record GatewayConfig(int partitions, Map<String, String> groupOfSession, long touchFreshForNs) {
    public GatewayConfig {
        groupOfSession = Map.copyOf(groupOfSession);
    }

    /** With the usual freshness: the venue speaks at least once a second, so three seconds of silence are two words lost. */
    public static GatewayConfig of(int partitions, Map<String, String> groupOfSession) {
        return new GatewayConfig(partitions, groupOfSession, 3_000_000_000L);
    }
}
