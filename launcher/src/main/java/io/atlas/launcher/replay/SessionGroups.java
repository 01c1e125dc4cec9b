package io.atlas.launcher.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.atlas.domain.World;
import io.atlas.domain.World.Account;
import io.atlas.domain.World.AccountGroup;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Which account group each FIX session trades for. The configuration of sessions holds secrets and is not in the log, but every
 * accepted order names its session and an account.
 */
final class SessionGroups {
    private static final byte[] TYPE = "\"type\":\"".getBytes(US_ASCII);
    private static final byte[] SESSION = "\"session\":\"".getBytes(US_ASCII);
    private static final byte[] ACCOUNT = "\"account\":\"".getBytes(US_ASCII);
    /** Fewer orders for another group than one in so many are an error in the log, more are another configuration. */
    private static final int STRAY = 100;

    private final Map<String, Map<String, Long>> accepted = new HashMap<>();
    private final Map<String, Map<String, Long>> refused = new HashMap<>();

    /** A valid record of {@code orders.commands}. */
    void look(byte[] value) {
        String type = RecordBytes.textOrNull(value, TYPE);
        String session = RecordBytes.textOrNull(value, SESSION);
        String account = RecordBytes.textOrNull(value, ACCOUNT);
        if (session != null && account != null) {
            ("NEW_ORDER".equals(type) ? accepted : refused)
                    .computeIfAbsent(session, any -> new HashMap<>())
                    .merge(account, 1L, Long::sum);
        }
    }

    /** The group of each session that it is known of; not those that changed it. */
    Map<String, String> known(World world) {
        Map<String, String> groupOfAccount = new HashMap<>();
        for (AccountGroup group : world.groups()) {
            for (Account account : group.accounts()) {
                groupOfAccount.put(account.name(), group.name());
            }
        }
        Map<String, String> known = new HashMap<>();
        add(refused, groupOfAccount, known);
        accepted.keySet().forEach(known::remove);
        add(accepted, groupOfAccount, known);
        return known;
    }

    private static void add(
            Map<String, Map<String, Long>> accounts, Map<String, String> groupOfAccount, Map<String, String> known) {
        accounts.forEach((session, counts) -> {
            Map<String, Long> groups = new HashMap<>();
            counts.forEach((account, count) -> {
                if (groupOfAccount.containsKey(account)) {
                    groups.merge(groupOfAccount.get(account), count, Long::sum);
                }
            });
            long all = groups.values().stream().mapToLong(Long::longValue).sum();
            groups.entrySet().stream()
                    .max(Comparator.comparingLong(Map.Entry::getValue))
                    .filter(most -> (all - most.getValue()) * STRAY <= all + STRAY)
                    .ifPresent(most -> known.put(session, most.getKey()));
        });
    }
}
