package io.atlas.wire.json;

/** Bytes in a topic that are not a record of that topic. The message names topic, field, value and what was expected. */
public final class MalformedRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedRecord(String message) {
        super(message);
    }

    public MalformedRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
