package io.atlas.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WebSockets as pages and as others open them. */
class SocketTest {
    @TempDir
    Path folder;

    private ConsoleRun run;

    @BeforeEach
    void start() {
        run = new ConsoleRun(folder, demo -> demo).login("trader");
    }

    @AfterEach
    void stop() {
        run.close();
    }

    /** A page's end. */
    private static final class Page implements WebSocket.Listener {
        private final List<String> frames = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();
        private WebSocket socket;

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                frames.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(-1);
        }

        Page send(String text) {
            socket.sendText(text, true).join();
            return this;
        }

        void awaits(String... parts) {
            await().untilAsserted(() ->
                    assertThat(frames).anySatisfy(frame -> assertThat(frame).contains(parts)));
        }

        int code() {
            return closed.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    private Page open(String origin, String cookie) {
        Page page = new Page();
        page.socket = run.client
                .newWebSocketBuilder()
                .header("Origin", origin)
                .header("Cookie", cookie.isEmpty() ? "none=1" : cookie)
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(URI.create("ws" + run.base.substring(4) + "/ws"), page)
                .join();
        return page;
    }

    private Page open() {
        return open(run.base, run.cookie());
    }

    @Test
    void aPageIsWelcomedWithItsTokenAndMayAskForAPreview() {
        Page page = open().send("{\"op\":\"hello\",\"v\":1}");
        page.awaits("\"t\":\"welcome\"", "\"csrf\":\"" + run.csrf() + "\"", "\"user\"");

        page.send("{\"op\":\"req\",\"id\":\"1\",\"what\":\"preview\",\"args\":" + ConsoleRun.terms("BUY", "10", "50000")
                + "}");
        page.awaits("\"t\":\"res\"", "\"id\":\"1\"", "HIGH_NOTIONAL");
    }

    @Test
    void anOrderSentByRestIsSeenOnTheSocketAtOnce() {
        Page page = open().send("{\"op\":\"hello\",\"v\":1}")
                .send("{\"op\":\"sub\",\"id\":\"o\",\"ch\":\"orders\",\"args\":{\"account\":\"DESK-1\"}}");
        page.awaits("\"t\":\"snap\"", "\"id\":\"o\"");
        run.gateway.recording = false;

        run.order("K-1", ConsoleRun.terms("BUY", "1", "49000"));

        page.awaits("\"t\":\"delta\"", "\"key\":\"K-1\"", "\"word\":\"WAITING\"");
    }

    @Test
    void aForgedOriginGetsNoSocket() {
        assertThat(catchThrowableOfType(CompletionException.class, () -> open("http://evil.example", run.cookie())))
                .hasStackTraceContaining("status code 403");
    }

    @Test
    void withoutALoginTheSocketIsClosedAtOnce() {
        assertThat(open(run.base, "").code()).isEqualTo(4003);
    }

    @Test
    void aLogoutClosesTheSocket() {
        Page page = open().send("{\"op\":\"hello\",\"v\":1}");
        page.awaits("welcome");
        run.send("POST", "/api/logout", "", Map.of());

        assertThat(page.code()).isEqualTo(4001);
    }

    @Test
    void anUnknownChannelIsRefusedAndTheSocketStaysOpen() {
        Page page = open().send("{\"op\":\"hello\",\"v\":1}")
                .send("{\"op\":\"sub\",\"id\":\"x\",\"ch\":\"secrets\",\"args\":{}}");
        page.awaits("\"t\":\"err\"", "UNKNOWN_CHANNEL");
        page.send("{\"op\":\"sub\",\"id\":\"i\",\"ch\":\"instruments\",\"args\":{}}");
        page.awaits("\"t\":\"snap\"", "BTC-USD");
    }

    @Test
    void aHugeFrameClosesItsSocketAndNobodyElses() {
        Page other = open().send("{\"op\":\"hello\",\"v\":1}");
        Page page = open().send("{\"op\":\"hello\",\"v\":1}");
        page.awaits("welcome");
        page.socket.sendText("x".repeat(20_000), true);

        assertThat(page.code()).isEqualTo(4009);
        other.send("{\"op\":\"sub\",\"id\":\"i\",\"ch\":\"instruments\",\"args\":{}}")
                .awaits("\"t\":\"snap\"");
    }

    @Test
    void aFrameThatIsNotTextClosesTheSocket() {
        Page page = open().send("{\"op\":\"hello\",\"v\":1}");
        page.socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true);

        assertThat(page.code()).isEqualTo(4009);
    }

    @Test
    void aFrameThatIsNotJsonClosesTheSocket() {
        assertThat(open().send("hello").code()).isEqualTo(4009);
    }

    @Test
    void aFloodOfFramesIsReadAsFastAsItIsAnswered() {
        Page page = open().send("{\"op\":\"hello\",\"v\":1}");
        for (int i = 0; i < 1_000; i++) {
            page.send("{\"op\":\"req\",\"id\":\"r" + i + "\",\"what\":\"nothing\",\"args\":{}}");
        }

        page.awaits("\"id\":\"r999\"");
        assertThat(run.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void aSocketThatNeverReadsIsCutAndOthersAreServed() throws IOException {
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(4_096);
            deaf.connect(new InetSocketAddress("127.0.0.1", run.http.port()));
            OutputStream out = deaf.getOutputStream();
            out.write(("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + run.http.port() + "\r\nOrigin: " + run.base
                            + "\r\nCookie: " + run.cookie()
                            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> run.http.sockets() == 1);
            out.write(masked("{\"op\":\"hello\",\"v\":1}"));
            // Answers of some 200 bytes each, never read: megabytes in all.
            for (int i = 0; i < 60_000 && run.http.sockets() == 1; i++) {
                try {
                    out.write(masked("{\"op\":\"req\",\"id\":\"" + "x".repeat(60) + "\",\"what\":\"" + "y".repeat(400)
                            + "\",\"args\":{}}"));
                } catch (IOException cut) {
                    break;
                }
            }
            Page other = open().send("{\"op\":\"hello\",\"v\":1}");
            other.awaits("welcome");

            await().atMost(Duration.ofSeconds(40)).until(() -> run.http.sockets() == 1);
            assertThat(run.get("/api/me").statusCode()).isEqualTo(200);
        }
    }

    /** A client's text frame, masked with zeros. */
    private static byte[] masked(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        boolean shortOne = payload.length < 126;
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8).put((byte) 0x81);
        if (shortOne) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.putInt(0).put(payload);
        byte[] bytes = new byte[frame.position()];
        frame.flip();
        frame.get(bytes);
        return bytes;
    }
}
