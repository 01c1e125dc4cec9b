package io.atlas.console.view;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The last alarms. One of a thing that happened stays; one of a condition is mended when the condition ends, and is a new one when
 * it comes back. Beyond what is kept the oldest goes, a mended one first.
 */
final class AlarmFold {
    static final int KEPT = 200;

    private final Map<String, Alarm> alarms = new LinkedHashMap<>();
    /** Conditions that hold, by their key: the alarm's id. */
    private final Map<String, String> conditions = new HashMap<>();

    private final Consumer<Alarm> changed;

    AlarmFold(Consumer<Alarm> changed) {
        this.changed = changed;
    }

    /** A new one, or one whose text has changed. */
    void raise(Alarm alarm) {
        alarms.put(alarm.id(), alarm);
        if (alarms.size() > KEPT) {
            alarms.remove(oldest());
        }
        changed.accept(alarm);
    }

    private String oldest() {
        return alarms.values().stream()
                .filter(alarm -> alarm.state() == Alarm.State.MENDED)
                .findFirst()
                .orElseGet(() -> alarms.values().iterator().next())
                .id();
    }

    /** The condition of that key holds; told again only if its text changes. */
    void holds(String key, long nowNs, Alarm.Severity severity, String text) {
        String id = conditions.computeIfAbsent(key, name -> name + '@' + nowNs);
        Alarm before = alarms.get(id);
        if (before == null || !before.text().equals(text)) {
            long since = before == null ? nowNs : before.timeNs();
            raise(new Alarm(id, since, severity, text, Alarm.State.HOLDS, 0));
        }
    }

    /** The condition of that key does not hold, or no more. */
    void mended(String key, long nowNs) {
        Alarm alarm = conditions.containsKey(key) ? alarms.get(conditions.remove(key)) : null;
        if (alarm != null) {
            raise(alarm.mended(nowNs));
        }
    }

    /** What happened, which is in the log; conditions are seen again. */
    List<Alarm> saved() {
        return alarms.values().stream()
                .filter(alarm -> alarm.state() == Alarm.State.HAPPENED)
                .toList();
    }

    /** Oldest first. */
    List<Alarm> alarms() {
        return List.copyOf(alarms.values());
    }
}
