package io.atlas.wire.link;

import io.atlas.domain.Instruction;

/** The venue's end of the link. Thread: the venue agent. */
public interface VenueDoor extends AutoCloseable {
    /** What OMS tasks say. */
    interface Listener {
        void onOpen(int partition);

        /** @param previous the offset of the instruction before it on its partition, -1 for none */
        void onInstruction(long previous, Instruction instruction);
    }

    /** Tells the OMS of that partition where to go on; false if the link cannot take it now. */
    boolean resume(int partition, long lastApplied);

    /** Hands over what OMS tasks said, at most {@code limit}; returns how much. */
    int poll(Listener listener, int limit);

    @Override
    void close();
}
