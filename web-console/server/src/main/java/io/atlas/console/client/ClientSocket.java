package io.atlas.console.client;

/** One page's WebSocket, as the agent sees it. Implemented on the network side; every method may be called by the agent. */
public interface ClientSocket {
    /** Unique while the server runs. */
    long id();

    /** Who opened it; the same for the socket's whole life. */
    User user();

    /** The token that changing REST calls of this login carry. */
    String csrf();

    /** False while the bytes waiting for the network are above the high watermark, until they are below the low one. */
    boolean writable();

    /** Queues a text frame; never waits. Does nothing once the socket is closed. */
    void send(String frame);

    /** Queues a close frame with that code and reason; nothing is sent after it. */
    void close(int code, String reason);
}
