package io.atlas.launcher.replay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.atlas.domain.LogPosition;

/** Reads single fields of a record's header from its bytes, without a parser: most records need no more than that. */
final class RecordBytes {
    private static final byte[] CAUSE = "\"cause\":\"".getBytes(US_ASCII);
    private static final byte[] TIME = "\"time\":\"".getBytes(US_ASCII);
    /** Both stand before the body, the cause within the first bytes. */
    private static final int HEADER_BYTES = 256;

    private RecordBytes() {}

    /** The cause, or null if the header has none or it does not read. */
    static LogPosition causeOrNull(byte[] value) {
        String text = textOrNull(value, CAUSE);
        try {
            return text == null ? null : LogPosition.parse(text);
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }

    /** The time in epoch nanoseconds, {@link Long#MAX_VALUE} if it does not read. */
    static long time(byte[] value) {
        String text = textOrNull(value, TIME);
        try {
            return text == null ? Long.MAX_VALUE : Long.parseLong(text);
        } catch (NumberFormatException notOne) {
            return Long.MAX_VALUE;
        }
    }

    /** The text of a field near the beginning that has no escapes in it, or null. */
    static String textOrNull(byte[] value, String field) {
        return textOrNull(value, ('"' + field + "\":\"").getBytes(US_ASCII));
    }

    /** As above, of a field written as {@code "name":"}. */
    static String textOrNull(byte[] value, byte[] name) {
        int from = indexOf(value, name, 0, Math.min(value.length, HEADER_BYTES));
        if (from < 0) {
            return null;
        }
        int begin = from + name.length;
        int end = begin;
        while (end < value.length && value[end] != '"') {
            end++;
        }
        return end == value.length ? null : new String(value, begin, end - begin, ISO_8859_1);
    }

    /** Where the text begins in {@code value} within [from, to), or -1. */
    static int indexOf(byte[] value, byte[] text, int from, int to) {
        int last = to - text.length;
        byte first = text[0];
        for (int i = from; i <= last; i++) {
            if (value[i] == first && matches(value, text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] value, byte[] text, int at) {
        for (int i = 1; i < text.length; i++) {
            if (value[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
