package io.atlas.launcher.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.launcher.Refusal;
import io.atlas.testkit.FreePorts;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.KafkaConnection;
import io.atlas.wire.log.KafkaTopics;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker in this process: what it keeps, and what it refuses before anything has started. */
final class EmbeddedBrokerTest {
    @TempDir
    private Path folder;

    @Test
    void theLogSurvivesARestartAndAWorldHasItsTopicsOnce() throws Exception {
        int port = FreePorts.inARow(2);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
            KafkaTopics.create(broker.bootstrap(), 4);
            KafkaTopics.create(broker.bootstrap(), 4);
            assertThatThrownBy(() -> KafkaTopics.create(broker.bootstrap(), 16))
                    .isInstanceOf(KafkaTopics.WrongPartitions.class)
                    .hasMessageContaining("orders.commands=4 (expected: 16)");
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, FreePorts.inARow(2)))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("Data folder " + folder + " is in use by another ATLAS.");
            try (KafkaConnection kafka = new KafkaConnection(broker.bootstrap(), "test");
                    CommandLog log = kafka.log(() -> {})) {
                assertThat(log.partitions(Topics.COMMANDS)).isEqualTo(4);
                assertThat(log.partitions(Topics.REPORTS)).isEqualTo(1);
                log.append(Topics.COMMANDS, 3, null, new byte[] {1}, null, CommandLog.Outcome.IGNORED);
            }
            assertThat(config(broker, Topics.COMMANDS).get("retention.ms").value())
                    .isEqualTo("-1");
            assertThat(config(broker, Topics.COMMANDS).get("max.message.bytes").value())
                    .isEqualTo("8388608");
            assertThat(config(broker, Topics.OWNERS).get("cleanup.policy").value())
                    .isEqualTo("compact");
        }
        try (EmbeddedBroker again = EmbeddedBroker.start(folder, port);
                KafkaConnection kafka = new KafkaConnection(again.bootstrap(), "test");
                CommandLog log = kafka.log(() -> {})) {
            assertThat(log.endOffset(Topics.COMMANDS, 3)).isEqualTo(1);
        }
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        int port = FreePorts.inARow(2);
        try (ServerSocket other = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, port))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("Port %d is taken by another program; Kafka needs it.", other.getLocalPort());
        }
        assertThat(folder).as("nothing half-started").isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeOneIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "not a folder");

        assertThatThrownBy(() -> EmbeddedBroker.start(file, FreePorts.inARow(2)))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("Data folder " + file + " cannot be written");
    }

    private static Config config(EmbeddedBroker broker, String topic) throws InterruptedException, ExecutionException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            return admin.describeConfigs(List.of(resource)).all().get().get(resource);
        }
    }
}
