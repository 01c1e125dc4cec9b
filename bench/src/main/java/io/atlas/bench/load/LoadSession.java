package io.atlas.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;

/**
 * One FIX session of the load, from Logon with 141=Y on. It answers TestRequest and ResendRequest (with a gap fill: an order
 * the server did not get counts as lost, it is not sent twice) and sends a Heartbeat when it has been silent.
 */
final class LoadSession implements AutoCloseable {
    static final int HEARTBEAT_SECONDS = 30;
    private static final long WRITE_PARK_NS = 20_000;

    final int index;
    final String compId;
    final FixFrames frames = new FixFrames();
    final SocketChannel channel;
    private final FixWriter writer;
    private final String password;
    private long nextSeqNum = 1;
    private long orders;
    private volatile long lastSentNs;
    private volatile boolean loggedOn;
    private volatile String ended;

    LoadSession(int index, String compId, String password, int port, Clock clock) throws IOException {
        this.index = index;
        this.compId = compId;
        this.password = password;
        this.writer = new FixWriter(compId, "ATLAS", clock);
        this.channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
    }

    synchronized void logon() throws IOException {
        write(next("A")
                .field(98, 0)
                .field(108, HEARTBEAT_SECONDS)
                .field(141, "Y")
                .field(553, compId)
                .field(554, password));
    }

    /** Sends the session's next order; {@code number} is the run's number for it and ends its ClOrdID. */
    synchronized void order(String prefix, long number, OrderMix mix) throws IOException {
        FixWriter out = next("D").field(11, prefix + '-' + number).field(21, 1);
        mix.write(out, orders++, index);
        write(out);
    }

    /** Sends a Heartbeat if nothing else has been sent for long enough. */
    synchronized void heartbeat(long nowNs) throws IOException {
        if (nowNs - lastSentNs > HEARTBEAT_SECONDS * 900_000_000L) {
            write(next("0"));
        }
    }

    /** Handles the messages of the session layer; false for any other. Thread: the reader. */
    boolean onAdmin(FixFrames message) throws IOException {
        switch (message.character(35)) {
            case 'A' -> loggedOn = true;
            case '0', '4' -> {}
            case '1' -> answer(message.text(112));
            case '2' -> fillGap(Long.parseLong(message.text(7)));
            case '3' -> ended = "35=3 " + message.text(58);
            case '5' -> ended = "Logout " + message.text(58);
            default -> {
                return false;
            }
        }
        return true;
    }

    private synchronized void answer(String testReqId) throws IOException {
        write(next("0").field(112, testReqId));
    }

    private synchronized void fillGap(long from) throws IOException {
        long next = nextSeqNum;
        write(writer.begin("4", from).field(43, "Y").time(122).field(123, "Y").field(36, next));
    }

    synchronized void logout() throws IOException {
        write(next("5"));
    }

    private FixWriter next(String msgType) {
        return writer.begin(msgType, nextSeqNum++);
    }

    private void write(FixWriter message) throws IOException {
        ByteBuffer bytes = message.end();
        while (bytes.hasRemaining()) {
            // A full socket is the server's back-pressure; the orders waiting behind it are late by their intended
            // times.
            if (channel.write(bytes) == 0) {
                LockSupport.parkNanos(WRITE_PARK_NS);
            }
        }
        lastSentNs = System.nanoTime();
    }

    boolean loggedOn() {
        return loggedOn;
    }

    /** Why the server ended the session or refused a message, null while all is well. */
    String ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
