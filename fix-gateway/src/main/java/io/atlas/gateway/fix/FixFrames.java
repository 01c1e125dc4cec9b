package io.atlas.gateway.fix;

import java.util.Arrays;
import org.quickfixj.CharsetSupport;

/**
 * Cuts a byte stream into FIX messages: BodyLength(9) right, CheckSum(10) right, not larger than the limit. What is neither is
 * skipped and counted as garbled. Memory: at most the limit and one read.
 */
final class FixFrames {
    /** The peer announced a message larger than the limit: there is no telling where the next one starts. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        TooLarge(long bodyLength, int limit) {
            super("BodyLength(9): " + bodyLength + " (expected: <= " + limit + ")");
        }
    }

    private static final byte SOH = 1;
    private static final byte[] START = {'8', '=', 'F', 'I', 'X'};
    /** As in {@code 8=FIXT.1.1|9=000000123|}: a header without its end after so many bytes is none. */
    private static final int MAX_HEADER = 32;

    private static final int TRAILER = "10=000|".length();

    private int limit;
    private byte[] bytes = new byte[512];
    private int from;
    private int to;
    private int bodyStart;
    private int garbled;

    FixFrames(int limit) {
        this.limit = limit;
    }

    void limit(int newLimit) {
        limit = newLimit;
    }

    /** How often something had to be skipped, so far. */
    int garbled() {
        return garbled;
    }

    /** Bytes not taken yet. */
    int waiting() {
        return to - from;
    }

    void add(byte[] more, int length) {
        if (to + length > bytes.length) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
            if (to + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, to + length));
            }
        }
        System.arraycopy(more, 0, bytes, to, length);
        to += length;
    }

    /** The next whole message, or null if more bytes are needed. */
    String next() throws TooLarge {
        while (seekStart()) {
            long bodyLength = header();
            if (bodyLength == NEED_MORE) {
                return null;
            }
            if (bodyLength == NONE) {
                skip(START.length);
                continue;
            }
            long size = bodyStart - from + bodyLength + TRAILER;
            if (size > limit) {
                throw new TooLarge(bodyLength, limit);
            }
            if (to - from < size) {
                return null;
            }
            int trailer = bodyStart + (int) bodyLength;
            if (!isTrailer(trailer)) {
                skip(START.length);
            } else if (!checkSumHolds(trailer)) {
                skip((int) size);
            } else {
                String message = new String(bytes, from, (int) size, CharsetSupport.getCharsetInstance());
                from += (int) size;
                return message;
            }
        }
        return null;
    }

    private static final long NEED_MORE = -1;
    private static final long NONE = -2;

    private void skip(int length) {
        garbled++;
        from += length;
    }

    /** Moves to where a message may start; what may be the first bytes of a start is kept. */
    private boolean seekStart() {
        int start = from;
        while (start < to && !startsAt(start)) {
            start++;
        }
        if (start > from) {
            skip(start - from);
        }
        return to - from >= START.length;
    }

    private boolean startsAt(int at) {
        int length = Math.min(START.length, to - at);
        return Arrays.equals(bytes, at, at + length, START, 0, length);
    }

    /** BodyLength(9), with {@code bodyStart} set behind it. */
    private long header() {
        int at = from + START.length;
        while (at < to && bytes[at] != SOH && at - from < MAX_HEADER) {
            at++;
        }
        if (at + 2 < to && (bytes[at] != SOH || bytes[at + 1] != '9' || bytes[at + 2] != '=')) {
            return NONE;
        }
        long bodyLength = 0;
        for (at += 3; at < to && bytes[at] != SOH; at++) {
            if (bytes[at] < '0' || bytes[at] > '9' || at - from >= MAX_HEADER) {
                return NONE;
            }
            bodyLength = bodyLength * 10 + bytes[at] - '0';
        }
        bodyStart = at + 1;
        if (at < to) {
            return bodyLength;
        }
        return to - from > MAX_HEADER ? NONE : NEED_MORE;
    }

    private boolean isTrailer(int at) {
        return bytes[at - 1] == SOH
                && bytes[at] == '1'
                && bytes[at + 1] == '0'
                && bytes[at + 2] == '='
                && bytes[at + TRAILER - 1] == SOH;
    }

    private boolean checkSumHolds(int trailer) {
        int sum = 0;
        for (int i = from; i < trailer; i++) {
            sum += bytes[i] & 0xff;
        }
        sum &= 0xff;
        return bytes[trailer + 3] == '0' + sum / 100
                && bytes[trailer + 4] == '0' + sum / 10 % 10
                && bytes[trailer + 5] == '0' + sum % 10;
    }
}
