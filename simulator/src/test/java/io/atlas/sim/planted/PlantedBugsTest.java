package io.atlas.sim.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every planted bug is found by some seed, by an invariant that is there for it; the same seed without the bug finds nothing. */
class PlantedBugsTest {
    private static final int MOST_SEEDS = 200;
    private static final int ORDERS = 200;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aPlantedBugIsFoundWithinTwoHundredSeeds(PlantedBug bug) throws Throwable {
        MethodHandle play = MethodHandles.publicLookup()
                .findStatic(
                        new PlantedLoader(bug).loadClass(Play.class.getName()),
                        "seed",
                        MethodType.methodType(String.class, long.class, int.class));
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            String seen = (String) play.invokeExact(seed, ORDERS);
            if (seen != null) {
                String firstLine = seen.lines().findFirst().orElseThrow();
                System.out.printf("planted: %s, found by seed %d: %s%n", bug, seed, firstLine);
                assertThat(bug.seenBy()).as("%s: %s", bug.rule(), seen).anyMatch(firstLine::contains);
                assertThat(Play.seed(seed, ORDERS)).as("without the bug").isNull();
                return;
            }
        }
        throw new AssertionError(bug + " was not found (" + bug.rule() + ")");
    }
}
