package io.atlas.domain;

/** Why a request was refused or an order ended: the reason word of tag 20005. Codes for 102, 103 live in the gateway's table. */
public enum Reason {
    NONE,
    UNKNOWN_SYMBOL,
    MARKET_CLOSED,
    SYMBOL_HALTED,
    INSUFFICIENT_FUNDS,
    MAX_NOTIONAL,
    MAX_QTY,
    MAX_OPEN_ORDERS,
    TOO_LATE,
    UNKNOWN_ORDER,
    DUPLICATE,
    CLORDID_REUSED,
    STALE,
    UNSUPPORTED,
    BAD_QTY,
    MIN_NOTIONAL,
    BAD_PRICE,
    PRICE_COLLAR,
    UNKNOWN_ACCOUNT,
    ACCOUNT_NOT_ALLOWED,
    VENUE_REFUSED,
    NOT_ACCEPTED,
    ALREADY_PENDING,
    /** The rest of an immediate-or-cancel or market order. */
    IOC_REST,
    /** A fill-or-kill order that could not trade whole on entry. */
    FOK_NOT_FILLABLE,
    /** The client asked for it. */
    USER_CANCEL,
    /** Self-trade prevention: the incoming order would have met its own group's order. */
    SELF_TRADE;

    /** The word for a JSON record: null when there is nothing to say. */
    public String wordOrNull() {
        return this == NONE ? null : name();
    }

    /** The reason for a word of a record; NONE for null. */
    public static Reason ofWord(String wordOrNull) {
        return wordOrNull == null ? NONE : valueOf(wordOrNull);
    }
}
