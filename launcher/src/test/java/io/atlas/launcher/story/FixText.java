package io.atlas.launcher.story;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** FIX messages as text, with {@code |} for SOH. */
final class FixText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");
    private static final char SOH = '\001';

    private FixText() {}

    /** What that text is on the wire. */
    static byte[] bytes(String text) {
        return text.replace('|', SOH).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A whole message of that body, which begins with {@code 35=} and ends with {@code |}. */
    static byte[] whole(String body) {
        byte[] counted = bytes("8=FIX.4.4|9=" + body.length() + '|' + body);
        int sum = 0;
        for (byte b : counted) {
            sum += b & 0xff;
        }
        byte[] trailer = bytes("10=%03d|".formatted(sum & 0xff));
        byte[] whole = new byte[counted.length + trailer.length];
        System.arraycopy(counted, 0, whole, 0, counted.length);
        System.arraycopy(trailer, 0, whole, counted.length, trailer.length);
        return whole;
    }

    static String now() {
        return LocalDateTime.now(ZoneOffset.UTC).format(TIME);
    }

    /** The value of the first field with that tag, or null. */
    static String field(String message, int tag) {
        String mark = "|" + tag + '=';
        int at = message.indexOf(mark);
        return at < 0 ? null : message.substring(at + mark.length(), message.indexOf('|', at + 1));
    }

    static int number(String message, int tag) {
        return Integer.parseInt(field(message, tag));
    }

    static boolean isYes(String message, int tag) {
        return "Y".equals(field(message, tag));
    }

    static String type(String message) {
        return field(message, 35);
    }
}
