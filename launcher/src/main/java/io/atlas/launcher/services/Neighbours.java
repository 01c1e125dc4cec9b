package io.atlas.launcher.services;

import io.atlas.gateway.fix.GatewayDirectory;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.owners.OwnerRecord;
import io.atlas.wire.owners.OwnerState;
import io.atlas.wire.owners.OwnersReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Where the other gateways are, from {@code owners}: a session that knocks here and lives there is told so. Threads: the gateway's
 * agent polls, the FIX threads ask.
 */
final class Neighbours implements GatewayDirectory {
    private final CommandLog log;
    private final OwnersReader owners;
    private final ToIntFunction<String> partitionOf;
    private final Set<Integer> ours;
    private volatile Map<Integer, String> addresses = Map.of();

    /** @param partitionOf partition by SenderCompID(49) */
    Neighbours(CommandLog log, ToIntFunction<String> partitionOf, List<Integer> ours) {
        this.log = log;
        this.owners = new OwnersReader(log);
        this.partitionOf = partitionOf;
        this.ours = Set.copyOf(ours);
    }

    /** Takes in what the others have said. */
    void poll() {
        log.poll();
        if (owners.poll() > 0) {
            Map<Integer, String> fresh = new HashMap<>();
            for (OwnerRecord owner : owners.all()) {
                if (owner.service().equals(GatewayPart.NAME) && owner.state() != OwnerState.LEFT) {
                    fresh.put(owner.partition(), owner.address());
                }
            }
            addresses = Map.copyOf(fresh);
        }
    }

    int partitionOf(String session) {
        return partitionOf.applyAsInt(session);
    }

    boolean isOurs(String session) {
        return ours.contains(partitionOf(session));
    }

    /** The last address of who owns it: while that one restarts, clients try there again and again, as they should. */
    @Override
    public String elsewhereOrNull(String session) {
        return isOurs(session) ? null : addresses.get(partitionOf(session));
    }
}
