package io.atlas.domain;

/**
 * One change of one order, and the order after it. Each becomes one report to the client (OPENED apart).
 *
 * @param requestClOrdId ClOrdID(11) of the cancel or replace this answers or shows; null if the change was not asked for
 * @param execution the trade, for TRADE and QUARANTINED; else null
 * @param quarantine what was set aside, for QUARANTINED (null in records that are older than the field); else null
 */
public record OrderChange(
        Kind kind, Order order, String requestClOrdId, Reason reason, Execution execution, Quarantine quarantine) {

    /** A change of an order that is not quarantined. */
    public OrderChange(Kind kind, Order order, String requestClOrdId, Reason reason, Execution execution) {
        this(kind, order, requestClOrdId, reason, execution, null);
    }

    /** What happened; the comment is ExecType(150) or the message it becomes. */
    public enum Kind {
        /** PENDING_SUBMIT; the client has heard of it from the command (150=A). */
        OPENED,
        /** 150=0. */
        ACCEPTED,
        /** 150=8. */
        REJECTED,
        /** 150=F. */
        TRADE,
        /** 150=4. */
        CANCELED,
        /** 150=C. */
        EXPIRED,
        /** 150=6. */
        PENDING_CANCEL,
        /** 150=E. */
        PENDING_REPLACE,
        /** 150=5. */
        REPLACED,
        /** 35=9, 434=1. */
        CANCEL_REFUSED,
        /** 35=9, 434=2. */
        REPLACE_REFUSED,
        /** The venue reported the impossible: the order is unchanged, its trade (if any) posts to SUSPENSE. */
        QUARANTINED
    }

    /**
     * A fill.
     *
     * @param tradeId TradeID(1003), the same on both sides
     * @param aggressor whether this side took liquidity
     * @param house whether the other side is the venue's house account
     */
    public record Execution(String tradeId, long lastQty, long lastPx, boolean aggressor, boolean house) {}
}
