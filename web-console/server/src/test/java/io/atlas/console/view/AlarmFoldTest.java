package io.atlas.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlarmFoldTest {
    private final AlarmFold fold = new AlarmFold(alarm -> {});

    @Test
    void theOldestGoesWhenThereAreTooManyAMendedOneFirst() {
        fold.raise(alarm("0"));
        fold.holds("x", 1, Alarm.Severity.WARNING, "x");
        fold.mended("x", 2);
        for (int i = 2; i < AlarmFold.KEPT + 1; i++) {
            fold.raise(alarm("" + i));
        }
        assertThat(fold.alarms())
                .hasSize(AlarmFold.KEPT)
                .extracting(Alarm::id)
                .contains("0")
                .doesNotContain("x@1");

        fold.raise(alarm("more"));
        assertThat(fold.alarms()).extracting(Alarm::id).doesNotContain("0").contains("more");
    }

    @Test
    void aConditionIsToldOnceAndAgainWhenItsTextChanges() {
        fold.holds("x", 1, Alarm.Severity.WARNING, "one");
        fold.holds("x", 2, Alarm.Severity.WARNING, "one");
        fold.holds("x", 3, Alarm.Severity.WARNING, "two");

        assertThat(fold.alarms())
                .containsExactly(new Alarm("x@1", 1, Alarm.Severity.WARNING, "two", Alarm.State.HOLDS, 0));
    }

    private static Alarm alarm(String id) {
        return new Alarm(id, 1, Alarm.Severity.CRITICAL, "text");
    }
}
