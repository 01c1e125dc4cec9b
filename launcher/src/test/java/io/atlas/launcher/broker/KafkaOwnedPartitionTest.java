package io.atlas.launcher.broker;

import io.atlas.wire.log.LogUnderTest;
import io.atlas.wire.log.OwnedPartitionContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** In Kafka. */
final class KafkaOwnedPartitionTest extends OwnedPartitionContract {
    private static KafkaUnderTest.Broker broker;

    @BeforeAll
    static void startBroker(@TempDir Path folder) throws IOException {
        broker = new KafkaUnderTest.Broker(folder);
    }

    @AfterAll
    static void stopBroker() throws IOException {
        broker.close();
    }

    @Override
    protected LogUnderTest open() {
        return new KafkaUnderTest(broker);
    }
}
