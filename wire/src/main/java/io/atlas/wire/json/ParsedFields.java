package io.atlas.wire.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The fields of one JSON object as a parser gives them, in any order. A getter throws {@link MalformedRecord} with the field's
 * name if it is missing or has another type. Unknown fields stay unread. A field that is {@code null} counts as missing; of two
 * fields with one name the first counts.
 */
final class ParsedFields extends Fields {
    /** What no record of ours holds: fractions, numbers beyond a long. */
    private static final Object OTHER = new Object();

    private final ParsedFields parent;
    private String place;
    private String[] names = new String[16];
    private Object[] values = new Object[16];
    private int size;
    private int cursor;

    private ParsedFields(ParsedFields parent, String place) {
        this.parent = parent;
        this.place = place;
    }

    /**
     * Reads a whole record; of its field {@code rawName} the text is kept as it stands.
     *
     * @param place what messages begin with
     * @throws IOException if the bytes are not JSON
     */
    static ParsedFields read(JsonParser json, byte[] bytes, String place, String rawName) throws IOException {
        ParsedFields root = new ParsedFields(null, place);
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedRecord(place + ": " + json.currentToken() + " (expected: a JSON object)");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            boolean raw = json.nextToken() == JsonToken.START_OBJECT && name.equals(rawName);
            root.add(name, raw ? rawText(json, bytes) : value(json, root, name));
        }
        if (json.nextToken() != null) {
            throw new MalformedRecord(place + ": " + json.currentToken() + " (expected: nothing after the object)");
        }
        return root;
    }

    private static String rawText(JsonParser json, byte[] bytes) throws IOException {
        int start = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        int end = (int) json.currentLocation().getByteOffset();
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private static Object value(JsonParser json, ParsedFields parent, String name) throws IOException {
        switch (json.currentToken()) {
            case VALUE_STRING:
                return json.getText();
            case VALUE_NUMBER_INT:
                return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? OTHER : (Object) json.getLongValue();
            case VALUE_TRUE:
                return Boolean.TRUE;
            case VALUE_FALSE:
                return Boolean.FALSE;
            case VALUE_NULL:
                return null;
            case START_OBJECT:
                ParsedFields fields = new ParsedFields(parent, name);
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String field = json.currentName();
                    json.nextToken();
                    fields.add(field, value(json, fields, field));
                }
                return fields;
            case START_ARRAY:
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json, parent, name + '[' + list.size() + ']'));
                }
                return list;
            default:
                return OTHER;
        }
    }

    private void add(String name, Object value) {
        if (value == null) {
            return;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        names[size] = name;
        values[size++] = value;
    }

    /** Null if missing. Starts after the field asked for last: fields are asked for in the order they are written. */
    private Object find(String name) {
        for (int i = 0; i < size; i++) {
            int at = cursor + i < size ? cursor + i : cursor + i - size;
            if (names[at].equals(name)) {
                cursor = at + 1 < size ? at + 1 : 0;
                return values[at];
            }
        }
        return null;
    }

    private Object require(String name, String expected) {
        Object value = find(name);
        if (value == null) {
            throw malformed(name, "missing", expected);
        }
        return value;
    }

    MalformedRecord malformed(String name, String found, String expected) {
        return new MalformedRecord(placeOf(name) + ": " + found + " (expected: " + expected + ")");
    }

    private String placeOf(String name) {
        return parent == null ? place + ' ' + name : parent.placeOf(place) + '.' + name;
    }

    private MalformedRecord wrongType(String name, Object value, String expected) {
        String found = value instanceof ParsedFields
                ? "an object"
                : value instanceof List ? "a list" : value == OTHER ? "a number" : "" + value;
        return malformed(name, found, expected);
    }

    /** Whether the fields begin with these names, in this order. */
    boolean beginWith(String... first) {
        return size >= first.length && Arrays.equals(names, 0, first.length, first, 0, first.length);
    }

    /** Makes the messages from here on begin with that place. */
    void place(String newPlace) {
        place = newPlace;
    }

    @Override
    String text(String name) {
        return asText(name, require(name, "text"));
    }

    @Override
    String textOrNull(String name) {
        Object value = find(name);
        return value == null ? null : asText(name, value);
    }

    private String asText(String name, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw wrongType(name, value, "text");
    }

    @Override
    <E extends Enum<E>> E word(String name, Class<E> type) {
        E word = wordOrNull(name, type);
        if (word == null) {
            throw malformed(name, "missing", "one of " + Arrays.toString(type.getEnumConstants()));
        }
        return word;
    }

    @Override
    <E extends Enum<E>> E wordOrNull(String name, Class<E> type) {
        String text = textOrNull(name);
        if (text == null) {
            return null;
        }
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException e) {
            throw malformed(name, '\'' + text + '\'', "one of " + Arrays.toString(type.getEnumConstants()));
        }
    }

    @Override
    long time(String name) {
        String text = text(name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw malformed(name, '\'' + text + '\'', "epoch nanoseconds as text");
        }
    }

    @Override
    LogPosition positionOrNull(String name) {
        String text = textOrNull(name);
        try {
            return text == null ? null : LogPosition.parse(text);
        } catch (IllegalArgumentException e) {
            throw malformed(name, '\'' + text + '\'', "topic/partition/offset");
        }
    }

    @Override
    long decimal(String name) {
        return asDecimal(name, asText(name, require(name, "a decimal as text")));
    }

    @Override
    long decimalOrZero(String name) {
        String text = textOrNull(name);
        return text == null ? 0 : asDecimal(name, text);
    }

    private long asDecimal(String name, String text) {
        try {
            return FixedPoint.parse(text);
        } catch (NumberFormatException | ArithmeticException e) {
            throw malformed(name, '\'' + text + '\'', "a decimal as text, at most 8 decimals");
        }
    }

    @Override
    long id(String name) {
        String text = asText(name, require(name, "partition-offset or NONE"));
        try {
            return OrderIds.parse(text);
        } catch (IllegalArgumentException e) {
            throw malformed(name, '\'' + text + '\'', "partition-offset or NONE");
        }
    }

    @Override
    long idOrNone(String name) {
        return textOrNull(name) == null ? OrderIds.NONE : id(name);
    }

    @Override
    long number(String name) {
        Object value = require(name, "a whole number");
        if (value instanceof Long number) {
            return number;
        }
        throw wrongType(name, value, "a whole number");
    }

    @Override
    boolean flag(String name) {
        Object value = require(name, "true or false");
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrongType(name, value, "true or false");
    }

    @Override
    <R> R object(String name, Function<Fields, R> reader) {
        return reader.apply(asObject(name, require(name, "an object")));
    }

    @Override
    <R> R objectOrNull(String name, Function<Fields, R> reader) {
        Object value = find(name);
        return value == null ? null : reader.apply(asObject(name, value));
    }

    private ParsedFields asObject(String name, Object value) {
        if (value instanceof ParsedFields fields) {
            return fields;
        }
        throw wrongType(name, value, "an object");
    }

    @Override
    <R> List<R> objectsIfAny(String name, Function<Fields, R> reader) {
        return find(name) == null ? List.of() : objects(name, reader);
    }

    @Override
    <R> List<R> objects(String name, Function<Fields, R> reader) {
        Object value = require(name, "a list of objects");
        if (!(value instanceof List<?> list)) {
            throw wrongType(name, value, "a list of objects");
        }
        List<R> objects = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            objects.add(reader.apply(asObject(name + '[' + i + ']', list.get(i))));
        }
        return objects;
    }
}
