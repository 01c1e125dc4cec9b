package io.atlas.sim.check;

import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerEntry.Posting;
import io.atlas.wire.log.Entry;
import java.util.HashMap;
import java.util.Map;

/**
 * I1: per asset and partition, the sum over all accounts is 0 at every position of the fold. Since all start at 0, each
 * entry's postings must sum to 0; and each balance "after" must be the sum of all postings before it.
 */
final class I1SumIsZero extends Checker {
    private record Key(int partition, String account, String asset) {}

    private final Map<Key, long[]> balances = new HashMap<>();
    private final Map<String, Long> sums = new HashMap<>();

    I1SumIsZero() {
        super("I1");
    }

    @Override
    void onLedger(int partition, Entry<LedgerEntry> entry) {
        if (entry.body().postings().isEmpty()) {
            return;
        }
        sums.clear();
        for (Posting posting : entry.body().postings()) {
            sums.merge(posting.asset(), posting.availableAmount() + posting.reservedAmount(), Math::addExact);
            long[] balance = balances.computeIfAbsent(
                    new Key(partition, posting.account(), posting.asset()), any -> new long[2]);
            balance[0] = Math.addExact(balance[0], posting.availableAmount());
            balance[1] = Math.addExact(balance[1], posting.reservedAmount());
            check(
                    balance[0] == posting.availableAfter() && balance[1] == posting.reservedAfter(),
                    "%s leaves available %d, reserved %d (sum of all postings: %d, %d)",
                    posting,
                    posting.availableAfter(),
                    posting.reservedAfter(),
                    balance[0],
                    balance[1]);
        }
        for (Posting posting : entry.body().postings()) {
            check(sums.get(posting.asset()) == 0, "postings sum to %s (expected: 0 each)", sums);
        }
    }
}
