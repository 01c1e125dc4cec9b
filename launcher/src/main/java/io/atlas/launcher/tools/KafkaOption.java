package io.atlas.launcher.tools;

import io.atlas.launcher.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Option;

/** {@code --kafka host:port}, shared by the commands that read a running world's log. */
final class KafkaOption {
    private static final int CONNECT_MS = 1_500;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:19092",
            description = "where the log is (default: ${DEFAULT-VALUE})")
    private String address;

    /**
     * The address, after something has answered there.
     *
     * @throws Refusal if nothing listens, or the text is not host:port
     */
    String reachable() {
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
                    "no log answers at %s: start `atlas up`, or name another with --kafka host:port.", address);
        }
        return address;
    }

    /** An admin client of the reachable log, with short timeouts. */
    Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, reachable(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000));
    }
}
