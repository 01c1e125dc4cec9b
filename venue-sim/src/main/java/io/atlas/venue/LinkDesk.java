package io.atlas.venue;

import io.atlas.domain.OrderIds;
import io.atlas.wire.link.VenueDoor;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/**
 * Keeps the order of instructions per partition: decides which one is next, and tells the OMS where to go on when asked,
 * after a gap, and after a rebuild. The link may lose a resume, so a gap that stays is told again, but not more often
 * than once a second.
 */
final class LinkDesk {
    private static final long TELL_AGAIN_NS = 1_000_000_000L;
    private static final long NOTHING = Long.MIN_VALUE;

    /** What the OMS task of a partition has been told. */
    private static final class Peer {
        private boolean resumeDue;
        private long toldLastApplied = NOTHING;
        private long toldNs;
    }

    private final VenueDoor door;
    private final Map<Integer, Peer> peers = new TreeMap<>();
    private int resumesDue;

    LinkDesk(VenueDoor door) {
        this.door = door;
    }

    /** Whether the instruction follows directly on what is applied; if something is missing, the OMS will be told. */
    boolean isNext(long previous, long number, long lastApplied, long nowNs) {
        long offset = OrderIds.offset(number);
        if (offset <= lastApplied) {
            return false;
        }
        if (previous == lastApplied) {
            return true;
        }
        Peer peer = peer(OrderIds.partition(number));
        if (peer.toldLastApplied != lastApplied || nowNs - peer.toldNs >= TELL_AGAIN_NS) {
            due(peer);
        }
        return false;
    }

    /** An OMS task asks where to go on. */
    void opened(int partition) {
        due(peer(partition));
    }

    /** Every OMS task there may be is told where to go on. */
    void resumeAll(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            peer(partition);
        }
        peers.values().forEach(this::due);
    }

    private void due(Peer peer) {
        if (!peer.resumeDue) {
            peer.resumeDue = true;
            resumesDue++;
        }
    }

    private Peer peer(int partition) {
        return peers.computeIfAbsent(partition, any -> new Peer());
    }

    /** Sends what is due, as far as the link takes it; returns how much that was. */
    int sendResumes(IntToLongFunction lastApplied, long nowNs) {
        if (resumesDue == 0) {
            return 0;
        }
        int before = resumesDue;
        for (Map.Entry<Integer, Peer> entry : peers.entrySet()) {
            Peer peer = entry.getValue();
            long offset = lastApplied.applyAsLong(entry.getKey());
            if (peer.resumeDue && door.resume(entry.getKey(), offset)) {
                peer.resumeDue = false;
                peer.toldLastApplied = offset;
                peer.toldNs = nowNs;
                resumesDue--;
            }
        }
        return before - resumesDue;
    }
}
