package io.atlas.wire.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.atlas.wire.log.RecordCodec.Header;
import java.util.Arrays;

/**
 * Reads the header straight from the bytes as our writer lays them out. Every record read passes here once, most of them
 * only here (read-back of our own proposals), so it is worth not starting a parser. Whatever looks different in the least
 * is left to the parser: no answer is ever a guess.
 */
final class HeaderScan {
    private static final byte[] START = "{\"v\":1,\"type\":\"".getBytes(US_ASCII);
    private static final byte[] EPOCH_START = "EPOCH_START".getBytes(US_ASCII);
    private static final byte[] EPOCH = "\",\"epoch\":".getBytes(US_ASCII);
    private static final byte[] SEQ = ",\"seq\":".getBytes(US_ASCII);
    private static final byte[] TIME = ",\"time\":\"".getBytes(US_ASCII);
    private static final byte[] FOLLOWS = "\",\"follows\":".getBytes(US_ASCII);
    private static final int MAX_DIGITS = 18;

    private final byte[] bytes;
    private int at;
    private boolean ok = true;

    private HeaderScan(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Null if the bytes do not begin as our writer would have them. */
    static Header scanOrNull(byte[] bytes) {
        return new HeaderScan(bytes).header();
    }

    private Header header() {
        expect(START);
        boolean epochStart = type();
        expect(EPOCH);
        long epoch = number();
        expect(SEQ);
        long seq = number();
        long follows = -1;
        if (epochStart) {
            expect(TIME);
            skipDigits();
            expect(FOLLOWS);
            follows = number();
        }
        return ok && at < bytes.length && bytes[at] == ',' ? new Header(epochStart, epoch, seq, follows) : null;
    }

    private void expect(byte[] text) {
        int end = at + text.length;
        ok = ok && end <= bytes.length && Arrays.equals(bytes, at, end, text, 0, text.length);
        at = end;
    }

    /** Whether it is EPOCH_START. */
    private boolean type() {
        int start = at;
        while (ok && at < bytes.length && (bytes[at] >= 'A' && bytes[at] <= 'Z' || bytes[at] == '_')) {
            at++;
        }
        return ok && Arrays.equals(bytes, start, at, EPOCH_START, 0, EPOCH_START.length);
    }

    /** Past the time, which decides nothing here. */
    private void skipDigits() {
        while (ok && at < bytes.length && (bytes[at] >= '0' && bytes[at] <= '9' || bytes[at] == '-')) {
            at++;
        }
    }

    private long number() {
        boolean negative = ok && at < bytes.length && bytes[at] == '-';
        at += negative ? 1 : 0;
        int start = at;
        long value = 0;
        while (ok && at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && at - start <= MAX_DIGITS) {
            value = 10 * value + bytes[at++] - '0';
        }
        int digits = at - start;
        ok = ok && digits > 0 && digits <= MAX_DIGITS && (digits == 1 || bytes[start] != '0');
        return negative ? -value : value;
    }
}
