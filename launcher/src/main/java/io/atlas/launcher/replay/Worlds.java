package io.atlas.launcher.replay;

import io.atlas.domain.Instrument;
import io.atlas.domain.World;
import io.atlas.domain.World.Account;
import io.atlas.domain.World.AccountGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configurations of a log's epochs, as one that knows every instrument and account there ever was. */
final class Worlds {
    private Worlds() {}

    /**
     * All of them in one: the later terms of an instrument or account stand; the widest borrow limit of an account stands, since
     * what was borrowed under it was allowed then.
     */
    static World merged(World older, World newer) {
        if (older == null || older.equals(newer)) {
            return newer;
        }
        Map<String, Instrument> instruments = new LinkedHashMap<>();
        older.instruments().forEach(each -> instruments.put(each.symbol(), each));
        newer.instruments().forEach(each -> instruments.put(each.symbol(), each));
        Map<String, AccountGroup> groups = new LinkedHashMap<>();
        older.groups().forEach(each -> groups.put(each.name(), each));
        newer.groups().forEach(each -> groups.merge(each.name(), each, Worlds::merged));
        return new World(newer.name(), List.copyOf(instruments.values()), List.copyOf(groups.values()), newer.market());
    }

    private static AccountGroup merged(AccountGroup older, AccountGroup newer) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        older.accounts().forEach(each -> accounts.put(each.name(), each));
        newer.accounts().forEach(each -> accounts.merge(each.name(), each, Worlds::merged));
        return new AccountGroup(newer.name(), new ArrayList<>(accounts.values()), newer.maxOpenOrders());
    }

    private static Account merged(Account older, Account newer) {
        Map<String, Long> borrow = new HashMap<>(older.borrow());
        newer.borrow().forEach((asset, limit) -> borrow.merge(asset, limit, Math::max));
        return new Account(newer.name(), newer.deposits(), borrow);
    }
}
