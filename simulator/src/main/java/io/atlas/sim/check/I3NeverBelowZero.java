package io.atlas.sim.check;

import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerEntry.Posting;
import io.atlas.domain.World;
import io.atlas.wire.log.Entry;
import java.util.HashMap;
import java.util.Map;

/** I3: for clients, reserved ≥ 0 and available + borrow limit ≥ 0, always. */
final class I3NeverBelowZero extends Checker {
    private final Map<String, Map<String, Long>> borrowByAccount = new HashMap<>();

    I3NeverBelowZero(World world) {
        super("I3");
        world.groups().forEach(group -> group.accounts()
                .forEach(account -> borrowByAccount.put(account.name(), account.borrow())));
    }

    @Override
    void onLedger(int partition, Entry<LedgerEntry> entry) {
        for (Posting posting : entry.body().postings()) {
            Map<String, Long> borrow = borrowByAccount.get(posting.account());
            if (borrow == null) {
                continue;
            }
            long limit = borrow.getOrDefault(posting.asset(), 0L);
            check(posting.reservedAfter() >= 0, "%s: reserved below 0", posting);
            check(posting.availableAfter() + limit >= 0, "%s: available below 0, borrow limit %d", posting, limit);
        }
    }
}
