package io.atlas.sim.chance;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How often what goes wrong in one run: a rate per kind, in so many of a million occasions; absent kinds never happen. */
public record FaultPlan(Map<Fault, Integer> perMillion) {
    /** All goes well. */
    public static final FaultPlan NONE = new FaultPlan(Map.of());

    private static final int NO_FAULTS_PER_MILLE = 125;
    private static final int LEAST_SHARE_PER_MILLE = 300;

    public FaultPlan {
        perMillion = perMillion.isEmpty() ? Map.of() : Map.copyOf(perMillion);
    }

    /** Every kind at the greatest rate a seed may draw. */
    public static FaultPlan most() {
        Map<Fault, Integer> rates = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            rates.put(fault, fault.mostPerMillion());
        }
        return new FaultPlan(rates);
    }

    /**
     * Nothing at all for one seed in eight. Otherwise a seed draws which share of the kinds it has, each kind is in or out,
     * and those that are in are rare or frequent. An honest venue is as likely as not.
     */
    public static FaultPlan drawn(Dice dice) {
        if (dice.perMille(NO_FAULTS_PER_MILLE)) {
            return NONE;
        }
        int share = (int) dice.between(LEAST_SHARE_PER_MILLE, 1_000);
        boolean hostile = dice.perMille(500);
        Map<Fault, Integer> rates = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            boolean in = dice.perMille(share);
            int rate = (int) dice.between(1, fault.mostPerMillion());
            if (in && (hostile || fault.area() != Fault.Area.HOSTILE)) {
                rates.put(fault, rate);
            }
        }
        return new FaultPlan(rates);
    }

    /** This plan without those kinds: to find which of them a failure needs. */
    public FaultPlan without(Set<Fault> kinds) {
        Map<Fault, Integer> rates = new EnumMap<>(Fault.class);
        perMillion.forEach((fault, rate) -> {
            if (!kinds.contains(fault)) {
                rates.put(fault, rate);
            }
        });
        return new FaultPlan(rates);
    }

    /** The kinds that can happen. */
    public Set<Fault> kinds() {
        return perMillion.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(perMillion.keySet());
    }

    int rate(Fault fault) {
        return perMillion.getOrDefault(fault, 0);
    }
}
