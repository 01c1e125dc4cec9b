package io.atlas.wire.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the next snapshot goes, as the reader found the topic.
 *
 * @param writable whether the log has the topic
 * @param slot the one that does not hold the snapshot in use
 * @param known segments of the snapshot in use, with the hashes of their chunks: they need not be written again
 * @param segmentKeys keys of all segment chunks in the topic, needed or not
 */
record Successor(boolean writable, char slot, long number, Map<String, List<String>> known, Set<String> segmentKeys) {
    static final char SLOT_A = 'A';
    static final char SLOT_B = 'B';

    static final Successor NOWHERE = new Successor(false, SLOT_A, 1, Map.of(), Set.of());

    static char other(char slot) {
        return slot == SLOT_A ? SLOT_B : SLOT_A;
    }
}
