package io.atlas.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is refused while still sending can send to the end, and then reads the whole answer. */
class LastWordTest {
    private static final int PIECE = 8_192;
    private static final int PIECES = 512;
    private static final int WAIT_MS = 10_000;

    @TempDir
    Path folder;

    private ConsoleRun run;

    @BeforeEach
    void start() {
        run = new ConsoleRun(folder, demo -> demo);
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void aBodyTooLargeIsRefusedWhileItComes() throws IOException {
        String head = "PUT /api/prefs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + PIECE * PIECES + "\r\n\r\n";

        assertThat(refusal(head)).startsWith("HTTP/1.1 413 ").endsWith("\"id\":\"http-413\"}");
    }

    @Test
    void aLineTooLongIsRefusedBeforeItsEnd() throws IOException {
        assertThat(refusal("GET /" + "x".repeat(PIECE)))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("\"id\":\"http-400\"}");
    }

    @Test
    void aFrameTooLargeIsRefusedWhileItComes() throws IOException {
        String upgrade =
                "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + run.http.port() + "\r\nOrigin: " + run.base + "\r\nCookie: "
                        + run.login("trader").cookie()
                        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        try (Socket client = connect()) {
            client.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
            skipHead(client.getInputStream());
            String head = "\u0081\u00ff" + "\0\0\0\0\0\7\0\0" + "\0\0\0\0";

            assertThat(answerWhileSending(client, head.getBytes(StandardCharsets.ISO_8859_1)))
                    .startsWith("\u0088")
                    .endsWith((char) (4009 >> 8) + "" + (char) (4009 & 0xff) + "at most 16384 bytes in a frame");
        }
    }

    private static void skipHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        assertThat(head).startsWith("HTTP/1.1 101 ");
    }

    @Test
    void whoNeverClosesIsCutOff() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(answer(client)).startsWith("HTTP/1.1 400 ");
            await().atMost(Duration.ofSeconds(40)).until(() -> run.http.connections() == 0);
        }
    }

    private String refusal(String start) throws IOException {
        try (Socket client = connect()) {
            return answerWhileSending(client, start.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Sends {@code start}, reads the answer to its end, and sends much more: only who is reset cannot. */
    private static String answerWhileSending(Socket client, byte[] start) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(start);
        String answer = answer(client);
        for (int i = 0; i < PIECES; i++) {
            out.write(new byte[PIECE]);
        }
        return answer;
    }

    private Socket connect() throws IOException {
        Socket client = new Socket("127.0.0.1", run.http.port());
        client.setSoTimeout(WAIT_MS);
        return client;
    }

    private static String answer(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
