package io.atlas.wire.json;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderIds;
import io.atlas.wire.log.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The fields of a record whose bytes are as our writer lays them out: no spaces, the fields asked for in their order and none
 * beside them, plain ASCII without escapes, whole numbers of at most 18 digits. Read in one pass where they lie, since a start
 * from the log's beginning is mostly this.
 *
 * <p>Whatever is different in the least is {@link Unusual} and left to {@link ParsedFields}: an optional field counts as missing
 * only if the object then ends without it. No answer is ever a guess, and no fault is ever described here.
 */
final class WrittenFields extends Fields {
    /** Not as our writer would have it, perhaps not JSON at all. */
    static final class Unusual extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final Unusual HERE = new Unusual();

        private Unusual() {
            super("left to the parser", null, false, false);
        }
    }

    private static final int NO_BYTE = -1;
    /** As many digits as never overflow a long. */
    private static final int SAFE_DIGITS = 18;

    private static final int WHOLE_DIGITS = SAFE_DIGITS - FixedPoint.SCALE;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, FixedPoint.ONE};
    private static final int MAX_PARTITION = 0x7FFF;
    private static final long MAX_OFFSET = (1L << 48) - 1;
    private static final String NONE = OrderIds.text(OrderIds.NONE);
    private static final String[] TOPICS = {Topics.COMMANDS, Topics.EVENTS, Topics.REPORTS};

    private static final ClassValue<Enum<?>[]> WORDS = new ClassValue<>() {
        @Override
        protected Enum<?>[] computeValue(Class<?> type) {
            return (Enum<?>[]) type.getEnumConstants();
        }
    };

    private final byte[] bytes;
    /** What comes next: after a value, or after the brace that begins an object. */
    private int at;

    /** @throws Unusual like every method of this class, if the bytes are not what it says above */
    WrittenFields(byte[] bytes) {
        this.bytes = bytes;
        expect('{');
    }

    /** Closes the record; whether nothing comes after it. */
    boolean atEnd() {
        expect('}');
        return at == bytes.length;
    }

    private int next() {
        return at < bytes.length ? bytes[at] : NO_BYTE;
    }

    private void expect(int letter) {
        if (next() != letter) {
            throw Unusual.HERE;
        }
        at++;
    }

    /** Goes past the name if that is the next field's, and past the comma before it. */
    private boolean isNext(String name) {
        int start = at;
        // Only an object that has just begun has no comma before its next field.
        if (bytes[start - 1] != '{') {
            if (next() != ',') {
                return false;
            }
            start++;
        }
        int length = name.length();
        if (start + length + 3 > bytes.length || bytes[start] != '"' || !isText(start + 1, name)) {
            return false;
        }
        start += length + 1;
        if (bytes[start] != '"' || bytes[start + 1] != ':') {
            return false;
        }
        at = start + 2;
        return true;
    }

    private boolean isText(int from, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void require(String name) {
        if (!isNext(name)) {
            throw Unusual.HERE;
        }
    }

    @Override
    String text(String name) {
        require(name);
        return text();
    }

    @Override
    String textOrNull(String name) {
        return isNext(name) ? text() : null;
    }

    private String text() {
        expect('"');
        int start = at;
        int end = start;
        while (end < bytes.length && bytes[end] != '"') {
            // Letters beyond ASCII are below 0 as bytes.
            if (bytes[end] < ' ' || bytes[end] == '\\') {
                throw Unusual.HERE;
            }
            end++;
        }
        at = end;
        expect('"');
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    <E extends Enum<E>> E word(String name, Class<E> type) {
        require(name);
        return word(type);
    }

    @Override
    <E extends Enum<E>> E wordOrNull(String name, Class<E> type) {
        return isNext(name) ? word(type) : null;
    }

    private <E extends Enum<E>> E word(Class<E> type) {
        expect('"');
        for (Enum<?> word : WORDS.get(type)) {
            String text = word.name();
            int end = at + text.length();
            if (end < bytes.length && bytes[end] == '"' && isText(at, text)) {
                at = end + 1;
                return type.cast(word);
            }
        }
        throw Unusual.HERE;
    }

    @Override
    long decimal(String name) {
        require(name);
        return decimal();
    }

    @Override
    long decimalOrZero(String name) {
        return isNext(name) ? decimal() : 0;
    }

    private long decimal() {
        expect('"');
        boolean negative = skip('-');
        long value = digits(WHOLE_DIGITS) * FixedPoint.ONE;
        if (skip('.')) {
            int start = at;
            long fraction = digits(FixedPoint.SCALE);
            value += fraction * POWERS[FixedPoint.SCALE - (at - start)];
        }
        expect('"');
        return negative ? -value : value;
    }

    private boolean skip(int letter) {
        boolean there = next() == letter;
        at += there ? 1 : 0;
        return there;
    }

    /** At least one digit, at most so many. */
    private long digits(int atMost) {
        int start = at;
        long value = 0;
        for (int digit = next() - '0'; digit >= 0 && digit <= 9; digit = next() - '0') {
            value = 10 * value + digit;
            at++;
            if (at - start > atMost) {
                throw Unusual.HERE;
            }
        }
        if (at == start) {
            throw Unusual.HERE;
        }
        return value;
    }

    @Override
    long id(String name) {
        require(name);
        return id();
    }

    @Override
    long idOrNone(String name) {
        return isNext(name) ? id() : OrderIds.NONE;
    }

    private long id() {
        expect('"');
        if (next() == 'N') {
            for (int i = 0; i < NONE.length(); i++) {
                expect(NONE.charAt(i));
            }
            expect('"');
            return OrderIds.NONE;
        }
        long partition = digits(SAFE_DIGITS);
        expect('-');
        long offset = digits(SAFE_DIGITS);
        expect('"');
        if (partition > MAX_PARTITION || offset > MAX_OFFSET) {
            throw Unusual.HERE;
        }
        return OrderIds.of((int) partition, offset);
    }

    @Override
    long number(String name) {
        require(name);
        boolean negative = skip('-');
        int start = at;
        long value = digits(SAFE_DIGITS);
        if (at - start > 1 && bytes[start] == '0') {
            throw Unusual.HERE;
        }
        return negative ? -value : value;
    }

    @Override
    long time(String name) {
        require(name);
        expect('"');
        boolean negative = skip('-');
        long value = digits(SAFE_DIGITS + 1);
        expect('"');
        // The greatest number of nineteen digits is past the end of a long, but comes out below 0.
        if (value < 0) {
            throw Unusual.HERE;
        }
        return negative ? -value : value;
    }

    @Override
    LogPosition positionOrNull(String name) {
        if (!isNext(name)) {
            return null;
        }
        expect('"');
        String topic = topic();
        expect('/');
        long partition = digits(SAFE_DIGITS);
        expect('/');
        long offset = digits(SAFE_DIGITS);
        expect('"');
        if (partition > MAX_PARTITION) {
            throw Unusual.HERE;
        }
        return new LogPosition(topic, (int) partition, offset);
    }

    /** Only certain topics are causes; their names are not made anew for each record. */
    private String topic() {
        for (String topic : TOPICS) {
            int end = at + topic.length();
            if (end < bytes.length && isText(at, topic)) {
                at = end;
                return topic;
            }
        }
        throw Unusual.HERE;
    }

    @Override
    boolean flag(String name) {
        require(name);
        boolean value = next() == 't';
        String word = value ? "true" : "false";
        if (at + word.length() > bytes.length || !isText(at, word)) {
            throw Unusual.HERE;
        }
        at += word.length();
        return value;
    }

    @Override
    <R> R object(String name, Function<Fields, R> reader) {
        require(name);
        return object(reader);
    }

    @Override
    <R> R objectOrNull(String name, Function<Fields, R> reader) {
        return isNext(name) ? object(reader) : null;
    }

    private <R> R object(Function<Fields, R> reader) {
        expect('{');
        R object = reader.apply(this);
        expect('}');
        return object;
    }

    @Override
    <R> List<R> objects(String name, Function<Fields, R> reader) {
        require(name);
        return objects(reader);
    }

    @Override
    <R> List<R> objectsIfAny(String name, Function<Fields, R> reader) {
        return isNext(name) ? objects(reader) : List.of();
    }

    private <R> List<R> objects(Function<Fields, R> reader) {
        expect('[');
        List<R> objects = new ArrayList<>();
        if (!skip(']')) {
            do {
                objects.add(object(reader));
            } while (skip(','));
            expect(']');
        }
        return objects;
    }
}
