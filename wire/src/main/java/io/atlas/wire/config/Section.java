package io.atlas.wire.config;

import io.atlas.domain.FixedPoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A block of keys, read key by key. A getter that finds a fault notes it and gives null or 0, so that reading goes on and
 * finds the others; {@link #end} then tells whether the values can be used.
 */
public final class Section {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private final YamlFile file;
    private final YamlNode node;
    private final int faultsBefore;
    private final Set<String> asked = new HashSet<>();

    Section(YamlFile file, YamlNode node) {
        this.file = file;
        this.node = node;
        this.faultsBefore = file.faultCount();
    }

    public YamlFile file() {
        return file;
    }

    /** Notes keys nobody asked for; true if nothing in this section was faulty. */
    public boolean end() {
        node.fields().forEach((key, value) -> {
            if (!asked.contains(key)) {
                file.fault(value.line(), value.place(), "unknown key", "one of " + String.join(", ", sorted(asked)));
            }
        });
        return file.faultCount() == faultsBefore;
    }

    private static List<String> sorted(Set<String> keys) {
        return keys.stream().sorted().toList();
    }

    /** Null if there is no such key. */
    public YamlNode nodeOrNull(String key) {
        asked.add(key);
        return node.fields().get(key);
    }

    private YamlNode require(String key, String expected) {
        YamlNode value = nodeOrNull(key);
        if (value == null) {
            fault(key, "missing", expected);
        }
        return value;
    }

    /** Notes a fault of the key, whether it is there or not. */
    public void fault(String key, String value, String expected) {
        YamlNode at = node.fields().get(key);
        String place = node.place().isEmpty() ? key : node.place() + '.' + key;
        file.fault(at == null ? node.line() : at.line(), place, value, expected);
    }

    /** Notes what is there as a fault. */
    public void fault(String key, String expected) {
        file.fault(node.fields().get(key), expected);
    }

    /** Notes a value of the key that an earlier section has too. */
    public void unique(String key, String value, Set<String> seen) {
        if (value != null && !seen.add(value)) {
            fault(key, '\'' + value + "' is there twice", "each " + key + " once");
        }
    }

    /** Notes a value of the key that is not among the known ones. */
    public void known(String key, String value, Set<String> known, String what) {
        if (value != null && !known.contains(value)) {
            fault(key, what + ": one of " + String.join(", ", sorted(known)));
        }
    }

    public String text(String key, String expected) {
        YamlNode value = require(key, expected);
        if (value != null && (value.text() == null || value.text().isEmpty())) {
            file.fault(value, expected);
            return null;
        }
        return value == null ? null : value.text();
    }

    /** A symbol, asset, account, group or CompID. */
    public String name(String key) {
        String expected = "a name: letters, digits, '_', '.', '-', at most 32";
        String text = text(key, expected);
        if (text != null && !NAME.matcher(text).matches()) {
            fault(key, expected);
            return null;
        }
        return text;
    }

    public long decimal(String key) {
        String expected = "a decimal such as 1000.50, at most 8 decimals";
        String text = text(key, expected);
        try {
            return text == null ? 0 : FixedPoint.parse(text);
        } catch (NumberFormatException | ArithmeticException e) {
            fault(key, expected);
            return 0;
        }
    }

    /** A decimal that must not be negative or 0. */
    public long positive(String key) {
        int before = file.faultCount();
        long value = decimal(key);
        if (value <= 0 && file.faultCount() == before) {
            fault(key, "a decimal above 0");
        }
        return value;
    }

    public long whole(String key, long min, long max) {
        String expected = "a whole number, " + min + " to " + max;
        String text = text(key, expected);
        if (text == null) {
            return 0;
        }
        long value = WHOLE.matcher(text).matches() ? Long.parseLong(text) : max;
        if (!WHOLE.matcher(text).matches() || value < min || value > max) {
            fault(key, expected);
            return 0;
        }
        return value;
    }

    public int wholeInt(String key, int min, int max) {
        return (int) whole(key, min, max);
    }

    public int wholeIntOr(String key, int otherwise, int min, int max) {
        return nodeOrNull(key) == null ? otherwise : wholeInt(key, min, max);
    }

    /** The blocks of a list; those that are none are noted and left out. */
    public List<Section> sections(String key) {
        YamlNode value = require(key, "a list");
        return value == null ? List.of() : elements(value);
    }

    public List<Section> sectionsIfAny(String key) {
        YamlNode value = nodeOrNull(key);
        return value == null ? List.of() : elements(value);
    }

    private List<Section> elements(YamlNode list) {
        if (list.elements() == null) {
            file.fault(list, "a list");
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        for (YamlNode element : list.elements()) {
            Section section = file.sectionOrNull(element);
            if (section != null) {
                sections.add(section);
            }
        }
        return sections;
    }

    /** The block at that key; null if there is none, or, with the fault noted, something else. */
    public Section sectionOrNull(String key) {
        YamlNode value = nodeOrNull(key);
        return value == null ? null : file.sectionOrNull(value);
    }

    /** The texts of a list of scalars, by place. */
    public List<YamlNode> texts(String key) {
        YamlNode value = nodeOrNull(key);
        if (value == null) {
            return List.of();
        }
        if (value.elements() == null) {
            file.fault(value, "a list such as [a, b]");
            return List.of();
        }
        for (YamlNode element : value.elements()) {
            if (element.text() == null || element.text().isEmpty()) {
                file.fault(element, "a word");
            }
        }
        return value.elements().stream()
                .filter(element -> element.text() != null && !element.text().isEmpty())
                .toList();
    }

    /** The keys of this block, all of them asked for. */
    public Set<String> keys() {
        Map<String, YamlNode> fields = node.fields();
        asked.addAll(fields.keySet());
        return fields.keySet();
    }
}
