package io.atlas.launcher.soak;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** The fields of one received message: of a repeated tag the first counts. */
final class FixFields {
    private static final char SOH = 1;

    private final Map<Integer, String> values = new HashMap<>();

    FixFields(String message) {
        int at = 0;
        while (at < message.length()) {
            int equals = message.indexOf('=', at);
            int end = message.indexOf(SOH, equals);
            values.putIfAbsent(Integer.parseInt(message.substring(at, equals)), message.substring(equals + 1, end));
            at = end + 1;
        }
    }

    /** The text; empty if absent. */
    String text(int tag) {
        return values.getOrDefault(tag, "");
    }

    boolean has(int tag) {
        return values.containsKey(tag);
    }

    boolean yes(int tag) {
        return text(tag).equals("Y");
    }

    int number(int tag) {
        return Integer.parseInt(values.getOrDefault(tag, "0"));
    }

    /** A decimal without trailing zeros; empty if absent. */
    String decimal(int tag) {
        return plain(text(tag));
    }

    static String plain(String decimal) {
        if (decimal.isEmpty()) {
            return "";
        }
        BigDecimal value = new BigDecimal(decimal);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    String type() {
        return text(35);
    }

    int seq() {
        return number(34);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
