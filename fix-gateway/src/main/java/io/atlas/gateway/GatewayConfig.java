package io.atlas.gateway;

import io.atlas.wire.snapshot.SnapshotWriter;
import java.util.Map;

/**
 * What the gateway needs beside the world.
 *
 * @param partitions how many partitions the log has
 * @param groupOfSession account group by SenderCompID
 * @param touchFreshForNs how old the venue's last word on a book may be
 * @param snapshotEvery how many commands and events of a partition lie between two snapshots
 * @param checked whether the ledgers check I1 to I3 at each step; off only to measure what that costs
 */
public record GatewayConfig(
        int partitions, Map<String, String> groupOfSession, long touchFreshForNs, long snapshotEvery, boolean checked) {
    public GatewayConfig {
        groupOfSession = Map.copyOf(groupOfSession);
    }

    /** With the usual freshness: the venue speaks at least once a second, so three seconds of silence are two words lost. */
    public static GatewayConfig of(int partitions, Map<String, String> groupOfSession) {
        return new GatewayConfig(partitions, groupOfSession, 3_000_000_000L, SnapshotWriter.EVERY, true);
    }

    /** The same with that many inputs between two snapshots. */
    public GatewayConfig withSnapshotEvery(long inputs) {
        return new GatewayConfig(partitions, groupOfSession, touchFreshForNs, inputs, checked);
    }

    /** The same without the ledgers' checks: for the benchmark that measures their cost, for nothing else. */
    public GatewayConfig unchecked() {
        return new GatewayConfig(partitions, groupOfSession, touchFreshForNs, snapshotEvery, false);
    }
}
