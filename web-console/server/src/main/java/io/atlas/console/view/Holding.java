package io.atlas.console.view;

/**
 * What an account has of one asset, in units of 1e-8.
 *
 * @param borrowLimit how far available may go below zero
 */
public record Holding(String asset, long available, long reserved, long borrowLimit) {
    public long total() {
        return Math.addExact(available, reserved);
    }

    /** How far available is below zero. */
    public long borrowUsed() {
        return Math.max(0, -available);
    }

    /** What an order may reserve: available and the unused borrow limit; never below 0. */
    public long spendable() {
        return Math.max(0, Math.addExact(available, borrowLimit));
    }
}
