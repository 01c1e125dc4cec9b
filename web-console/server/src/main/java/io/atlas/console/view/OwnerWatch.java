package io.atlas.console.view;

import io.atlas.wire.log.CommandLog;
import io.atlas.wire.owners.OwnerRecord;
import io.atlas.wire.owners.OwnerState;
import io.atlas.wire.owners.OwnersCheck;
import io.atlas.wire.owners.OwnersReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Watches what the services say of themselves in {@code owners}: alarms for what has stopped, health for all of it. How long a
 * service has been silent is measured by when its word arrived here, so clocks need not agree.
 */
final class OwnerWatch implements AutoCloseable {
    /** A service that says nothing for so long is gone. */
    static final long SILENT_NS = OwnersCheck.YOUNG_NS;

    /** The part of the health that this keeps. */
    static final String PART = "services";

    /** The console itself: who can read this knows that it serves. */
    private static final String SELF = "console";

    /** What is wrong with one or more partitions of a service. */
    private record Finding(Alarm.Severity severityOrNull, String text, boolean serves) {}

    private record Heard(long saidNs, long atNs) {}

    private final OwnersReader reader;
    private final AlarmFold alarms;
    private final Health health;
    private final Map<String, Heard> heard = new HashMap<>();
    private final Set<String> alarmed = new HashSet<>();

    OwnerWatch(CommandLog log, AlarmFold alarms, Health health) {
        this.reader = new OwnersReader(log);
        this.alarms = alarms;
        this.health = health;
    }

    /** Takes in what has arrived; returns how many records that was. */
    int poll() {
        return reader.poll();
    }

    /** Judges; a few times a second is enough. */
    void look(long nowNs) {
        Map<String, List<OwnerRecord>> services = new TreeMap<>();
        for (OwnerRecord record : reader.all()) {
            if (!record.service().equals(SELF)) {
                hear(record, nowNs);
                services.computeIfAbsent(record.service(), name -> new ArrayList<>())
                        .add(record);
            }
        }
        if (services.isEmpty()) {
            return;
        }
        Map<String, Finding> findings = allSilent(services, nowNs) ? nobody() : findings(services, nowNs);
        tellAlarms(findings, nowNs);
        tellHealth(services.keySet(), findings);
    }

    private void hear(OwnerRecord record, long nowNs) {
        Heard before = heard.get(record.key().text());
        if (before == null || before.saidNs() != record.timeNs()) {
            heard.put(record.key().text(), new Heard(record.timeNs(), nowNs));
        }
    }

    private boolean silent(OwnerRecord record, long nowNs) {
        return record.state() != OwnerState.LEFT
                && nowNs - heard.get(record.key().text()).atNs() > SILENT_NS;
    }

    private boolean allSilent(Map<String, List<OwnerRecord>> services, long nowNs) {
        return services.size() > 1
                && services.values().stream().flatMap(List::stream).allMatch(record -> silent(record, nowNs));
    }

    private static Map<String, Finding> nobody() {
        return Map.of(
                "all silent",
                new Finding(
                        Alarm.Severity.CRITICAL,
                        "No service is heard of: the log does not answer, or all of them are gone",
                        false));
    }

    private Map<String, Finding> findings(Map<String, List<OwnerRecord>> services, long nowNs) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        services.forEach((service, records) -> {
            Map<String, List<OwnerRecord>> groups = records.stream()
                    .collect(Collectors.groupingBy(
                            record -> silent(record, nowNs)
                                    ? "silent"
                                    : record.state().name(),
                            TreeMap::new,
                            Collectors.toList()));
            boolean serves = groups.containsKey(OwnerState.RUNNING.name());
            groups.forEach((word, group) -> add(findings, service, word, group, serves));
            records.stream()
                    .filter(record -> record.quarantined() > 0 && !service.equals("oms"))
                    .forEach(record -> findings.put(
                            record.key().text() + " quarantine",
                            new Finding(
                                    Alarm.Severity.WARNING,
                                    record.key().text() + " has set aside " + record.quarantined()
                                            + " inputs that cannot be",
                                    true)));
        });
        return findings;
    }

    /** Quarantines of the OMS are told one by one from its events. */
    private static void add(
            Map<String, Finding> findings, String service, String word, List<OwnerRecord> group, boolean serves) {
        String who = service + partitions(group);
        switch (word) {
            case "RUNNING" -> {}
            case "STARTING" -> findings.put(who + word, new Finding(null, who + " is starting", serves));
            case "silent" ->
                findings.put(
                        service + " silent",
                        new Finding(
                                Alarm.Severity.CRITICAL,
                                who + " has said nothing for more than " + SILENT_NS / 1_000_000_000L + " s",
                                serves));
            case "LEFT" ->
                findings.put(service + " left", new Finding(Alarm.Severity.WARNING, who + " has been stopped", serves));
            case "IN_DOUBT" ->
                findings.put(
                        service + " in doubt",
                        new Finding(
                                Alarm.Severity.WARNING,
                                who + ": the log does not answer, what was sent last is in doubt",
                                serves));
            default ->
                group.forEach(record -> findings.put(
                        record.key().text() + " failed",
                        new Finding(
                                Alarm.Severity.CRITICAL,
                                record.key().text() + " is stopped, the others go on: " + record.why(),
                                serves)));
        }
    }

    private static String partitions(List<OwnerRecord> group) {
        if (group.size() == 1 && group.get(0).partition() == 0) {
            return group.get(0).service().equals("gateway")
                            || group.get(0).service().equals("oms")
                    ? "/0"
                    : "";
        }
        return group.stream()
                .map(OwnerRecord::partition)
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(",", "/", ""));
    }

    private void tellAlarms(Map<String, Finding> findings, long nowNs) {
        for (String gone : List.copyOf(alarmed)) {
            if (!findings.containsKey(gone)) {
                alarmed.remove(gone);
                alarms.mended(gone, nowNs);
            }
        }
        findings.forEach((key, finding) -> {
            if (finding.severityOrNull() != null) {
                alarmed.add(key);
                alarms.holds(key, nowNs, finding.severityOrNull(), finding.text());
            }
        });
    }

    private void tellHealth(Set<String> services, Map<String, Finding> findings) {
        List<Finding> broken = findings.entrySet().stream()
                .filter(each -> !each.getKey().endsWith(" quarantine"))
                .map(Map.Entry::getValue)
                .toList();
        if (broken.isEmpty()) {
            health.set(PART, Health.State.OK, String.join(", ", services) + " serve");
            return;
        }
        boolean down = broken.stream().anyMatch(finding -> !finding.serves());
        health.set(
                PART,
                down ? Health.State.DOWN : Health.State.DEGRADED,
                broken.stream().map(Finding::text).collect(Collectors.joining("; ")));
    }

    /** What each service has said last, for {@code /health}. */
    List<OwnerRecord> owners() {
        return List.copyOf(reader.all());
    }

    /** How long ago a service's last word arrived, in nanoseconds; -1 if none has. */
    long silenceNs(OwnerRecord record, long nowNs) {
        Heard last = heard.get(record.key().text());
        return last == null ? -1 : nowNs - last.atNs();
    }

    @Override
    public void close() {
        reader.close();
    }
}
