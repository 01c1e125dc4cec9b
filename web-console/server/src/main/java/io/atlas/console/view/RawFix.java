package io.atlas.console.view;

import java.util.ArrayList;
import java.util.List;

/** Reads the text of one FIX message as {@code tag=value} fields. */
final class RawFix {
    static final char SOH = '\u0001';

    /** A field as it stands; tag 0 where no number precedes the equals sign. */
    record Field(int tag, String value) {}

    private RawFix() {}

    /** The value of the first field with that tag, or null. */
    static String valueOrNull(String raw, int tag) {
        String mark = Integer.toString(tag) + '=';
        int at = raw.startsWith(mark) ? 0 : raw.indexOf(SOH + mark) + 1;
        if (at == 0 && !raw.startsWith(mark)) {
            return null;
        }
        int from = at + mark.length();
        int to = raw.indexOf(SOH, from);
        return raw.substring(from, to < 0 ? raw.length() : to);
    }

    /** The value as a number, or -1 if it is absent or none. */
    static long number(String raw, int tag) {
        String value = valueOrNull(raw, tag);
        return value == null ? -1 : number(value);
    }

    static long number(String text) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Long.parseLong(text);
    }

    /** Separators as SOH: what people paste has {@code |} or {@code ^A} in their place. */
    static String normal(String text) {
        String raw = text.strip();
        if (raw.indexOf(SOH) < 0) {
            raw = raw.contains("^A") ? raw.replace("^A", String.valueOf(SOH)) : raw.replace('|', SOH);
        }
        int begin = raw.indexOf("8=FIX");
        raw = begin > 0
                ? raw.substring(begin)
                : raw; // A line of a log: what stands before the message is not part of it.
        return raw.isEmpty() || raw.charAt(raw.length() - 1) == SOH ? raw : raw + SOH;
    }

    static List<Field> fields(String raw) {
        List<Field> fields = new ArrayList<>();
        for (int from = 0; from < raw.length(); ) {
            int to = raw.indexOf(SOH, from);
            to = to < 0 ? raw.length() : to;
            String field = raw.substring(from, to);
            int equals = field.indexOf('=');
            long tag = equals > 0 ? number(field.substring(0, equals)) : -1;
            boolean known = tag > 0 && tag <= Integer.MAX_VALUE;
            fields.add(known ? new Field((int) tag, field.substring(equals + 1)) : new Field(0, field));
            from = to + 1;
        }
        return fields;
    }
}
