package io.atlas.console.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes a FIX message apart for people: names, meanings, sections, the depth of repeating groups, and whether BodyLength(9),
 * CheckSum(10) and the order of the fields are right. Whatever is wrong is said beside the field; nothing is thrown.
 */
public final class FixDecoder {
    /** Where a field belongs. */
    public enum Section {
        HEADER,
        BODY,
        TRAILER
    }

    /**
     * A field in wire order.
     *
     * @param tag 0 where the text is no field
     * @param meaningOrNull what the value stands for
     * @param depth 0 outside repeating groups
     * @param faultOrNull what is wrong with it
     */
    public record Field(
            int tag, String name, String value, String meaningOrNull, Section section, int depth, String faultOrNull) {}

    /** One thing verified about the whole. */
    public record Check(String name, boolean ok, String text) {}

    /** The message; type and its name are empty where there is no MsgType(35). */
    public record Decoded(List<Field> fields, List<Check> checks, String type, String typeName) {
        public Decoded {
            fields = List.copyOf(fields);
            checks = List.copyOf(checks);
        }
    }

    private static final String MASK = "***";

    private final FixDictionary dictionary;

    public FixDecoder(FixDictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** @param text one message, its fields separated by SOH, {@code |} or {@code ^A} */
    public Decoded decode(String text) {
        String raw = RawFix.normal(text);
        List<RawFix.Field> read = RawFix.fields(raw);
        String type = read.stream()
                .filter(field -> field.tag() == 35)
                .map(RawFix.Field::value)
                .findFirst()
                .orElse("");
        FixDictionary.Message message = dictionary.messageOrNull(type);
        List<Field> fields = fields(read, message);
        List<Check> checks = List.of(bodyLength(raw), checkSum(raw), order(read));
        return new Decoded(fields, checks, type, message == null ? "" : message.name());
    }

    private List<Field> fields(List<RawFix.Field> read, FixDictionary.Message messageOrNull) {
        List<Field> fields = new ArrayList<>();
        Deque<FixDictionary.Content> open = new ArrayDeque<>();
        Set<Integer> seen = new HashSet<>();
        for (RawFix.Field field : read) {
            int tag = field.tag();
            Section section = section(tag);
            while (!open.isEmpty() && !open.peek().holds(tag)) {
                open.pop();
            }
            int depth = open.size();
            FixDictionary.Content within = open.isEmpty() ? top(section, messageOrNull) : open.peek();
            fields.add(field(field, section, depth, fault(field, within, depth, seen)));
            FixDictionary.Content group =
                    within == null ? null : within.groups().get(tag);
            if (group != null) {
                open.push(group);
            }
        }
        return fields;
    }

    private Section section(int tag) {
        return dictionary.header().holds(tag)
                ? Section.HEADER
                : dictionary.trailer().holds(tag) ? Section.TRAILER : Section.BODY;
    }

    /** Null where nothing is known of the message: then only names can be checked. */
    private FixDictionary.Content top(Section section, FixDictionary.Message messageOrNull) {
        return switch (section) {
            case HEADER -> dictionary.header();
            case TRAILER -> dictionary.trailer();
            case BODY -> messageOrNull == null ? null : messageOrNull.content();
        };
    }

    private String fault(RawFix.Field field, FixDictionary.Content within, int depth, Set<Integer> seen) {
        if (field.tag() == 0) {
            return "not a field (expected: tag=value)";
        }
        FixDictionary.Field known = dictionary.fieldOrNull(field.tag());
        if (known == null) {
            return "unknown tag";
        }
        if (field.value().isEmpty()) {
            return "no value";
        }
        if (depth == 0 && !seen.add(field.tag())) {
            return "appears more than once";
        }
        if (within != null && !within.holds(field.tag())) {
            return "not defined for this message";
        }
        boolean listed = known.meanings().isEmpty() || known.meanings().containsKey(field.value());
        // A field of several values, such as ExecInst(18), lists them one by one.
        return listed || field.value().indexOf(' ') > 0 ? null : "value out of range";
    }

    private Field field(RawFix.Field field, Section section, int depth, String fault) {
        FixDictionary.Field known = dictionary.fieldOrNull(field.tag());
        String name = known == null ? "" : known.name();
        String meaning =
                field.tag() == 35 ? meaningOfType(field.value()) : dictionary.meaningOrNull(field.tag(), field.value());
        return new Field(field.tag(), name, field.value(), meaning, section, depth, fault);
    }

    private String meaningOfType(String type) {
        FixDictionary.Message message = dictionary.messageOrNull(type);
        return message == null ? null : message.name();
    }

    private static Check bodyLength(String raw) {
        String name = "BodyLength(9)";
        String told = RawFix.valueOrNull(raw, 9);
        int after = raw.indexOf(RawFix.SOH + "9=");
        int end = raw.lastIndexOf(RawFix.SOH + "10=");
        if (told == null || after < 0 || end < 0) {
            return new Check(name, false, "missing");
        }
        int begin = raw.indexOf(RawFix.SOH, after + 1) + 1;
        int length = begin > end + 1 ? 0 : raw.substring(begin, end + 1).getBytes(UTF_8).length;
        return verdict(raw, name, told, RawFix.number(told) == length, Integer.toString(length));
    }

    private static Check checkSum(String raw) {
        String name = "CheckSum(10)";
        String told = RawFix.valueOrNull(raw, 10);
        int end = raw.lastIndexOf(RawFix.SOH + "10=");
        if (told == null || end < 0) {
            return new Check(name, false, "missing");
        }
        int sum = 0;
        for (byte one : raw.substring(0, end + 1).getBytes(UTF_8)) {
            sum += one & 0xff;
        }
        String right = String.format("%03d", sum % 256);
        return verdict(raw, name, told, told.equals(right), right);
    }

    private static Check verdict(String raw, String name, String told, boolean ok, String right) {
        if (!ok && raw.contains('=' + MASK + RawFix.SOH)) {
            return new Check(name, true, told + ": not checked, a secret is masked");
        }
        return new Check(name, ok, ok ? told + ": right" : told + " (expected: " + right + ")");
    }

    private static Check order(List<RawFix.Field> fields) {
        boolean ok = fields.size() > 3
                && fields.get(0).tag() == 8
                && fields.get(1).tag() == 9
                && fields.get(2).tag() == 35
                && fields.get(fields.size() - 1).tag() == 10;
        return new Check("Order of fields", ok, ok ? "8, 9, 35 first, 10 last" : "expected: 8, 9, 35 first, 10 last");
    }
}
