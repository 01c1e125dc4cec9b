package io.atlas.console.client;

import com.fasterxml.jackson.databind.JsonNode;

/** Answers the questions of a page ({@code op:"req"}). Thread: the console's agent. */
public interface Requests {
    /**
     * Answers once, now or in a later step.
     *
     * @param what the question's name, such as {@code preview}; an unknown one is refused with {@code BAD_REQUEST}
     * @param args an object, never null
     */
    void answer(User user, String what, JsonNode args, Answer answer);
}
