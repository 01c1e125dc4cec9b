package io.atlas.gateway.ledger;

import static io.atlas.domain.Invariant.require;

/** What one account holds of one asset. Client balances never go below what may be borrowed; the books' own accounts may. */
final class Balance {
    final String account;
    final String asset;
    private final boolean bounded;
    private final long borrowAmount;
    private long available;
    private long reserved;

    Balance(String account, String asset, boolean bounded, long borrowAmount) {
        this.account = account;
        this.asset = asset;
        this.bounded = bounded;
        this.borrowAmount = borrowAmount;
    }

    /** Changes both parts and tells the posting; invariant I3 is checked on the result. */
    void post(long availableAmount, long reservedAmount, Postings postings) {
        available = Math.addExact(available, availableAmount);
        reserved = Math.addExact(reserved, reservedAmount);
        require(
                !bounded || reserved >= 0 && Math.addExact(available, borrowAmount) >= 0,
                "I3: %s %s available: %d, reserved: %d, borrow limit: %d",
                account,
                asset,
                available,
                reserved,
                borrowAmount);
        postings.posted(account, asset, availableAmount, reservedAmount, available, reserved);
    }

    long available() {
        return available;
    }

    long reserved() {
        return reserved;
    }

    /** What new orders may still reserve. */
    long spendable() {
        return Math.addExact(available, borrowAmount);
    }
}
