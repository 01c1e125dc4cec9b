package io.atlas.gateway.ledger;

/** Told of each posting as it happens. */
@FunctionalInterface
public interface Postings {
    /** For the overlay, whose postings are only thoughts. */
    Postings UNRECORDED = (account, asset, available, reserved, availableAfter, reservedAfter) -> {};

    /** A balance changed by these amounts to these. */
    void posted(
            String account,
            String asset,
            long availableAmount,
            long reservedAmount,
            long availableAfter,
            long reservedAfter);
}
