package io.atlas.launcher.tools;

import io.atlas.launcher.replay.LogOption;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** An admin client with short timeouts. */
final class KafkaAdmin {
    private KafkaAdmin() {}

    /** @param address {@code host:port}; refused if nothing answers there */
    static Admin of(String address) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, LogOption.reachable(address),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000));
    }
}
