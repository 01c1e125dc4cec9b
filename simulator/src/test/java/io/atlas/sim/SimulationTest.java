package io.atlas.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.sim.chance.Dice;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.FaultPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final FaultPlan ALL =
            new FaultPlan(400, 200, 200, 1_500, 80, 400, 30, 50, 100, 50, 100, 4, 50, 50, 100, 600);

    @Test
    void twoHundredWorldsOfAThousandOrdersKeepEveryInvariantUnderAllKindsOfFault() {
        List<String> lines = new ArrayList<>();

        Simulate.Report report = Simulate.run(1, 200, 1_000, line -> {
            System.out.println("simulate: " + line);
            lines.add(line);
        });

        assertThat(lines).hasSize(10);
        assertThat(report.orders()).isEqualTo(200_000);
        assertThat(report.faults()).containsKeys(Fault.values());
        assertThat(report.checks())
                .containsKeys("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12", "I13");
        assertThat(report.checks().values()).allMatch(checks -> checks > 100_000);
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        for (long seed = 1; seed <= 3; seed++) {
            Summary first = SimulationRun.run(seed, 300, dice -> ALL);
            Summary second = SimulationRun.run(seed, 300, dice -> ALL);

            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void anotherSeedGivesAnotherRun() {
        Function<Dice, FaultPlan> none = dice -> FaultPlan.NONE;

        assertThat(SimulationRun.run(1, 50, none).hash())
                .isNotEqualTo(SimulationRun.run(2, 50, none).hash());
    }

    @Test
    void withoutFaultsNothingGoesWrong() {
        assertThat(SimulationRun.run(5, 200, dice -> FaultPlan.NONE).faults()).isEmpty();
    }

    @Test
    void someSeedsDrawNoFaultsAndOthersDrawAll() {
        List<FaultPlan> plans = new ArrayList<>();
        for (long seed = 0; seed < 2_000; seed++) {
            plans.add(FaultPlan.drawn(new Dice(seed)));
        }

        assertThat(plans).contains(FaultPlan.NONE);
        assertThat(plans).anyMatch(plan -> Arrays.stream(FaultPlan.class.getRecordComponents())
                .allMatch(rate -> valueOf(plan, rate.getName()) > 0));
    }

    private static int valueOf(FaultPlan plan, String rate) {
        try {
            return (int) FaultPlan.class.getMethod(rate).invoke(plan);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFailureSaysWhatWasSeenAndHowToSeeItAgain() {
        RuntimeException cause = new IllegalStateException("I4: CumQty fell");

        assertThatThrownBy(() -> {
                    throw new SimulationFailure(42, 1_000, 77, List.of("orders.events/2/9 {}"), cause);
                })
                .hasMessageContaining("seed 42, step 77: I4: CumQty fell")
                .hasMessageContaining("orders.events/2/9 {}")
                .hasMessageEndingWith("./atlas simulate --seed 42 --orders 1000");
    }
}
