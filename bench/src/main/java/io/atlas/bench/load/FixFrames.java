package io.atlas.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a byte stream into FIX messages and gives access to their fields. It trusts the server's framing: a message that does
 * not begin with {@code 8=FIX} is an error, checksums are not computed. Thread: the reader.
 */
final class FixFrames {
    private static final byte SOH = 1;
    private static final int TRAILER = "10=000|".length();

    /** Told of each whole message; {@link FixFrames} answers for its fields until it returns. */
    interface Handler {
        void onMessage(FixFrames message);
    }

    private ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    private int start;
    private int end;

    /** Reads what has arrived and hands over the whole messages; false once the peer has closed. */
    boolean read(ReadableByteChannel channel, Handler handler) throws IOException {
        int count = channel.read(in);
        if (count < 0) {
            return false;
        }
        int from = 0;
        int to = in.position();
        for (int length = frameLength(from, to); length > 0; length = frameLength(from, to)) {
            start = from;
            end = from + length;
            handler.onMessage(this);
            from = end;
        }
        in.limit(to).position(from);
        in.compact();
        if (!in.hasRemaining()) {
            in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
        }
        return true;
    }

    /** Length of the message at {@code from}, 0 if it is not whole yet. */
    private int frameLength(int from, int to) throws IOException {
        if (to - from < 20) {
            return 0;
        }
        if (in.get(from) != '8' || in.get(from + 1) != '=') {
            throw new IOException("not FIX: byte " + in.get(from) + " where 8= was expected");
        }
        int i = from + 2;
        while (in.get(i) != SOH) {
            i++;
        }
        i += "|9=".length();
        int body = 0;
        for (; i < to && in.get(i) != SOH; i++) {
            body = body * 10 + in.get(i) - '0';
        }
        int length = i + 1 + body + TRAILER - from;
        return i < to && length <= to - from ? length : 0;
    }

    /** Where the value of the first field with that tag begins, -1 if there is none. */
    private int find(int tag) {
        int i = start;
        while (i < end) {
            int number = 0;
            while (in.get(i) != '=') {
                number = number * 10 + in.get(i++) - '0';
            }
            i++;
            if (number == tag) {
                return i;
            }
            while (in.get(i) != SOH) {
                i++;
            }
            i++;
        }
        return -1;
    }

    /** The first character of the field, 0 if absent. */
    char character(int tag) {
        int i = find(tag);
        return i < 0 ? 0 : (char) in.get(i);
    }

    /** The field's text, null if absent. */
    String text(int tag) {
        int i = find(tag);
        if (i < 0) {
            return null;
        }
        int to = i;
        while (in.get(to) != SOH) {
            to++;
        }
        return new String(in.array(), i, to - i, StandardCharsets.ISO_8859_1);
    }

    /** The digits at the end of the field after its last dash, -1 if there are none: the number in {@code L7k-123}. */
    long numberAfterDash(int tag) {
        int i = find(tag);
        if (i < 0) {
            return -1;
        }
        long number = -1;
        boolean counting = false;
        for (; in.get(i) != SOH; i++) {
            byte b = in.get(i);
            if (b == '-') {
                counting = true;
                number = 0;
            } else if (counting && b >= '0' && b <= '9') {
                number = number * 10 + b - '0';
            } else if (counting) {
                return -1;
            }
        }
        return number;
    }
}
