package io.atlas.console.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atlas.console.channel.JsonText;
import io.atlas.console.login.LoginSession;
import io.atlas.console.order.Outcome;
import java.io.IOException;
import java.util.function.Consumer;

/** A call in hand: the request, who makes it, and the one answer it gets. */
final class Call {
    private static final int MAX_DEPTH = 20;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    final ApiRequest request;
    final LoginSession login;
    final long nowNs;
    private final String id;
    private final Consumer<ApiReply> reply;

    /** @param id to quote when asking about an error */
    Call(ApiRequest request, LoginSession loginOrNull, String id, long nowNs, Consumer<ApiReply> reply) {
        this.request = request;
        this.login = loginOrNull;
        this.id = id;
        this.nowNs = nowNs;
        this.reply = reply;
    }

    /** The body as an object; null if it is none. */
    ObjectNode bodyOrNull() {
        try {
            JsonNode read = JSON.readTree(request.body());
            return read instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("reading an array does no I/O", e);
        }
    }

    String query(String name) {
        return request.query().getOrDefault(name, "");
    }

    /** A bound in epoch nanoseconds; {@code otherwise} if it is not given, null if it is no number. */
    Long boundOrNull(String name, long otherwise) {
        String text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        return text.matches("[0-9]{1,18}|[0-8][0-9]{18}") ? Long.valueOf(text) : null;
    }

    void answer(ApiReply answer) {
        reply.accept(answer);
    }

    void json(int status, String json) {
        reply.accept(ApiReply.json(status, json));
    }

    void outcome(Outcome outcome) {
        if (outcome.refused()) {
            refuse(outcome.status(), outcome.code(), outcome.text());
        } else {
            json(outcome.status(), outcome.json());
        }
    }

    void refuse(int status, String code, String text) {
        json(status, error(code, text).end().toString());
    }

    /** An error with room for more fields. */
    JsonText error(String code, String text) {
        return new JsonText().object().text("code", code).text("text", text).text("id", id);
    }
}
