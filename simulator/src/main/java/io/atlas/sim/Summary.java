package io.atlas.sim;

import io.atlas.sim.chance.Fault;
import java.util.Map;

/**
 * What a run was.
 *
 * @param orders NewOrderSingles sent
 * @param steps decisions of the scheduler
 * @param records that landed in the log, valid or not
 * @param virtualNs how long it was for those in it
 * @param faults by kind
 * @param checks comparisons made, by invariant
 * @param hash SHA-256 over every record in the order of landing and every report as heard
 */
public record Summary(
        long seed,
        int orders,
        long steps,
        long records,
        long virtualNs,
        Map<Fault, Long> faults,
        Map<String, Long> checks,
        String hash) {}
