package io.atlas.wire.config;

import java.util.List;
import java.util.Map;

/**
 * A value of a YAML file and where it stands. Exactly one of text, fields and elements is there.
 *
 * @param place path of keys from the top of the file
 * @param line from 1
 * @param text of a scalar, exactly as written; empty for an empty one
 */
public record YamlNode(String place, int line, String text, Map<String, YamlNode> fields, List<YamlNode> elements) {
    /** For messages. */
    public String shown() {
        if (text != null) {
            return text.isEmpty() ? "empty" : '\'' + text + '\'';
        }
        return fields != null ? "a block of keys" : "a list";
    }
}
