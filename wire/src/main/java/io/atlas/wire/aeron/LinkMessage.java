package io.atlas.wire.aeron;

import io.atlas.domain.Instruction;

/** What is said over the venue link, either way. */
sealed interface LinkMessage {
    /** OMS to venue. */
    record Open(int partition) implements LinkMessage {}

    /** Venue to OMS. */
    record Resume(int partition, long lastApplied) implements LinkMessage {}

    /** OMS to venue. */
    record Instruct(long previous, Instruction instruction) implements LinkMessage {}
}
