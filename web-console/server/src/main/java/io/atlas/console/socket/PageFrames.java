package io.atlas.console.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atlas.console.channel.Channels;
import io.atlas.console.channel.JsonText;
import io.atlas.console.channel.Refusal;
import io.atlas.console.client.Answer;
import io.atlas.console.client.ErrorCode;
import io.atlas.console.client.Requests;
import java.util.HashMap;
import java.util.Map;

/** Reads the frames of pages and does what they ask. Source: {@code web-console/protocol/README.md}. */
final class PageFrames {
    /** Close code for a frame that no page of ours would send. */
    static final int BAD_FRAME = 4009;

    static final int MOST_CHARS = 16 * 1024;
    static final int MOST_SUBSCRIPTIONS = 64;
    static final int MOST_FRAMES_PER_SECOND = 500;
    static final int MOST_OPEN_REQUESTS = 32;
    private static final int MOST_ID_CHARS = 64;
    private static final int MOST_NESTING = 20;

    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_NESTING)
                    .build())
            .build());
    private final Channels channels;
    private final Requests requests;
    private final String epoch;

    PageFrames(Channels channels, Requests requests, String epoch) {
        this.channels = channels;
        this.requests = requests;
        this.epoch = epoch;
    }

    /** Does what the frame asks; false if the page must be closed for it. */
    boolean take(Page page, String text, long nowNs) {
        JsonNode frame = text.length() > MOST_CHARS ? null : parseOrNull(text);
        if (frame == null || !frame.isObject()) {
            page.refuse(
                    null, ErrorCode.BAD_REQUEST, "frame: expected a JSON object of at most " + MOST_CHARS + " bytes");
            return false;
        }
        String op = frame.path("op").asText();
        if (!page.greeted()) {
            return op.equals("hello") && hello(page, frame, nowNs);
        }
        if (!page.counted(nowNs, MOST_FRAMES_PER_SECOND)) {
            page.refuse(
                    idOrNull(frame), ErrorCode.TOO_MANY, "more than " + MOST_FRAMES_PER_SECOND + " frames a second");
            return true;
        }
        switch (op) {
            case "sub", "unsub", "req" -> withId(page, op, frame, nowNs);
            case "pong" -> page.pace().pong(frame.path("t").asLong(-1));
            case "lag" -> page.pace().hidden(frame.path("hidden").asBoolean());
            default ->
                page.refuse(
                        idOrNull(frame),
                        ErrorCode.BAD_REQUEST,
                        "op: '" + op + "' (expected: sub, unsub, req, pong, lag)");
        }
        return true;
    }

    private JsonNode parseOrNull(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private boolean hello(Page page, JsonNode frame, long nowNs) {
        if (frame.path("v").asInt() != 1) {
            page.refuse(null, ErrorCode.BAD_FIELD, "v: " + frame.path("v") + " (expected: 1)");
            return false;
        }
        Map<String, Long> held = new HashMap<>();
        JsonNode resume = frame.path("resume");
        if (resume.path("epoch").asText().equals(epoch)) {
            resume.path("ch").properties().forEach(one -> {
                if (one.getValue().canConvertToLong()) {
                    held.put(one.getKey(), one.getValue().longValue());
                }
            });
        }
        page.greet(held);
        page.send(new JsonText()
                .object()
                .text("t", "welcome")
                .text("session", Long.toString(page.socket().id()))
                .time("serverTime", nowNs)
                .text("epoch", epoch)
                .text("user", page.socket().user().name())
                .text("csrf", page.socket().csrf())
                .end()
                .toString());
        return true;
    }

    private void withId(Page page, String op, JsonNode frame, long nowNs) {
        String id = idOrNull(frame);
        if (id == null) {
            page.refuse(null, ErrorCode.BAD_FIELD, "id: expected 1 to " + MOST_ID_CHARS + " characters");
            return;
        }
        switch (op) {
            case "sub" -> subscribe(page, id, frame, nowNs);
            case "unsub" -> page.unsubscribe(id);
            default -> request(page, id, frame);
        }
    }

    private static String idOrNull(JsonNode frame) {
        String id = frame.path("id").isTextual() ? frame.path("id").textValue() : "";
        return id.isEmpty() || id.length() > MOST_ID_CHARS ? null : id;
    }

    private void subscribe(Page page, String id, JsonNode frame, long nowNs) {
        if (page.subscriptions() >= MOST_SUBSCRIPTIONS) {
            page.refuse(id, ErrorCode.TOO_MANY, "more than " + MOST_SUBSCRIPTIONS + " subscriptions");
            return;
        }
        try {
            String channel = frame.path("ch").asText();
            page.subscribe(id, channels.open(page.socket().user(), channel, frame.path("args")), nowNs);
        } catch (Refusal refusal) {
            page.refuse(id, refusal.code(), refusal.getMessage());
        }
    }

    private void request(Page page, String id, JsonNode frame) {
        JsonNode args = frame.path("args");
        if (!args.isMissingNode() && !args.isObject()) {
            page.refuse(id, ErrorCode.BAD_FIELD, "args: expected an object");
        } else if (!page.takesRequest(MOST_OPEN_REQUESTS)) {
            page.refuse(id, ErrorCode.TOO_MANY, "more than " + MOST_OPEN_REQUESTS + " requests without an answer");
        } else {
            JsonNode given = args.isMissingNode() ? JsonNodeFactory.instance.objectNode() : args;
            requests.answer(page.socket().user(), frame.path("what").asText(), given, new ToPage(page, id));
        }
    }

    /** An answer on its way to the page, if it is still there. */
    private record ToPage(Page page, String id) implements Answer {
        @Override
        public void result(ObjectNode fields) {
            page.requestAnswered();
            if (!page.gone()) {
                String head = "{\"t\":\"res\",\"id\":" + new JsonText().value(id);
                page.send(
                        head + (fields.isEmpty() ? "}" : "," + fields.toString().substring(1)));
            }
        }

        @Override
        public void refused(String code, String text) {
            page.requestAnswered();
            if (!page.gone()) {
                page.refuse(id, code, text);
            }
        }
    }
}
