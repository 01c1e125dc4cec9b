package io.atlas.wire.link;

import io.atlas.domain.Instruction;

/** The OMS's end of the link. Thread: the OMS agent. */
public interface VenueLink extends AutoCloseable {
    /** What the venue says. */
    interface Listener {
        /** Send everything of that partition after {@code lastApplied} (an orders.commands offset, -1 for none). */
        void onResume(int partition, long lastApplied);
    }

    /** Asks where to resume; false if the link cannot take it now. */
    boolean open(int partition);

    /**
     * Sends an instruction.
     *
     * @param previous the offset of the instruction before it on its partition, -1 for none
     * @return false if the link cannot take it now (not connected, back-pressure): try again later
     */
    boolean instruct(long previous, Instruction instruction);

    /** Hands over what the venue said; returns how much. */
    int poll(Listener listener);

    @Override
    void close();
}
