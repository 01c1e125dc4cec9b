package io.atlas.console.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atlas.console.client.Answer;
import io.atlas.console.client.ErrorCode;
import io.atlas.console.client.Requests;
import io.atlas.console.client.User;
import io.atlas.console.view.FixDecoder;
import io.atlas.console.view.FixDictionary;
import java.util.function.Supplier;

/** Answers {@code decode}, over WebSocket and REST alike; everything else goes on to the next. */
public final class DecodeRequests implements Requests {
    private static final int MOST_CHARS = 16 * 1024;

    private final Supplier<FixDictionary> dictionary;
    private final Requests next;

    public DecodeRequests(Supplier<FixDictionary> dictionary, Requests next) {
        this.dictionary = dictionary;
        this.next = next;
    }

    @Override
    public void answer(User user, String what, JsonNode args, Answer answer) {
        if (!what.equals("decode")) {
            next.answer(user, what, args, answer);
        } else if (!args.path("raw").isTextual() || args.path("raw").textValue().length() > MOST_CHARS) {
            answer.refused(ErrorCode.BAD_FIELD.name(), "raw: expected the text of a FIX message, at most 16 KiB");
        } else {
            answer.result(json(
                    new FixDecoder(dictionary.get()).decode(args.path("raw").textValue())));
        }
    }

    private static ObjectNode json(FixDecoder.Decoded decoded) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode fields = json.putArray("fields");
        for (FixDecoder.Field field : decoded.fields()) {
            ObjectNode one = fields.addObject()
                    .put("tag", field.tag())
                    .put("name", field.name())
                    .put("value", field.value());
            if (field.meaningOrNull() != null) {
                one.put("meaning", field.meaningOrNull());
            }
            one.put("section", field.section().name()).put("depth", field.depth());
            if (field.faultOrNull() != null) {
                one.put("fault", field.faultOrNull());
            }
        }
        ArrayNode checks = json.putArray("checks");
        decoded.checks().forEach(check -> checks.addObject()
                .put("name", check.name())
                .put("ok", check.ok())
                .put("text", check.text()));
        return json.put("type", decoded.type()).put("typeName", decoded.typeName());
    }
}
