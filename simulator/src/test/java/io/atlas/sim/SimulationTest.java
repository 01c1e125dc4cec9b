package io.atlas.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.sim.chance.Dice;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final FaultPlan ALL = FaultPlan.most();

    @Test
    void fiveHundredWorldsKeepEveryInvariantUnderAllKindsOfFault() {
        List<String> lines = new ArrayList<>();

        Simulate.Report report = Simulate.run(new Simulate.Series(1, 500, 150), line -> {
            System.out.println("simulate: " + line);
            lines.add(line);
        });

        assertThat(lines).hasSize(25);
        assertThat(report.orders()).isEqualTo(75_000);
        assertThat(report.faults()).containsKeys(Fault.values());
        assertThat(report.checks())
                .containsKeys(
                        "I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12", "I13", "SERIAL");
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
        assertThat(plans).anyMatch(plan -> plan.kinds().size() == Fault.values().length);
        for (Fault fault : Fault.values()) {
            assertThat(plans).as("%s in some, not in others", fault).anyMatch(plan -> plan.kinds()
                    .contains(fault));
            assertThat(plans)
                    .as("%s alone missing", fault)
                    .anyMatch(plan ->
                            !plan.kinds().contains(fault) && plan.kinds().size() > 1);
        }
    }

    @Test
    void aFailureSaysWhatWasSeenAndHowToSeeItAgain() {
        RuntimeException cause = new IllegalStateException("I4: CumQty fell");

        assertThatThrownBy(() -> {
                    throw new SimulationFailure(42, 1_000, Set.of(), 77, List.of("orders.events/2/9 {}"), cause);
                })
                .hasMessageContaining("seed 42, step 77: I4: CumQty fell")
                .hasMessageContaining("orders.events/2/9 {}")
                .hasMessageEndingWith("./atlas simulate --seed 42 --orders 1000");
    }
}
