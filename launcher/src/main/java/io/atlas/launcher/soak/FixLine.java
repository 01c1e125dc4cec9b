package io.atlas.launcher.soak;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One connection: cuts what arrives into messages. Thread: its client's. */
final class FixLine implements AutoCloseable {
    private static final int CONNECT_MS = 1_000;
    /** How long a look for news waits, and so how often a client acts. */
    private static final int LOOK_MS = 5;

    private static final int TRAILER = "10=000|".length();

    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = new byte[64 * 1024];
    private int filled;

    private FixLine(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    static FixLine connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MS);
            socket.setSoTimeout(LOOK_MS);
            return new FixLine(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    void write(byte[] message) throws IOException {
        socket.getOutputStream().write(message);
    }

    /**
     * What has arrived, after a short wait at most.
     *
     * @throws IOException if the other side has closed
     */
    List<FixFields> poll() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        try {
            int count = in.read(buffer, filled, buffer.length - filled);
            if (count < 0) {
                throw new IOException("closed by the gateway");
            }
            filled += count;
        } catch (SocketTimeoutException nothing) {
            return List.of();
        }
        List<FixFields> messages = new ArrayList<>();
        int from = 0;
        for (int length = frame(from); length > 0; length = frame(from)) {
            messages.add(new FixFields(new String(buffer, from, length, StandardCharsets.ISO_8859_1)));
            from += length;
        }
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
        return messages;
    }

    /** Length of the message at {@code from}, 0 if it is not whole yet. */
    private int frame(int from) throws IOException {
        int lengthAt = from + "8=FIX.4.4|9=".length();
        if (filled < lengthAt + 2) {
            return 0;
        }
        if (buffer[from] != '8' || buffer[lengthAt - 2] != '9') {
            throw new IOException("not FIX: " + new String(buffer, from, 12, StandardCharsets.ISO_8859_1));
        }
        int body = 0;
        int at = lengthAt;
        for (; at < filled && buffer[at] != 1; at++) {
            body = body * 10 + buffer[at] - '0';
        }
        int length = at + 1 + body + TRAILER - from;
        return at < filled && from + length <= filled ? length : 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
