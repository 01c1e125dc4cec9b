package io.atlas.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Builds one FIX 4.4 message at a time in a reused buffer. Thread: whoever holds its session. */
final class FixWriter {
    private static final byte SOH = 1;
    /** Room in front of the body for BeginString and BodyLength. */
    private static final int HEAD = 32;

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss").withZone(ZoneOffset.UTC);

    private final ByteBuffer out = ByteBuffer.allocate(2048);
    private final byte[] compIds;
    private final Clock clock;
    private long second = -1;
    private byte[] secondText;

    FixWriter(String sender, String target, Clock clock) {
        this.compIds = ("49=" + sender + '\u0001' + "56=" + target + '\u0001').getBytes(StandardCharsets.US_ASCII);
        this.clock = clock;
    }

    /** Begins a message: MsgType(35), CompIDs, MsgSeqNum(34), SendingTime(52). */
    FixWriter begin(String msgType, long msgSeqNum) {
        out.clear().position(HEAD);
        field(35, msgType);
        out.put(compIds);
        field(34, msgSeqNum);
        return time(52);
    }

    FixWriter field(int tag, String value) {
        digits(tag);
        out.put((byte) '=');
        for (int i = 0; i < value.length(); i++) {
            out.put((byte) value.charAt(i));
        }
        out.put(SOH);
        return this;
    }

    FixWriter field(int tag, long value) {
        digits(tag);
        out.put((byte) '=');
        digits(value);
        out.put(SOH);
        return this;
    }

    /** A UTC time of now in milliseconds. */
    FixWriter time(int tag) {
        long ms = clock.millis();
        if (ms / 1000 != second) {
            second = ms / 1000;
            secondText = SECOND.format(Instant.ofEpochSecond(second)).getBytes(StandardCharsets.US_ASCII);
        }
        digits(tag);
        out.put((byte) '=').put(secondText).put((byte) '.');
        int rest = (int) (ms % 1000);
        out.put((byte) ('0' + rest / 100)).put((byte) ('0' + rest / 10 % 10)).put((byte) ('0' + rest % 10));
        out.put(SOH);
        return this;
    }

    private void digits(long value) {
        if (value >= 10) {
            digits(value / 10);
        }
        out.put((byte) ('0' + value % 10));
    }

    /** The finished message; valid until the next {@link #begin}. */
    ByteBuffer end() {
        int bodyEnd = out.position();
        byte[] head = ("8=FIX.4.4\u00019=" + (bodyEnd - HEAD) + '\u0001').getBytes(StandardCharsets.US_ASCII);
        int start = HEAD - head.length;
        out.position(start);
        out.put(head);
        int sum = 0;
        for (int i = start; i < bodyEnd; i++) {
            sum += out.get(i);
        }
        sum &= 0xFF;
        out.position(bodyEnd);
        out.put((byte) '1').put((byte) '0').put((byte) '=');
        out.put((byte) ('0' + sum / 100))
                .put((byte) ('0' + sum / 10 % 10))
                .put((byte) ('0' + sum % 10))
                .put(SOH);
        out.flip().position(start);
        return out;
    }
}
