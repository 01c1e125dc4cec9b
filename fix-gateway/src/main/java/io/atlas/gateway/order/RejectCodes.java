package io.atlas.gateway.order;

import io.atlas.domain.Reason;

/** The one table from reason words (20005) to FIX codes. Rules of engagement, "Refusals by cause". */
final class RejectCodes {
    private static final int OTHER = 99;

    private RejectCodes() {}

    /** OrdRejReason(103). */
    static int ordRejReason(Reason reason) {
        return switch (reason) {
            case UNKNOWN_SYMBOL -> 1;
            case MARKET_CLOSED, SYMBOL_HALTED -> 2;
            case INSUFFICIENT_FUNDS, MAX_NOTIONAL, MAX_QTY, MAX_OPEN_ORDERS -> 3;
            case TOO_LATE -> 4;
            case UNKNOWN_ORDER -> 5;
            case DUPLICATE, CLORDID_REUSED -> 6;
            case STALE -> 8;
            case UNSUPPORTED -> 11;
            case BAD_QTY, MIN_NOTIONAL -> 13;
            case UNKNOWN_ACCOUNT, ACCOUNT_NOT_ALLOWED -> 15;
            case BAD_PRICE, PRICE_COLLAR, FOK_NOT_FILLABLE, VENUE_REFUSED -> OTHER;
            case NOT_ACCEPTED, NONE -> 0;
            case ALREADY_PENDING, IOC_REST, USER_CANCEL, SELF_TRADE -> OTHER;
        };
    }

    /** CxlRejReason(102). */
    static int cxlRejReason(Reason reason) {
        return switch (reason) {
            case TOO_LATE -> 0;
            case UNKNOWN_ORDER, UNKNOWN_SYMBOL -> 1;
            case ALREADY_PENDING -> 3;
            case DUPLICATE, CLORDID_REUSED -> 6;
            default -> 2;
        };
    }
}
