package io.atlas.gateway.fix;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A FIX client of bare sockets and text. Messages are written and shown with {@code |} for SOH. */
final class RawFixClient implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");
    private static final int TIMEOUT_MS = 30_000;

    private final String compId;
    private final Socket socket;
    private final InputStream in;
    private String fraction;
    int nextSeq = 1;

    RawFixClient(int port, String compId) throws IOException {
        this.compId = compId;
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(TIMEOUT_MS);
        in = socket.getInputStream();
    }

    static String now() {
        return now(Duration.ZERO);
    }

    static String now(Duration ahead) {
        return LocalDateTime.now(ZoneOffset.UTC).plus(ahead).format(TIME);
    }

    RawFixClient from(int seq) {
        nextSeq = seq;
        return this;
    }

    /** Sends a Logon with the right password. */
    void logon(String more) throws IOException {
        send("A", "98=0|108=30|553=" + compId + "|554=" + FixAcceptorFixture.PASSWORD + "|" + more);
    }

    void send(String msgType, String body) throws IOException {
        send(msgType, nextSeq++, "", body);
    }

    /** The fraction of SendingTime(52) from here on, with its point. */
    RawFixClient sentAt(String fractionOfSecond) {
        fraction = fractionOfSecond;
        return this;
    }

    /** Sends with more header fields. */
    void sendRaw(String msgType, String header, String body) throws IOException {
        send(msgType, nextSeq++, header, body);
    }

    /** Sends again what had that number. */
    void resend(String msgType, int seq, String body) throws IOException {
        send(msgType, seq, "43=Y|122=" + now() + "|", body);
    }

    private void send(String msgType, int seq, String header, String body) throws IOException {
        String text = "35=" + msgType + "|34=" + seq + "|49=" + compId + "|56=ATLAS|" + header + "52="
                + (fraction == null ? now() : now().substring(0, 17) + fraction) + "|" + body;
        sendBytes(RawMessage.of(text.replace('|', '\001')));
    }

    void sendBytes(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next message, which must be of that type. */
    String receive(String msgType) throws IOException {
        String message = receive();
        if (!field(message, 35).equals(msgType)) {
            throw new AssertionError("expected 35=" + msgType + ", received " + message);
        }
        return message;
    }

    /** The next message, which must be of one of these types. */
    String receiveAny(String... msgTypes) throws IOException {
        String message = receive();
        if (!List.of(msgTypes).contains(field(message, 35))) {
            throw new AssertionError("expected 35=" + List.of(msgTypes) + ", received " + message);
        }
        return message;
    }

    /** The type of the next message, or {@code closed} if the other side closes instead. */
    String typeOrClosed() throws IOException {
        try {
            return field(receive(), 35);
        } catch (EOFException | SocketException end) {
            return "closed";
        }
    }

    private String receive() throws IOException {
        StringBuilder message = new StringBuilder();
        while (!message.toString().matches("(?s).*\\|10=\\d{3}\\|")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed after '" + message + "'");
            }
            message.append(next == 1 ? '|' : (char) next);
        }
        return message.toString();
    }

    /** Waits until the other side closes; whatever comes before is an error. */
    void expectClosedWithoutAWord() throws IOException {
        int next;
        try {
            next = in.read();
        } catch (SocketException reset) {
            return;
        }
        if (next >= 0) {
            throw new AssertionError("expected no message, received " + (char) next + receive());
        }
    }

    static String field(String message, int tag) {
        return RawMessage.field(message.replace('|', '\001'), tag);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
