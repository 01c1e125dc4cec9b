package io.atlas.wire.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.OrderIds;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the rows of {@link RowWriter}: the fields of a row must be asked for in the order they were written. Methods ending
 * in {@code OrNull} accept that the next field is another one, or none.
 *
 * <p>Errors: {@link Malformed}, which never means damage — that is found by the hashes before — but rows of another making.
 */
public final class RowReader {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    /** The rows are not those this program would have written. */
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message, Throwable causeOrNull) {
            super(message, causeOrNull);
        }
    }

    private final JsonParser json;
    private final String segmentOrNull;
    private String kind;
    /** The name of the field that comes next, null at the row's end. */
    private String next;

    RowReader(byte[] chunk, String segmentOrNull) {
        this.segmentOrNull = segmentOrNull;
        try {
            json = JSON.createParser(chunk);
        } catch (IOException e) {
            throw new Malformed("not JSON: " + e.getMessage(), e);
        }
    }

    /** Goes to the next row; false at the end. Whatever was not asked for of the last one is passed over. */
    boolean nextRow() {
        try {
            while (next != null) {
                json.nextToken();
                json.skipChildren();
                next = json.nextFieldName();
            }
            JsonToken token = json.nextToken();
            if (token == null) {
                return false;
            }
            if (token != JsonToken.START_OBJECT) {
                throw new Malformed(token + " (expected: a row)", null);
            }
            next = json.nextFieldName();
            kind = text("row");
            return true;
        } catch (IOException e) {
            throw new Malformed("not JSON: " + e.getMessage(), e);
        }
    }

    /** The kind of the present row. */
    public String kind() {
        return kind;
    }

    /** The segment the present row belongs to, or null. */
    public String segmentOrNull() {
        return segmentOrNull;
    }

    private boolean has(String name) {
        return name.equals(next);
    }

    /** Moves to the value of the field that must come next. */
    private void enter(String name, JsonToken expected) throws IOException {
        if (!has(name)) {
            throw new Malformed(kind + ": " + next + " (expected: " + name + ")", null);
        }
        JsonToken token = json.nextToken();
        if (token != expected) {
            throw new Malformed(kind + '.' + name + ": " + token + " (expected: " + expected + ")", null);
        }
    }

    private void leave() throws IOException {
        next = json.nextFieldName();
    }

    public String text(String name) {
        try {
            enter(name, JsonToken.VALUE_STRING);
            String value = json.getText();
            leave();
            return value;
        } catch (IOException e) {
            throw new Malformed("not JSON: " + e.getMessage(), e);
        }
    }

    public String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    public long number(String name) {
        try {
            enter(name, JsonToken.VALUE_NUMBER_INT);
            long value = json.getLongValue();
            leave();
            return value;
        } catch (IOException e) {
            throw new Malformed("not JSON: " + e.getMessage(), e);
        }
    }

    public boolean flag(String name) {
        try {
            if (!has(name)) {
                throw new Malformed(kind + ": " + next + " (expected: " + name + ")", null);
            }
            boolean value = json.nextToken() == JsonToken.VALUE_TRUE;
            leave();
            return value;
        } catch (IOException e) {
            throw new Malformed("not JSON: " + e.getMessage(), e);
        }
    }

    public byte[] bytes(String name) {
        try {
            enter(name, JsonToken.VALUE_STRING);
            byte[] value = json.getBinaryValue();
            leave();
            return value;
        } catch (IOException e) {
            throw new Malformed("not JSON: " + e.getMessage(), e);
        }
    }

    public <E extends Enum<E>> E word(String name, Class<E> type) {
        String text = text(name);
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException e) {
            throw new Malformed(
                    kind + '.' + name + ": '" + text + "' (expected: one of " + Arrays.toString(type.getEnumConstants())
                            + ")",
                    e);
        }
    }

    public <E extends Enum<E>> E wordOrNull(String name, Class<E> type) {
        return has(name) ? word(name, type) : null;
    }

    /** A scaled long. */
    public long decimal(String name) {
        String text = text(name);
        try {
            return FixedPoint.parse(text);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new Malformed(kind + '.' + name + ": '" + text + "' (expected: a decimal)", e);
        }
    }

    /** An order id or request number. */
    public long id(String name) {
        String text = text(name);
        try {
            return OrderIds.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed(kind + '.' + name + ": '" + text + "' (expected: partition-offset or NONE)", e);
        }
    }
}
