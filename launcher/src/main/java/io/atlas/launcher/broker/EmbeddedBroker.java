package io.atlas.launcher.broker;

import io.atlas.launcher.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker and controller (KRaft) in this process, on 127.0.0.1. What it holds survives {@code kill -9} of the
 * process; a power cut may cost what the system had not written to the disk yet.
 *
 * <p>These are Kafka's server classes, outside its public API; no other class touches them.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final DataFolder folder;
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(DataFolder folder, KafkaRaftServer server, int port) {
        this.folder = folder;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts it and returns when it serves, in two to three seconds; a new folder is formatted first. The controller listens
     * on {@code port + 1}.
     *
     * @param dataDir holds the log; one broker at a time
     * @throws Refusal if the folder is unwritable, full or in use, or a port is taken
     */
    public static EmbeddedBroker start(Path dataDir, int port) {
        return start(dataDir, port, Map.of());
    }

    /** As above, with settings of Kafka's put over ours. */
    static EmbeddedBroker start(Path dataDir, int port, Map<String, String> overrides) {
        Path dir = dataDir.toAbsolutePath().normalize();
        requireFree(port);
        requireFree(port + 1);
        DataFolder folder = DataFolder.hold(dir);
        try {
            Properties settings = BrokerSettings.of(dir.resolve("log"), port);
            settings.putAll(overrides);
            format(dir.resolve("log"));
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(folder, server, port);
        } catch (Exception e) {
            folder.close();
            throw new Refusal("The Kafka broker in %s does not start: %s.", dir, e);
        }
    }

    private static void requireFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new Refusal("Port %d is taken by another program; Kafka needs it.", port);
        }
    }

    private static void format(Path logFolder) throws Exception {
        // Written last: a start that was killed before is repeated. The cluster's id lives in it.
        if (Files.exists(logFolder.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Formatter formatter = new Formatter();
            formatter.setNodeId(1);
            formatter.setClusterId(Uuid.randomUuid().toString());
            formatter.addDirectory(logFolder.toString());
            formatter.setMetadataLogDirectory(logFolder.toString());
            formatter.setControllerListenerName("CONTROLLER");
            formatter.setReleaseVersion(MetadataVersion.latestProduction());
            formatter.setIgnoreFormatted(true);
            formatter.setPrintStream(quiet);
            formatter.run();
        }
    }

    /** {@code host:port} for clients. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Stops serving, writes what is open, and waits for that. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        folder.close();
    }
}
