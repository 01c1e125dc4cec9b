package io.atlas.gateway.order;

import io.atlas.domain.Origin;
import io.atlas.domain.World;
import io.atlas.domain.World.Account;
import io.atlas.domain.World.AccountGroup;
import java.util.HashMap;
import java.util.Map;

/** Who belongs to whom: accounts and sessions to groups. */
public final class Groups {
    private final Map<String, AccountGroup> byName = new HashMap<>();
    private final Map<String, String> byAccount = new HashMap<>();
    private final Map<String, String> bySession;

    /** @param groupOfSession account group by SenderCompID */
    public Groups(World world, Map<String, String> groupOfSession) {
        this.bySession = Map.copyOf(groupOfSession);
        for (AccountGroup group : world.groups()) {
            byName.put(group.name(), group);
            for (Account account : group.accounts()) {
                byAccount.put(account.name(), group.name());
            }
        }
    }

    /** The group whose ClOrdIDs the request counts among: its session's, or its account's if the session is gone. */
    String of(Origin origin) {
        String ofSession = bySession.get(origin.session());
        return ofSession != null ? ofSession : byAccount.getOrDefault(origin.account(), "");
    }

    /** The group of a session, or null. */
    public String ofSession(String session) {
        return bySession.get(session);
    }

    /** The group of an account, or null. */
    public String ofAccount(String account) {
        return byAccount.get(account);
    }

    /** The terms of a group. */
    AccountGroup group(String name) {
        return byName.get(name);
    }

    /** The account a request without Account(1) means, or null if the group has several. */
    String onlyAccountOrNull(String group) {
        AccountGroup terms = byName.get(group);
        return terms.accounts().size() == 1 ? terms.accounts().get(0).name() : null;
    }
}
