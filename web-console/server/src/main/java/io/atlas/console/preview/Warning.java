package io.atlas.console.preview;

/**
 * Something to know before an order is sent.
 *
 * @param title two or three words
 * @param text the number and the threshold
 */
public record Warning(Code code, Severity severity, String title, String text) {
    /** What is wrong; among equals the first is told first. */
    public enum Code {
        INSUFFICIENT_FUNDS("Insufficient funds"),
        LIMIT("Limit"),
        STALE_MARKET("Stale market"),
        GATEWAY_DOWN("Gateway down"),
        HIGH_NOTIONAL("High notional"),
        LOW_BUFFER("Low buffer"),
        FAR_FROM_MARKET("Far from market"),
        DUPLICATE("Duplicate"),
        CROSSES_SPREAD("Crosses the spread");

        private final String title;

        Code(String title) {
            this.title = title;
        }
    }

    /** Worst first. */
    public enum Severity {
        /** Cannot be sent. */
        BLOCK,
        CRITICAL,
        CAUTION,
        INFO
    }

    static Warning of(Code code, Severity severity, String text) {
        return new Warning(code, severity, code.title, text);
    }
}
