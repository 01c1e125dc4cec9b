package io.atlas.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<Alarm> told = new ArrayList<>();
    private final Health health = new Health();
    private final PartWatch watch = new PartWatch(new AlarmFold(told::add), health, Set.of("services"));

    @Test
    void aPartThatHasNotServedYetIsNoAlarm() {
        health.set("feed", Health.State.DOWN, "No book yet");
        look(0, 60);
        assertThat(told).isEmpty();
    }

    @Test
    void aPartThatServedAndDoesNotForThreeSecondsIsOneUntilItDoes() {
        health.set("feed", Health.State.OK, "4 of 4 books live");
        look(0, 1);
        health.set("feed", Health.State.DEGRADED, "2 of 4 books live");
        look(2, 5);
        assertThat(told).isEmpty();

        look(6, 8);
        assertThat(told).singleElement().satisfies(alarm -> {
            assertThat(alarm.severity()).isEqualTo(Alarm.Severity.WARNING);
            assertThat(alarm.text()).isEqualTo("feed: 2 of 4 books live");
        });

        health.set("feed", Health.State.OK, "4 of 4 books live");
        look(9, 9);
        assertThat(told).last().satisfies(alarm -> assertThat(alarm.mendedNs()).isEqualTo(9 * SECOND));
    }

    @Test
    void aPartWithAlarmsOfItsOwnIsLeftToThem() {
        health.set("services", Health.State.OK, "all serve");
        look(0, 1);
        health.set("services", Health.State.DOWN, "oms is stopped");
        look(2, 9);
        assertThat(told).isEmpty();
    }

    private void look(int fromSecond, int toSecond) {
        for (int second = fromSecond; second <= toSecond; second++) {
            watch.look(second * SECOND);
        }
    }
}
