package io.atlas.wire.log;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What a starting service asks about the log, over a connection of its own: behind a fetch that waits for news, each answer
 * would take as long as that wait.
 *
 * <p>Threads: any; one question at a time.
 */
final class KafkaQuestions implements AutoCloseable {
    private final Map<String, Object> settings;
    private KafkaConsumer<byte[], byte[]> consumer;

    KafkaQuestions(Map<String, Object> settings) {
        this.settings = settings;
    }

    /** @throws CommandLog.LogUnavailable if Kafka does not answer in time */
    long endOffset(String topic, int partition) {
        TopicPartition place = new TopicPartition(topic, partition);
        return ask(place.toString(), any -> any.endOffsets(List.of(place)).get(place));
    }

    /** @throws CommandLog.LogUnavailable if Kafka does not answer in time */
    int partitions(String topic) {
        return (int) ask(topic, any -> any.partitionsFor(topic).size());
    }

    private synchronized long ask(String about, ToLongFunction<KafkaConsumer<byte[], byte[]>> question) {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(settings);
        }
        try {
            return question.applyAsLong(consumer);
        } catch (KafkaException refused) {
            throw new CommandLog.LogUnavailable("Kafka does not answer about " + about, refused);
        }
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
