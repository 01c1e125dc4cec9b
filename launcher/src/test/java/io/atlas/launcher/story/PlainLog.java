package io.atlas.launcher.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Topics as any Kafka tool sees them: a plain consumer and plain JSON, none of our codecs. Which records count is decided by the
 * rule of {@code wire/doc/envelope.md}, written here a second time. Thread: the test's.
 */
final class PlainLog implements AutoCloseable {
    private static final List<String> READ = List.of(Topics.COMMANDS, Topics.LEDGER);

    /** A record that counts, and where it stands. */
    record Row(int partition, long offset, JsonNode json) {
        String type() {
            return json.get("type").asText();
        }
    }

    private static final class Epoch {
        long current = -1;
        long seq;

        boolean counts(long offset, JsonNode json) {
            if (json.get("type").asText().equals("EPOCH_START")) {
                if (json.get("follows").asLong() != current) {
                    return false;
                }
                current = offset;
                seq = 0;
                return true;
            }
            boolean next =
                    json.get("epoch").asLong() == current && json.get("seq").asLong() == seq + 1;
            seq += next ? 1 : 0;
            return next;
        }
    }

    private final ObjectMapper mapper = new ObjectMapper();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> places;
    private final Map<TopicPartition, Epoch> epochs = new HashMap<>();
    private final Map<String, List<Row>> rows = new HashMap<>();

    PlainLog(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "none", "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        places = READ.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(places);
        consumer.seekToBeginning(places);
        READ.forEach(topic -> rows.put(topic, new ArrayList<>()));
    }

    /** Every record of the topic that counts, up to where it ends now; in order within each partition. */
    List<Row> rows(String topic) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(places);
        while (places.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                add(record);
            }
        }
        return List.copyOf(rows.get(topic));
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        try {
            JsonNode json = mapper.readTree(record.value());
            TopicPartition place = new TopicPartition(record.topic(), record.partition());
            if (epochs.computeIfAbsent(place, any -> new Epoch()).counts(record.offset(), json)) {
                rows.get(record.topic()).add(new Row(record.partition(), record.offset(), json));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(record.topic() + " holds what is no JSON", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
