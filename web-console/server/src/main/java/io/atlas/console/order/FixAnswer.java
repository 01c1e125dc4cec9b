package io.atlas.console.order;

/**
 * What came back over a desk's FIX session, as far as it matters: outcomes of orders are read from the log.
 *
 * @param desk whose session
 * @param clOrdId ClOrdID(11) it speaks of; empty for LOGGED_ON and LOGGED_OUT
 * @param text why, for NOT_PROCESSED; else empty
 */
public record FixAnswer(Kind kind, String desk, String clOrdId, String text) {
    /** What happened. */
    public enum Kind {
        /** The session can take orders, also after a loss of connection. */
        LOGGED_ON,
        LOGGED_OUT,
        /** Any 35=8 or 35=9 that names the request: it is decided, and in the log. */
        DECIDED,
        /** 35=8 150=I 103=5: the gateway has decided all it got, and has no such request. */
        UNKNOWN,
        /** 35=j or 35=3: nothing was recorded. */
        NOT_PROCESSED
    }
}
