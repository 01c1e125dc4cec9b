package io.atlas.console.order;

import io.atlas.console.preview.Terms;
import io.atlas.domain.OrderIds;
import java.util.List;

/**
 * The orders as the console shows them: a fold of the log, and what has been sent but is not there yet. Thread: the console's
 * agent.
 */
public interface KnownOrders {
    /**
     * An order.
     *
     * @param key ClOrdID(11) of its NewOrderSingle, for its whole life
     * @param clOrdId the latest accepted ClOrdID(11) of the chain
     * @param terms those in force; px 0 for a market order
     * @param orderId {@link OrderIds#NONE} while the log does not show it, and for one that was refused
     */
    record Known(String key, String clOrdId, Terms terms, long orderId, boolean open, boolean cancelPending) {
        /** Whether it has its decision, in the log or as refused without a record. */
        boolean decided() {
            return orderId != OrderIds.NONE || !open;
        }

        /** Whether it is the order of these terms. One that was amended since may differ in quantity and price. */
        boolean isOf(Terms asked) {
            boolean amended = !clOrdId.equals(key);
            long qty = amended ? terms.qty() : asked.qty();
            long px = amended ? terms.px() : asked.px();
            return terms.equals(
                    new Terms(asked.account(), asked.symbol(), asked.side(), asked.ordType(), asked.tif(), qty, px));
        }
    }

    /** The order with that key, or null. */
    Known orderOrNull(String account, String key);

    /** Those that may still trade, sent ones included. */
    List<Known> openOrders(String account);

    /** The order as JSON, as {@code web-console/protocol/README.md} has it. */
    String json(String account, String key);

    /** A new order has left: shown as WAITING until the log tells more. */
    void sent(String account, String key, Terms terms, long nowNs);

    /** A cancel has left, or a replace by those terms. */
    void changeSent(String account, String key, Terms replaceOrNull, long nowNs);

    /** A request about the order has no answer: shown as unknown until the log tells. */
    void unanswered(String account, String key, long nowNs);

    /** A request was not processed and never will be: nothing is in the log, nothing was reserved. A new order is rejected by it. */
    void notProcessed(String account, String key, String text, long nowNs);
}
