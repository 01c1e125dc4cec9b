package io.atlas.launcher.broker;

import static org.awaitility.Awaitility.await;

import io.atlas.testkit.FreePorts;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.KafkaConnection;
import io.atlas.wire.log.LogUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The log in Kafka: one embedded broker for a test class, a topic for each test, the line cut by a {@link LossyProxy}. */
final class KafkaUnderTest implements LogUnderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The broker, with a second door that only the proxy leads to. */
    static final class Broker implements AutoCloseable {
        private final EmbeddedBroker broker;
        private final LossyProxy proxy;
        private final String faultyBootstrap;
        private int topics;

        Broker(Path folder) throws IOException {
            int port = FreePorts.inARow(4);
            int door = port + 2;
            int line = port + 3;
            this.faultyBootstrap = "127.0.0.1:" + line;
            this.broker = EmbeddedBroker.start(
                    folder,
                    port,
                    Map.of(
                            "listeners",
                            "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + (port + 1)
                                    + ",LINE://127.0.0.1:" + door,
                            "advertised.listeners",
                            "PLAINTEXT://127.0.0.1:" + port + ",LINE://127.0.0.1:" + line,
                            "listener.security.protocol.map",
                            "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,LINE:PLAINTEXT"));
            this.proxy = new LossyProxy(line, door);
        }

        String bootstrap() {
            return broker.bootstrap();
        }

        @Override
        public void close() throws IOException {
            proxy.close();
            broker.close();
        }
    }

    private final Broker broker;
    private final String topic;
    private final List<CommandLog> clients = new ArrayList<>();
    private final List<KafkaConnection> connections = new ArrayList<>();
    private CommandLog faulty;

    KafkaUnderTest(Broker broker) {
        this.broker = broker;
        this.topic = "orders." + broker.topics++;
        create(broker.bootstrap(), topic, 2);
    }

    static void create(String bootstrap, String topic, int partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            NewTopic asked = new NewTopic(topic, partitions, (short) 1);
            admin.createTopics(List.of(asked)).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public CommandLog client() {
        return client(broker.bootstrap());
    }

    private CommandLog client(String bootstrap) {
        KafkaConnection connection = new KafkaConnection(bootstrap, "test-" + clients.size());
        connections.add(connection);
        CommandLog client = connection.log(() -> {});
        clients.add(client);
        return client;
    }

    @Override
    public CommandLog faulty() {
        if (faulty == null) {
            faulty = client(broker.faultyBootstrap);
        }
        return faulty;
    }

    @Override
    public void cut(Cut how) {
        broker.proxy.cut(how);
    }

    @Override
    public void heal() {
        broker.proxy.heal();
    }

    @Override
    public void releaseHeld() {
        broker.proxy.releaseHeld();
    }

    @Override
    public boolean refusesGivenUp() {
        return true;
    }

    @Override
    public long nowNs() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public void until(String what, Runnable step, BooleanSupplier done) {
        await(what)
                .atMost(PATIENCE)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    if (!done.getAsBoolean()) {
                        step.run();
                    }
                    return done.getAsBoolean();
                });
    }

    @Override
    public void close() {
        heal();
        clients.forEach(CommandLog::close);
        connections.forEach(KafkaConnection::close);
    }
}
