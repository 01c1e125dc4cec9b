package io.atlas.console.view;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Raises the alarm for a part that served and has not for a while: a feed that stands still, a desk that is logged out. */
final class PartWatch {
    /** A line that comes back at once is no alarm. */
    static final long PATIENCE_NS = 3_000_000_000L;

    private final AlarmFold alarms;
    private final Health health;
    private final Set<String> own;
    private final Set<String> served = new HashSet<>();
    private final Map<String, Long> badSince = new HashMap<>();

    /** @param own parts that raise alarms of their own */
    PartWatch(AlarmFold alarms, Health health, Set<String> own) {
        this.alarms = alarms;
        this.health = health;
        this.own = own;
    }

    void look(long nowNs) {
        for (Health.Part part : health.parts()) {
            String key = "part " + part.part();
            if (part.state() == Health.State.OK) {
                served.add(part.part());
                badSince.remove(part.part());
                alarms.mended(key, nowNs);
            } else if (served.contains(part.part()) && !own.contains(part.part())) {
                long since = badSince.computeIfAbsent(part.part(), name -> nowNs);
                if (nowNs - since > PATIENCE_NS) {
                    alarms.holds(key, nowNs, severity(part), part.part() + ": " + part.text());
                }
            }
        }
    }

    private static Alarm.Severity severity(Health.Part part) {
        return part.state() == Health.State.DOWN ? Alarm.Severity.CRITICAL : Alarm.Severity.WARNING;
    }
}
