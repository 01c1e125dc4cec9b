package io.atlas.wire.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The topics of the log. */
public final class Topics {
    public static final String COMMANDS = "orders.commands";
    public static final String REPORTS = "exec.reports";
    public static final String EVENTS = "orders.events";
    public static final String LEDGER = "ledger.entries";
    public static final String FIX_MESSAGES = "fix.messages";
    public static final String PREVIEWS = "risk.previews";
    public static final String OWNERS = "owners";
    public static final String SNAPSHOTS = "snapshots";

    /** Those with one partition per partition of account groups. */
    public static final List<String> PARTITIONED = List.of(COMMANDS, EVENTS, LEDGER, FIX_MESSAGES, PREVIEWS);

    private static final Set<String> DERIVED = Set.of(LEDGER, FIX_MESSAGES, PREVIEWS, SNAPSHOTS);
    private static final Set<String> COMPACTED = Set.of(OWNERS, SNAPSHOTS);

    private Topics() {}

    /** Whether nobody on the order path waits for the topic's records: they may travel in larger batches, a little later. */
    public static boolean derived(String topic) {
        return DERIVED.contains(topic);
    }

    /** Whether only the last record of each key counts; one with an empty value takes its key away. */
    public static boolean compacted(String topic) {
        return COMPACTED.contains(topic);
    }

    /** Every topic with its number of partitions, for a log with that many partitions of account groups. */
    public static Map<String, Integer> all(int partitions) {
        Map<String, Integer> all = new LinkedHashMap<>();
        PARTITIONED.forEach(topic -> all.put(topic, partitions));
        all.put(REPORTS, 1);
        all.put(OWNERS, 1);
        all.put(SNAPSHOTS, partitions);
        return all;
    }
}
