package io.atlas.wire.owners;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a service may start on partitions that somebody may own: not while their owner lives. A record younger than
 * {@link #YOUNG_NS} may be a dead owner's last one, so the start waits until it is old, and is refused when it is said again.
 * Stepped by whoever starts the service.
 */
public final class OwnersCheck {
    /** An owner that has said nothing for so long is taken for dead. */
    public static final long YOUNG_NS = 3_000_000_000L;

    /** What is known by now. */
    public enum Verdict {
        /** Nobody lives there. */
        FREE,
        /** Ask again in a moment. */
        WAIT,
        /** The owner lives: {@link OwnersCheck#living} tells which. */
        OWNED
    }

    private final OwnersReader owners;
    private final String service;
    private final List<Integer> partitions;
    private final String home;
    private final List<OwnerRecord> first = new ArrayList<>();
    private boolean begun;
    private OwnerRecord living;

    /**
     * @param home whoever has the same home was killed: the caller holds its lock
     */
    public OwnersCheck(OwnersReader owners, String service, List<Integer> partitions, String home) {
        this.owners = owners;
        this.service = service;
        this.partitions = List.copyOf(partitions);
        this.home = home;
    }

    /** Looks again; {@code owners} has been read to its end before the first look. */
    public Verdict look(long nowNs) {
        if (!begun) {
            begun = true;
            partitions.forEach(partition -> owners.of(service, partition).ifPresent(first::add));
        }
        boolean waiting = false;
        for (int partition : partitions) {
            Optional<OwnerRecord> now = owners.of(service, partition).filter(record -> young(record, nowNs));
            if (now.isPresent()) {
                if (!first.contains(now.get())) {
                    living = now.get();
                    return Verdict.OWNED;
                }
                waiting = true;
            }
        }
        return waiting ? Verdict.WAIT : Verdict.FREE;
    }

    private boolean young(OwnerRecord record, long nowNs) {
        return record.state() != OwnerState.LEFT && !record.home().equals(home) && record.ageNs(nowNs) < YOUNG_NS;
    }

    /** The owner that lives, after {@link Verdict#OWNED}. */
    public OwnerRecord living() {
        return living;
    }
}
