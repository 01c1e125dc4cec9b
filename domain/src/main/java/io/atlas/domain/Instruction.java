package io.atlas.domain;

/** What the OMS asks of the venue. Its number is the position of the command it stands for, packed as in {@link OrderIds}. */
public sealed interface Instruction {
    /** The command's position. */
    long number();

    /**
     * Enter an order; its number is the OrderID.
     *
     * @param group the account group: no two orders of one group trade with each other
     * @param px limit or protection price, binding
     */
    record Enter(
            long number, String group, String symbol, Side side, OrdType ordType, TimeInForce tif, long qty, long px)
            implements Instruction {}

    /** Cancel an order. */
    record Cancel(long number, long orderId, String symbol) implements Instruction {}

    /** Replace quantity (total) and price of an order. */
    record Replace(long number, long orderId, String symbol, long qty, long px) implements Instruction {}
}
