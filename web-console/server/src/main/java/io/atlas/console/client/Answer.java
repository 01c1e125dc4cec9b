package io.atlas.console.client;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where an answer goes. Exactly one of the two is called, once, on the console's agent; for a page that has left, neither does anything. */
public interface Answer {
    /** The answer's fields; becomes {@code {t:"res",id,…}}. */
    void result(ObjectNode fields);

    /** @param code one of {@link ErrorCode}'s names */
    void refused(String code, String text);
}
