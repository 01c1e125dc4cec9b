package io.atlas.wire.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One file of a profile while it is read: its values by place, and the faults found in it. Scalars are kept as written, so
 * that 0.1 never passes through a binary fraction. Anchors and aliases are refused: a value should stand where it is used.
 */
public final class YamlFile {
    private final String name;
    private final List<Fault> faults;

    public YamlFile(String name, List<Fault> faults) {
        this.name = name;
        this.faults = faults;
    }

    /** The top of the file; null, with the fault noted, if there is no block of keys to read. */
    public Section readOrNull(Path folder) {
        try (YAMLParser yaml = new YAMLFactory().createParser(Files.readString(folder.resolve(name)))) {
            if (yaml.nextToken() == null) {
                fault(0, "", "empty", "keys and values");
                return null;
            }
            YamlNode top = node(yaml, "");
            if (yaml.nextToken() != null) {
                fault(yaml.currentTokenLocation().getLineNr(), "", "a second document", "one document per file");
            }
            return sectionOrNull(top);
        } catch (NoSuchFileException e) {
            fault(0, "", "missing", "a file " + folder.resolve(name));
        } catch (CharacterCodingException e) {
            fault(0, "", "not UTF-8", "UTF-8 text");
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            fault(line, "", firstLine(e.getOriginalMessage()), "YAML");
        } catch (IOException e) {
            fault(0, "", e.toString(), "a readable file");
        }
        return null;
    }

    private static String firstLine(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("not readable");
    }

    private YamlNode node(YAMLParser yaml, String place) throws IOException {
        int line = yaml.currentTokenLocation().getLineNr();
        if (yaml.isCurrentAlias()) {
            fault(line, place, "an alias", "the value itself");
        }
        if (yaml.currentToken() == JsonToken.START_OBJECT) {
            return new YamlNode(place, line, null, fields(yaml, place), null);
        } else if (yaml.currentToken() == JsonToken.START_ARRAY) {
            List<YamlNode> elements = new ArrayList<>();
            while (yaml.nextToken() != JsonToken.END_ARRAY) {
                elements.add(node(yaml, place + '[' + elements.size() + ']'));
            }
            return new YamlNode(place, line, null, null, elements);
        }
        String text = yaml.currentToken() == JsonToken.VALUE_NULL ? "" : yaml.getText();
        return new YamlNode(place, line, text, null, null);
    }

    private Map<String, YamlNode> fields(YAMLParser yaml, String place) throws IOException {
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        while (yaml.nextToken() == JsonToken.FIELD_NAME) {
            String key = yaml.currentName();
            String keyPlace = place.isEmpty() ? key : place + '.' + key;
            int line = yaml.currentTokenLocation().getLineNr();
            yaml.nextToken();
            if (fields.putIfAbsent(key, node(yaml, keyPlace)) != null) {
                fault(line, keyPlace, "the key is there twice", "each key once");
            }
        }
        return fields;
    }

    /** The node as a block of keys; null, with the fault noted, if it is none. */
    Section sectionOrNull(YamlNode node) {
        if (node.fields() == null) {
            fault(node, "a block of keys");
            return null;
        }
        return new Section(this, node);
    }

    public void fault(YamlNode node, String expected) {
        fault(node.line(), node.place(), node.shown(), expected);
    }

    public void fault(int line, String place, String value, String expected) {
        faults.add(new Fault(name, line, place, value, expected));
    }

    /** How many faults have been noted so far, in this file and those before it. */
    public int faultCount() {
        return faults.size();
    }
}
