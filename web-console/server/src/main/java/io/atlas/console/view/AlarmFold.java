package io.atlas.console.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The last alarms. */
final class AlarmFold {
    private static final int KEPT = 200;

    private final Deque<Alarm> alarms = new ArrayDeque<>();
    private final Consumer<Alarm> added;

    AlarmFold(Consumer<Alarm> added) {
        this.added = added;
    }

    void raise(Alarm alarm) {
        alarms.addLast(alarm);
        if (alarms.size() > KEPT) {
            alarms.removeFirst();
        }
        added.accept(alarm);
    }

    /** Oldest first. */
    List<Alarm> alarms() {
        return List.copyOf(alarms);
    }
}
