package io.atlas.console.client;

/** Why a frame or a call is refused. Source: {@code web-console/protocol/README.md}. */
public enum ErrorCode {
    BAD_REQUEST,
    /** The text names field, value and what was expected. */
    BAD_FIELD,
    UNKNOWN_CHANNEL,
    UNKNOWN_SYMBOL,
    NOT_ALLOWED,
    TOO_MANY,
    UNAVAILABLE,
    STALE,
    NOT_FOUND
}
