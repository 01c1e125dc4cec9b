package io.atlas.gateway.order;

import io.atlas.domain.Command;

/** Where decisions go to become history. */
public interface Proposals {
    /** Whether a proposal can be made now; if not, nothing may be decided. */
    boolean ready();

    /** Sends the decision to the log; it counts when it is read back. */
    void propose(Command command, long nowNs, byte[] stamps);

    /** The last {@code orders.events} offset that has arrived, -1 for none: a decision records it. */
    long eventsSeen();
}
