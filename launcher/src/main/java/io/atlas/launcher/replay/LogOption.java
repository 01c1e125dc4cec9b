package io.atlas.launcher.replay;

import io.atlas.launcher.Refusal;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.FileCommandLog;
import io.atlas.wire.log.KafkaConnection;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** {@code --kafka host:port} or {@code --data DIR}, shared by the commands that read a world's log and change nothing. */
public final class LogOption {
    private static final int CONNECT_MS = 1_500;
    private static final String DEFAULT_KAFKA = "127.0.0.1:19092";

    /** One of the two. */
    static final class Where {
        @Option(
                names = "--kafka",
                paramLabel = "HOST:PORT",
                description = "a running world's log (default: " + DEFAULT_KAFKA + ")")
        private String kafka;

        @Option(names = "--data", paramLabel = "DIR", description = "a stopped world's data folder, opened read-only")
        private Path data;
    }

    @ArgGroup
    private Where where;

    /** An open log. Close it when done. */
    public record Source(CommandLog log, String name, AutoCloseable connection) implements AutoCloseable {
        /** Partitions of account groups. */
        public int partitions() {
            return log.partitions(Topics.COMMANDS);
        }

        @Override
        public void close() {
            log.close();
            try {
                connection.close();
            } catch (Exception e) {
                throw new IllegalStateException("the log cannot be closed", e);
            }
        }
    }

    /** The stopped world's folder, or null if it is a running one that is asked for. */
    public Path dataOrNull() {
        return where == null || where.data == null
                ? null
                : where.data.toAbsolutePath().normalize();
    }

    /** Where the running world's broker is. */
    public String kafka() {
        return where == null || where.kafka == null ? DEFAULT_KAFKA : where.kafka;
    }

    /**
     * Opens the log for reading.
     *
     * @throws Refusal if nothing answers, the folder is in use, or there is no world's log in it
     */
    public Source open() {
        Path data = dataOrNull();
        Source source = data == null ? running(reachable(kafka())) : stopped(data);
        if (source.partitions() == 0) {
            source.close();
            throw new Refusal("%s holds no world's log (no topic %s).", source.name(), Topics.COMMANDS);
        }
        return source;
    }

    private static Source running(String bootstrap) {
        KafkaConnection connection = new KafkaConnection(bootstrap, "replay", Duration.ZERO);
        return new Source(connection.log(() -> {}), "kafka at " + bootstrap, connection);
    }

    /** Opens a stopped world's folder, or a folder of {@link FileCommandLog}. */
    static Source stopped(Path data) {
        if (SegmentLog.isThere(data.resolve("kafka"))) {
            return new Source(SegmentLog.open(data.resolve("kafka")), data.toString(), () -> {});
        }
        if (SegmentLog.isThere(data)) {
            return new Source(SegmentLog.open(data), data.toString(), () -> {});
        }
        if (!Files.isDirectory(data.resolve(Topics.COMMANDS))) {
            throw new Refusal("%s is no world's data folder: no log in it.", data);
        }
        try {
            return new Source(FileCommandLog.readOnly(data), data.toString(), () -> {});
        } catch (IOException e) {
            throw new Refusal("%s cannot be read: %s", data, e.getMessage());
        }
    }

    /**
     * The address, after something has answered there.
     *
     * @throws Refusal if nothing listens, or the text is not host:port
     */
    public static String reachable(String address) {
        int colon = address.lastIndexOf(':');
        int port;
        try {
            port = Integer.parseInt(address.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new Refusal("--kafka: '%s' (expected: host:port)", address);
        }
        if (colon <= 0 || port <= 0 || port > 65_535) {
            throw new Refusal("--kafka: '%s' (expected: host:port)", address);
        }
        // A Kafka client would retry in silence for a minute.
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.substring(0, colon), port), CONNECT_MS);
        } catch (IOException e) {
            throw new Refusal(
                    "no log answers at %s: start `atlas up`, name another with --kafka host:port, or read a stopped"
                            + " world with --data DIR.",
                    address);
        }
        return address;
    }
}
