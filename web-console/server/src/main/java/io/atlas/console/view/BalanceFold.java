package io.atlas.console.view;

import io.atlas.domain.Deposit;
import io.atlas.domain.Instrument;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Balances of the clients' accounts, from {@code ledger.entries}, and their deposits, from {@code orders.commands}. The
 * ledger's own accounts are in every partition and are nobody's balance: they are left out.
 */
final class BalanceFold {
    /** One account. */
    static final class Account {
        private final Map<String, Holding> holdings = new LinkedHashMap<>();
        private final Map<String, Long> deposits = new LinkedHashMap<>();
        private long version;

        /** Rises with each change. */
        long version() {
            return version;
        }

        /** Quote assets first, then the others in the order of the instruments. */
        List<Holding> holdings() {
            return List.copyOf(holdings.values());
        }

        /** What was paid in, by asset. */
        Map<String, Long> deposits() {
            return deposits;
        }
    }

    /** A holding to be kept over a restart. */
    record SavedHolding(String account, Holding holding) {}

    /** What was paid in, to be kept over a restart. */
    record SavedDeposit(String account, String asset, long amount) {}

    private final Map<String, Account> accounts = new HashMap<>();
    private final Set<String> depositIds = new HashSet<>();

    BalanceFold(World world) {
        List<String> assets = assets(world);
        for (World.AccountGroup group : world.groups()) {
            for (World.Account configured : group.accounts()) {
                Account account = new Account();
                Set<String> paidIn = new HashSet<>();
                configured.deposits().forEach(deposit -> paidIn.add(deposit.asset()));
                for (String asset : assets) {
                    long borrow = configured.borrow().getOrDefault(asset, 0L);
                    if (borrow > 0 || paidIn.contains(asset)) {
                        account.holdings.put(asset, new Holding(asset, 0, 0, borrow));
                    }
                }
                accounts.put(configured.name(), account);
            }
        }
    }

    private static List<String> assets(World world) {
        List<String> assets = new ArrayList<>();
        world.instruments().stream().map(Instrument::quote).forEach(assets::add);
        world.instruments().stream().map(Instrument::base).forEach(assets::add);
        return assets.stream().distinct().toList();
    }

    /** Folds the postings of one input. */
    void apply(LedgerEntry entry) {
        for (LedgerEntry.Posting posting : entry.postings()) {
            Account account = accounts.get(posting.account());
            if (account != null) {
                Holding before = account.holdings.get(posting.asset());
                account.holdings.put(
                        posting.asset(),
                        new Holding(
                                posting.asset(),
                                posting.availableAfter(),
                                posting.reservedAfter(),
                                before == null ? 0 : before.borrowLimit()));
                account.version++;
            }
        }
    }

    /** Folds a deposit; its id counts once, however often it was proposed. */
    void apply(Deposit deposit) {
        Account account = accounts.get(deposit.account());
        if (account != null && depositIds.add(deposit.depositId())) {
            account.deposits.merge(deposit.asset(), deposit.amount(), Math::addExact);
            account.version++;
        }
    }

    /** All holdings, account by account. */
    List<SavedHolding> savedHoldings() {
        List<SavedHolding> saved = new ArrayList<>();
        accounts.forEach((name, account) ->
                account.holdings.values().forEach(holding -> saved.add(new SavedHolding(name, holding))));
        return saved;
    }

    /** All that was paid in, by account and asset. */
    List<SavedDeposit> savedDeposits() {
        List<SavedDeposit> saved = new ArrayList<>();
        accounts.forEach((name, account) ->
                account.deposits.forEach((asset, amount) -> saved.add(new SavedDeposit(name, asset, amount))));
        return saved;
    }

    List<String> savedDepositIds() {
        return List.copyOf(depositIds);
    }

    /** Takes a holding back; how much may be borrowed is a matter of the configuration. */
    void restore(SavedHolding saved) {
        Account account = accounts.get(saved.account());
        if (account != null) {
            Holding held = saved.holding();
            Holding before = account.holdings.get(held.asset());
            long borrow = before == null ? 0 : before.borrowLimit();
            account.holdings.put(held.asset(), new Holding(held.asset(), held.available(), held.reserved(), borrow));
            account.version++;
        }
    }

    void restore(SavedDeposit saved) {
        Account account = accounts.get(saved.account());
        if (account != null) {
            account.deposits.put(saved.asset(), saved.amount());
        }
    }

    void restoreDepositId(String id) {
        depositIds.add(id);
    }

    Account accountOrNull(String name) {
        return accounts.get(name);
    }
}
