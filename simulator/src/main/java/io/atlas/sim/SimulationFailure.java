package io.atlas.sim;

import io.atlas.sim.chance.Fault;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A seed that shows a fault of ours: what was seen, at which step, the records around it, and the command that replays it. */
public final class SimulationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long seed;

    SimulationFailure(long seed, int orders, Set<Fault> without, long step, List<String> records, Throwable cause) {
        super(
                String.format(
                        "seed %d, step %d: %s%nlast records:%n  %s%nreplay it with: ./atlas simulate --seed %d --orders %d%s",
                        seed,
                        step,
                        describe(cause),
                        String.join(String.format("%n  "), records),
                        seed,
                        orders,
                        options(without)),
                cause);
        this.seed = seed;
    }

    private static String options(Set<Fault> without) {
        return without.isEmpty()
                ? ""
                : " --without " + without.stream().map(Fault::name).sorted().collect(Collectors.joining(","));
    }

    private static String describe(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    public long seed() {
        return seed;
    }
}
