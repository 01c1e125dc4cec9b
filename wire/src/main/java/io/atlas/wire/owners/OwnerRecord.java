package io.atlas.wire.owners;

import java.util.Objects;

/**
 * What an owner says about a partition. Source: {@code wire/doc/owners.md}.
 *
 * @param service {@code gateway}, {@code oms}, {@code venue}, {@code md-publisher} or {@code console}
 * @param epoch the epoch it owns, or the last it has read; -1 for none
 * @param owner unique per start of a process
 * @param why what broke or who took over; empty if nothing
 * @param quarantined how many inputs were set aside since that start
 * @param address where its clients reach it, as {@code host:port}; empty if nowhere
 * @param home the machine and the lock file of its process: while somebody else holds that lock, this owner is dead
 * @param timeNs epoch nanoseconds when it said so, by its clock
 */
public record OwnerRecord(
        String service,
        int partition,
        long epoch,
        String owner,
        OwnerState state,
        String why,
        long quarantined,
        String address,
        String home,
        long timeNs) {
    /** A service and a partition: the record's key. */
    public record Key(String service, int partition) {
        /** As it stands in the log: {@code gateway/3}. */
        public String text() {
            return service + '/' + partition;
        }
    }

    public OwnerRecord {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(home, "home");
    }

    public Key key() {
        return new Key(service, partition);
    }

    /** How long ago it was said, by the asker's clock; below 0 if the clocks differ. */
    public long ageNs(long nowNs) {
        return nowNs - timeNs;
    }
}
