package io.atlas.wire.owners;

import java.util.List;
import java.util.Objects;

/**
 * How a service stands to one of its partitions.
 *
 * @param epoch the current epoch as read, -1 before the first
 * @param why what broke, for FAILED; who took it, for LEFT; else empty
 * @param quarantined how many inputs were set aside since the start of the process
 */
public record PartitionStatus(int partition, OwnerState state, long epoch, String why, long quarantined) {
    /** A service that owns partitions. */
    @FunctionalInterface
    public interface Source {
        /** One for each of its partitions. The service's agent asks, between steps. */
        List<PartitionStatus> statuses();
    }

    public PartitionStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(why, "why");
    }
}
