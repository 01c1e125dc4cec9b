package io.atlas.console.preview;

/** What a preview needs to know about the present. Thread: the console's agent. */
public interface PreviewSource {
    /**
     * What an account has of an asset; zeros for what it never had.
     *
     * @param availableAmount below zero when borrowed
     * @param borrowLimitAmount how far available may go below zero
     */
    record Holding(long availableAmount, long reservedAmount, long borrowLimitAmount) {
        /** What an order may still hold. */
        long spendableAmount() {
            return Math.max(0, Math.addExact(availableAmount, borrowLimitAmount));
        }
    }

    /** The book; {@link Depth#NONE} if nothing is known of it. */
    Depth depth(String symbol);

    Holding holding(String account, String asset);

    /** What was paid into the account of its quote asset; 0 for nothing. */
    long startAmount(String account);

    /** Orders of the account's group that are open. */
    int openOrders(String account);

    /** Whether that desk's FIX session can take an order now. */
    boolean deskUp(String desk);
}
