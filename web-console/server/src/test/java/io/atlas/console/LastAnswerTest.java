package io.atlas.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is refused while still sending can send to the end, and then reads the whole answer. */
class LastAnswerTest {
    private static final int PIECE = 8_192;
    private static final int PIECES = 64;
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
    void whoGoesOnSendingIsCutOff() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(answer(client)).startsWith("HTTP/1.1 400 ");
            await().until(() -> run.http.connections() == 0);
        }
    }

    /** Sends {@code start}, waits for the first byte of the answer, sends much more, and returns the whole answer. */
    private String refusal(String start) throws IOException {
        try (Socket client = connect()) {
            OutputStream out = client.getOutputStream();
            out.write(start.getBytes(StandardCharsets.US_ASCII));
            int first = client.getInputStream().read();
            for (int i = 0; i < PIECES; i++) {
                out.write(new byte[PIECE]);
            }
            return (char) first + answer(client);
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket("127.0.0.1", run.http.port());
        client.setSoTimeout(WAIT_MS);
        return client;
    }

    private static String answer(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
}
