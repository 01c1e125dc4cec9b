package io.atlas.console.rest;

import java.nio.charset.StandardCharsets;

/**
 * The answer to a call.
 *
 * @param contentType null without a body
 * @param cookies what to do with the login's cookies; null to leave them alone
 */
public record ApiReply(int status, String contentType, byte[] body, Cookies cookies) {
    /**
     * Both cookies of a login; empty values end it.
     *
     * @param csrf readable by the page
     */
    public record Cookies(String sessionId, String csrf, long maxAgeS) {
        /** Ends the login in the browser. */
        public static final Cookies GONE = new Cookies("", "", 0);
    }

    private static final byte[] NOTHING = {};

    public static ApiReply json(int status, String json) {
        return new ApiReply(status, "application/json", json.getBytes(StandardCharsets.UTF_8), null);
    }

    public static ApiReply text(String contentType, String text) {
        return new ApiReply(200, contentType, text.getBytes(StandardCharsets.UTF_8), null);
    }

    public static ApiReply nothing() {
        return new ApiReply(204, null, NOTHING, null);
    }

    public ApiReply with(Cookies set) {
        return new ApiReply(status, contentType, body, set);
    }
}
