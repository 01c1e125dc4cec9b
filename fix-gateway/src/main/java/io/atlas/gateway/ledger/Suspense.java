package io.atlas.gateway.ledger;

import io.atlas.domain.Instrument;

/**
 * What a quarantined trade would move. The venue may have told anything: an instrument that does not exist, a quantity below
 * zero, a product that is no whole number of units or beyond all numbers. Such a trade moves nothing, since nothing here is
 * ever rounded or wraps; the event keeps it as it was told.
 */
record Suspense(Instrument instrument, long qty, long paidAmount) {
    /** Null if it cannot be counted. */
    static Suspense ofOrNull(Instrument instrumentOrNull, long qty, long px) {
        try {
            return instrumentOrNull == null
                    ? null
                    : new Suspense(instrumentOrNull, qty, instrumentOrNull.amount(px, qty));
        } catch (ArithmeticException uncountable) {
            return null;
        }
    }

    /** Whether a balance can take an amount, in either direction. */
    static boolean fits(Balance balance, long amount) {
        return small(balance.available()) && small(amount);
    }

    /** The sum of two of these does not overflow. */
    private static boolean small(long amount) {
        return -(Long.MAX_VALUE / 2) < amount && amount < Long.MAX_VALUE / 2;
    }
}
