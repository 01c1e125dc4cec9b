package io.atlas.launcher.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.launcher.Refusal;
import io.atlas.launcher.services.LogPlace;
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
import org.apache.kafka.clients.admin.NewTopic;
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
            assertThat(LogPlace.prepare(broker.bootstrap(), 4).partitions()).isEqualTo(4);
            assertThat(LogPlace.prepare(broker.bootstrap(), 16).partitions()).isEqualTo(4);
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
    void topicsThatDoNotFitEachOtherAreRefused() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, FreePorts.inARow(2));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.COMMANDS, 4, (short) 1), new NewTopic(Topics.EVENTS, 16, (short) 1)))
                    .all()
                    .get();

            assertThatThrownBy(() -> LogPlace.prepare(broker.bootstrap(), 4))
                    .isInstanceOf(KafkaTopics.WrongPartitions.class)
                    .hasMessage("topics of the log have other numbers of partitions than orders.commands has (4): "
                            + "{orders.events=16 (expected: 4)}");
            assertThat(admin.listTopics().names().get()).containsExactlyInAnyOrder(Topics.COMMANDS, Topics.EVENTS);
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
