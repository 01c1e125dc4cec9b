package io.atlas.console.channel;

import io.atlas.console.client.ErrorCode;

/** A subscription that is not possible, and why. Thrown to the reader of the page's frame, which answers it. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public Refusal(ErrorCode code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
