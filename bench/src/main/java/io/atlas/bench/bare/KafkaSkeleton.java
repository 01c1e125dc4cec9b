package io.atlas.bench.bare;

import io.atlas.wire.log.Partitions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.SessionID;

/**
 * The path of an order with everything but the transport left out: FIX in, a record of about 300 bytes through three topics
 * with as many partitions as ATLAS has, 150=A after the first, 150=0 after the third. Needs an empty broker.
 */
public final class KafkaSkeleton implements AutoCloseable {
    private static final int RECORD_BYTES = 300;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long JOIN_MS = 3_000;

    private final String bootstrap;
    private final int partitions;
    private final FixDoor door;
    private final KafkaProducer<byte[], byte[]> gateway;
    private final List<Hop> hops = new ArrayList<>();

    /**
     * Creates the topics; nothing runs before {@link #start}.
     *
     * @param partitions of the first and the third hop, as of {@code orders.commands} and {@code orders.events}
     */
    public KafkaSkeleton(int port, List<String> clients, Path store, String bootstrap, int partitions)
            throws ConfigError, ExecutionException, InterruptedException {
        this.bootstrap = bootstrap;
        this.partitions = partitions;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(
                            new NewTopic("hop.1", partitions, (short) 1),
                            new NewTopic("hop.2", 1, (short) 1),
                            new NewTopic("hop.3", partitions, (short) 1)))
                    .all()
                    .get();
        }
        this.gateway = new KafkaProducer<>(producer(bootstrap));
        this.door = new FixDoor(port, clients, store, this::onOrder);
    }

    public void start() throws ConfigError {
        KafkaProducer<byte[], byte[]> orders = new KafkaProducer<>(producer(bootstrap));
        KafkaProducer<byte[], byte[]> venue = new KafkaProducer<>(producer(bootstrap));
        hops.add(new Hop("skeleton-gateway", List.of("hop.1", "hop.3"), gateway, this::report));
        hops.add(new Hop(
                "skeleton-oms",
                List.of("hop.1"),
                orders,
                record -> orders.send(new ProducerRecord<>("hop.2", 0, record.key(), record.value()))));
        hops.add(new Hop(
                "skeleton-venue",
                List.of("hop.2"),
                venue,
                record -> venue.send(
                        new ProducerRecord<>("hop.3", record.key()[0] % partitions, record.key(), record.value()))));
        hops.forEach(hop -> hop.thread.start());
        door.start();
    }

    private void onOrder(Message order, SessionID session) {
        try {
            String client = session.getTargetCompID();
            String text = String.join(
                    "|",
                    client,
                    order.getString(11),
                    order.getString(55),
                    order.getString(54),
                    order.getString(38),
                    order.getString(44),
                    "");
            byte[] value = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), RECORD_BYTES);
            int partition = Partitions.of(client, partitions);
            gateway.send(new ProducerRecord<>("hop.1", partition, new byte[] {(byte) partition}, value));
        } catch (FieldNotFound e) {
            throw new IllegalStateException("the load sends every field", e);
        }
    }

    private void report(ConsumerRecord<byte[], byte[]> record) {
        String[] field = new String(record.value(), StandardCharsets.US_ASCII).split("\\|");
        char status = record.topic().equals("hop.1") ? 'A' : '0';
        FixDoor.report(
                FixDoor.session(field[0]),
                field[1],
                field[2],
                field[3].charAt(0),
                field[4],
                field[5],
                status,
                record.offset());
    }

    /** As the services' producers are set up. */
    private static Map<String, Object> producer(String bootstrap) {
        String bytes = "org.apache.kafka.common.serialization.ByteArraySerializer";
        return Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrap),
                Map.entry("key.serializer", bytes),
                Map.entry("value.serializer", bytes),
                Map.entry("acks", "all"),
                Map.entry("enable.idempotence", true),
                Map.entry("linger.ms", 0),
                Map.entry("batch.size", 64 * 1024),
                Map.entry("delivery.timeout.ms", 2_000),
                Map.entry("request.timeout.ms", 1_500));
    }

    /** As the services' consumers are set up. */
    private static Map<String, Object> consumer(String bootstrap) {
        String bytes = "org.apache.kafka.common.serialization.ByteArrayDeserializer";
        return Map.of(
                "bootstrap.servers",
                bootstrap,
                "key.deserializer",
                bytes,
                "value.deserializer",
                bytes,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "max.poll.records",
                2_000);
    }

    @Override
    public void close() {
        door.close();
        hops.forEach(Hop::close);
    }

    /** A consumer thread and the producer it feeds. */
    private final class Hop implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumer(bootstrap));
        private final KafkaProducer<byte[], byte[]> producer;
        private final Consumer<ConsumerRecord<byte[], byte[]>> each;
        private final Thread thread;
        private volatile boolean running = true;

        Hop(
                String name,
                List<String> topics,
                KafkaProducer<byte[], byte[]> producer,
                Consumer<ConsumerRecord<byte[], byte[]>> each) {
            this.producer = producer;
            this.each = each;
            this.thread = new Thread(this::run, name);
            consumer.assign(topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
        }

        private void run() {
            try (consumer;
                    producer) {
                while (running) {
                    consumer.poll(POLL).forEach(each);
                }
            } catch (WakeupException closing) {
                // close() asked for it.
            }
        }

        @Override
        public void close() {
            running = false;
            consumer.wakeup();
            try {
                thread.join(JOIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
