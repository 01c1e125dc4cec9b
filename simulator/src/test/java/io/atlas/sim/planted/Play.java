package io.atlas.sim.planted;

import io.atlas.sim.SimulationFailure;
import io.atlas.sim.SimulationRun;
import io.atlas.sim.chance.FaultPlan;

/** Plays a seed inside the loader of a planted bug and tells what was seen, as text: types do not cross loaders. Public for that. */
public final class Play {
    private Play() {}

    /** What was seen, or null. */
    public static String seed(long seed, int orders) {
        try {
            SimulationRun.run(seed, orders, FaultPlan::drawn);
            return null;
        } catch (SimulationFailure failure) {
            return failure.getCause().toString() + " " + failure.getMessage();
        }
    }
}
