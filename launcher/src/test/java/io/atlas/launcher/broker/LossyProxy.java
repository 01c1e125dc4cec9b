package io.atlas.launcher.broker;

import io.atlas.wire.log.LogUnderTest.Cut;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A TCP line between Kafka's clients and the broker that loses answers, loses requests, or holds requests when told to. A
 * connection that lost or held something is closed towards the client when the line heals: it reconnects.
 *
 * <p>Threads: one that accepts, two for each connection.
 */
final class LossyProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int brokerPort;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private volatile Cut cut;

    LossyProxy(int port, int brokerPort) throws IOException {
        this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.brokerPort = brokerPort;
        run("accept", this::accept);
    }

    void cut(Cut how) {
        cut = how;
    }

    void heal() {
        cut = null;
        connections.forEach(Connection::dropIfCut);
    }

    void releaseHeld() {
        connections.forEach(Connection::release);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Connection connection = new Connection(client, new Socket(InetAddress.getLoopbackAddress(), brokerPort));
            connections.add(connection);
            run("to-broker", connection::toBroker);
            run("to-client", connection::toClient);
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket broker;
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private boolean wasCut;

        Connection(Socket client, Socket broker) throws IOException {
            this.client = client;
            this.broker = broker;
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
        }

        void toBroker() throws IOException {
            byte[] buffer = new byte[64 * 1024];
            InputStream in = client.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                onRequest(buffer, n);
            }
        }

        private synchronized void onRequest(byte[] bytes, int length) throws IOException {
            if (cut == Cut.REQUESTS_LOST) {
                wasCut = true;
            } else if (cut == Cut.REQUESTS_HELD || held.size() > 0) {
                wasCut = true;
                held.write(bytes, 0, length);
            } else {
                broker.getOutputStream().write(bytes, 0, length);
            }
        }

        void toClient() throws IOException {
            byte[] buffer = new byte[64 * 1024];
            InputStream in = broker.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                onAnswer(buffer, n);
            }
            client.close();
        }

        private synchronized void onAnswer(byte[] bytes, int length) throws IOException {
            wasCut |= cut == Cut.ANSWERS_LOST;
            // Half a conversation makes no sense to a client: once something was lost, all that follows is.
            if (!wasCut) {
                client.getOutputStream().write(bytes, 0, length);
            }
        }

        /** Towards the broker it stays open, for what is held and for the answers nobody waits for. */
        synchronized void dropIfCut() {
            if (wasCut) {
                closeQuietly(client);
            }
        }

        synchronized void release() {
            try {
                broker.getOutputStream().write(held.toByteArray());
                held.reset();
            } catch (IOException e) {
                throw new IllegalStateException("the broker does not take what was held", e);
            }
        }
    }

    private interface Io {
        void run() throws IOException;
    }

    private static void run(String name, Io io) {
        Thread thread = new Thread(
                () -> {
                    try {
                        io.run();
                    } catch (IOException closed) {
                        // The end of a connection, or of the proxy.
                    }
                },
                "lossy-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Connection each : connections) {
            each.client.close();
            each.broker.close();
        }
    }
}
