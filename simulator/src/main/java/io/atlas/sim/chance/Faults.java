package io.atlas.sim.chance;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** What goes wrong now, by the plan and by chance, and how often which kind did. Shared by all parts of a run. */
public final class Faults {
    private final int[] perMillion = new int[Fault.values().length];
    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);

    public Faults(FaultPlan plan) {
        for (Fault fault : Fault.values()) {
            perMillion[fault.ordinal()] = plan.rate(fault);
        }
    }

    /** Whether that kind happens on this occasion; if so it is counted. */
    public boolean strikes(Fault fault, Dice dice) {
        boolean strikes = due(fault, dice);
        if (strikes) {
            count(fault);
        }
        return strikes;
    }

    /** As {@link #strikes}, for a kind that is counted where it takes effect. */
    public boolean due(Fault fault, Dice dice) {
        return dice.perMillion(perMillion[fault.ordinal()]);
    }

    public void count(Fault fault) {
        counts.merge(fault, 1L, Long::sum);
    }

    /** From now on nothing goes wrong. */
    public void calm() {
        Arrays.fill(perMillion, 0);
    }

    /** Whether that kind can happen. */
    public boolean possible(Fault fault) {
        return perMillion[fault.ordinal()] > 0;
    }

    /** Whether any kind of that area can happen. */
    public boolean anyPossible(Fault.Area area) {
        for (Fault fault : Fault.values()) {
            if (fault.area() == area && possible(fault)) {
                return true;
            }
        }
        return false;
    }

    /** By kind, in the order of {@link Fault}; kinds that did not happen are absent. */
    public Map<Fault, Long> byKind() {
        return new EnumMap<>(counts);
    }
}
