package io.atlas.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A record as another program might write it: laid out over lines, the fields after the header in any order. */
final class Reordered {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HEADER = List.of("v", "type", "epoch", "seq", "cause", "time");

    private Reordered() {}

    static byte[] bytes(byte[] record, Random random) throws IOException {
        ObjectNode fields = (ObjectNode) JSON.readTree(record);
        ObjectNode reordered = JSON.createObjectNode();
        HEADER.stream().filter(fields::has).forEach(name -> reordered.set(name, fields.get(name)));
        fields.remove(HEADER);
        reordered.setAll((ObjectNode) shuffled(fields, random));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(reordered);
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node instanceof ArrayNode list) {
            ArrayNode elements = JSON.createArrayNode();
            list.forEach(each -> elements.add(shuffled(each, random)));
            return elements;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        Collections.shuffle(names, random);
        ObjectNode other = JSON.createObjectNode();
        names.forEach(name -> other.set(name, shuffled(object.get(name), random)));
        return other;
    }
}
