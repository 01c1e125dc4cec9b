package io.atlas.wire.config;

import io.atlas.domain.World.Account;
import io.atlas.domain.World.AccountGroup;
import io.atlas.domain.World.OpeningDeposit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code accounts.yaml}: account groups with their accounts, opening deposits and borrow limits; the number of partitions. */
final class AccountsFile {
    private static final int MAX_PARTITIONS = 1_024;
    private static final int DEFAULT_MAX_OPEN_ORDERS = 1_000;
    /** Names of the ledger's own accounts. */
    private static final Set<String> RESERVED = Set.of("EXTERNAL", "HOUSE", "FEES", "CLEARING", "SUSPENSE");

    private final Set<String> assets;
    private final Set<String> groupNames = new HashSet<>();
    private final Set<String> accountNames = new HashSet<>();
    private final Set<String> depositIds = new HashSet<>();
    private final Map<String, Set<String>> accountsOfGroup = new LinkedHashMap<>();
    private final List<AccountGroup> groups = new ArrayList<>();
    private int partitions;

    AccountsFile(Path folder, Set<String> assets, List<Fault> faults) {
        this.assets = assets;
        Section top = new YamlFile("accounts.yaml", faults).readOrNull(folder);
        if (top != null) {
            partitions = top.wholeInt("partitions", 1, MAX_PARTITIONS);
            top.sections("groups").forEach(this::group);
            top.end();
        }
    }

    private void group(Section in) {
        String name = in.name("name");
        in.unique("name", name, groupNames);
        int maxOpenOrders = in.wholeIntOr("maxOpenOrders", DEFAULT_MAX_OPEN_ORDERS, 1, 1_000_000);
        Set<String> names = new TreeSet<>();
        List<Account> accounts = new ArrayList<>();
        List<Section> sections = in.sections("accounts");
        sections.forEach(section -> accounts.add(account(section, names)));
        if (name != null) {
            accountsOfGroup.put(name, names);
        }
        if (in.end() && sections.isEmpty()) {
            in.fault("accounts", "none", "at least one account");
        } else {
            groups.add(new AccountGroup(name, accounts, maxOpenOrders));
        }
    }

    private Account account(Section in, Set<String> names) {
        String name = in.name("name");
        in.unique("name", name, accountNames);
        if (name != null) {
            names.add(name);
            if (RESERVED.contains(name)) {
                in.fault("name", "a name that is not one of the ledger's own");
            }
        }
        List<OpeningDeposit> deposits = new ArrayList<>();
        in.sectionsIfAny("deposits").forEach(section -> deposits.add(deposit(section)));
        Map<String, Long> borrow = borrow(in.sectionOrNull("borrow"));
        in.end();
        return new Account(name, deposits, borrow);
    }

    private OpeningDeposit deposit(Section in) {
        String id = in.name("id");
        in.unique("id", id, depositIds);
        String asset = in.name("asset");
        // Without readable instruments any asset may be right.
        if (!assets.isEmpty()) {
            in.known("asset", asset, assets, "an asset of instruments.yaml");
        }
        long amount = in.positive("amount");
        in.end();
        return new OpeningDeposit(id, asset, amount);
    }

    private Map<String, Long> borrow(Section in) {
        Map<String, Long> borrow = new LinkedHashMap<>();
        if (in != null) {
            for (String asset : in.keys()) {
                if (!assets.isEmpty() && !assets.contains(asset)) {
                    in.fault(asset, "unknown asset", "one of " + String.join(", ", assets));
                }
                borrow.put(asset, in.positive(asset));
            }
        }
        return borrow;
    }

    int partitions() {
        return partitions;
    }

    List<AccountGroup> groups() {
        return groups;
    }

    /** Account names by group, faulty groups included. */
    Map<String, Set<String>> accountsOfGroup() {
        return accountsOfGroup;
    }
}
