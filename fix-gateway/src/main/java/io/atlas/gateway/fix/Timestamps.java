package io.atlas.gateway.fix;

import java.util.BitSet;
import quickfix.DataDictionary;
import quickfix.FieldType;

/**
 * UTCTimestamp fields with 1, 2, 4, 5, 7 or 8 fraction digits, which FIX allows and the engine refuses, are given the zeros
 * that make them 3, 6 or 9: the same time. What is no timestamp is left to the engine to refuse.
 */
final class Timestamps {
    private static final char SOH = '\001';
    private static final int HIGHEST_TAG = 32_767;
    private static final int SECONDS = "20260105-10:00:00".length();
    private static final int MAX_DIGITS = 9;

    private final BitSet tags = new BitSet();

    Timestamps(DataDictionary dictionary) {
        for (int tag = 1; tag <= HIGHEST_TAG; tag++) {
            if (dictionary.isField(tag) && dictionary.getFieldType(tag) == FieldType.UTCTIMESTAMP) {
                tags.set(tag);
            }
        }
    }

    /** The message with such fields padded; the same one if there are none. */
    String padded(String message) {
        StringBuilder body = null;
        int copied = message.indexOf(SOH + "35=") + 1;
        int trailer = message.lastIndexOf(SOH + "10=") + 1;
        for (int at = copied; at < trailer; ) {
            int end = message.indexOf(SOH, at);
            int zeros = zerosWanting(message, at, end);
            if (zeros > 0) {
                body = body == null ? new StringBuilder(message.length() + 16) : body;
                body.append(message, copied, end).append("00", 0, zeros);
                copied = end;
            }
            at = end + 1;
        }
        return body == null
                ? message
                : RawMessage.of(body.append(message, copied, trailer).toString());
    }

    /** How many zeros the field from {@code at} to {@code end} wants. */
    private int zerosWanting(String message, int at, int end) {
        int equals = message.indexOf('=', at);
        if (equals < 0 || equals >= end) {
            return 0;
        }
        int digits = end - equals - 1 - SECONDS - 1;
        if (digits < 1 || digits > MAX_DIGITS || digits % 3 == 0 || message.charAt(equals + 1 + SECONDS) != '.') {
            return 0;
        }
        int tag = 0;
        for (int i = at; i < equals; i++) {
            int digit = message.charAt(i) - '0';
            tag = tag * 10 + digit;
            if (digit < 0 || digit > 9 || tag > HIGHEST_TAG) {
                return 0;
            }
        }
        return tags.get(tag) ? 3 - digits % 3 : 0;
    }
}
