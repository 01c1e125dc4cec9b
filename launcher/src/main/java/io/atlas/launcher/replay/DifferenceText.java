package io.atlas.launcher.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A difference for people: where, what came before, both sides, and field by field what is not the same. Pure. */
final class DifferenceText {
    private static final int MOST_TEXT = 1_200;
    private static final int MOST_FIELDS = 24;
    private static final String ABSENT = "(absent)";

    private DifferenceText() {}

    /** The whole of it. */
    static void print(Difference difference, PrintWriter out) {
        out.println("first difference at " + difference.at());
        out.println("  " + difference.what());
        if (!difference.context().isEmpty()) {
            out.println("before it:");
            difference.context().forEach(shown -> out.println("  " + shown.position() + "  " + text(shown.value())));
        }
        if (difference.recordedOrNull() != null) {
            out.println("recorded:");
            out.println("  " + text(difference.recordedOrNull()));
        }
        if (difference.replayedOrNull() != null) {
            out.println("replayed:");
            out.println("  " + text(difference.replayedOrNull()));
        }
        if (difference.recordedOrNull() != null && difference.replayedOrNull() != null) {
            List<String> fields = fields(difference.recordedOrNull(), difference.replayedOrNull());
            out.println("not the same:");
            fields.stream().limit(MOST_FIELDS).forEach(field -> out.println("  " + field));
            if (fields.size() > MOST_FIELDS) {
                out.println("  and " + (fields.size() - MOST_FIELDS) + " more");
            }
        }
    }

    /** A line for one that is not shown whole. */
    static String line(Difference difference) {
        return difference.at() + ": " + difference.what();
    }

    /** The configuration of an EPOCH_START would hide everything else. */
    private static String text(byte[] value) {
        String text = new String(value, UTF_8);
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + " …";
    }

    /** One line per field with another value, as {@code changes[0].order.cumQty  recorded 1  replayed 2}. */
    static List<String> fields(byte[] recorded, byte[] replayed) {
        Map<String, String> was = new TreeMap<>();
        Map<String, String> is = new TreeMap<>();
        try {
            ObjectMapper mapper = new ObjectMapper();
            flatten("", mapper.readTree(recorded), was);
            flatten("", mapper.readTree(replayed), is);
        } catch (IOException notJson) {
            return List.of("the record is not JSON: " + notJson.getMessage());
        }
        List<String> lines = new ArrayList<>();
        Map<String, String> all = new TreeMap<>(was);
        all.putAll(is);
        for (String field : all.keySet()) {
            String before = was.getOrDefault(field, ABSENT);
            String after = is.getOrDefault(field, ABSENT);
            if (!before.equals(after)) {
                lines.add(String.format("%-32s recorded %s   replayed %s", field, before, after));
            }
        }
        if (lines.isEmpty()) {
            lines.add("the fields are equal, their order or their writing is not");
        }
        return lines;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                flatten(path.isEmpty() ? field.getKey() : path + '.' + field.getKey(), field.getValue(), into);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + '[' + i + ']', node.get(i), into);
            }
        } else {
            into.put(path, node.toString());
        }
    }
}
