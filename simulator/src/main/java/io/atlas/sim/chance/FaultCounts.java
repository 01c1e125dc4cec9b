package io.atlas.sim.chance;

import java.util.EnumMap;
import java.util.Map;

/** How often which fault happened. */
public final class FaultCounts {
    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);

    public void add(Fault fault) {
        counts.merge(fault, 1L, Long::sum);
    }

    /** By kind, in the order of {@link Fault}; kinds that did not happen are absent. */
    public Map<Fault, Long> byKind() {
        return new EnumMap<>(counts);
    }
}
