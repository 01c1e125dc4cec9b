package io.atlas.launcher.tools;

import io.atlas.domain.LogPosition;
import io.atlas.launcher.Refusal;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.EpochFold;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.RecordCodec;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads topics of a running log from their beginning to where they end now; hands over the valid records. Thread: the caller's. */
final class LogScan implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long SILENCE_NS = 10_000_000_000L;
    private static final long TELL_EVERY = 500_000;

    /** A valid record and when its writer sent it, in epoch milliseconds. */
    interface Handler<T> {
        void onRecord(LogPosition position, long sentMs, Entry<T> entry);
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final PrintWriter progress;
    private long read;
    private long inert;

    LogScan(String bootstrap, PrintWriter progress) {
        this.progress = progress;
        String bytes = "org.apache.kafka.common.serialization.ByteArrayDeserializer";
        this.consumer = new KafkaConsumer<>(Map.of(
                "bootstrap.servers",
                bootstrap,
                "key.deserializer",
                bytes,
                "value.deserializer",
                bytes,
                "auto.offset.reset",
                "none",
                "enable.auto.commit",
                false,
                "allow.auto.create.topics",
                false,
                "max.poll.records",
                5_000,
                "default.api.timeout.ms",
                10_000));
    }

    /** Reads a topic whole, partition by partition in order; nothing if it does not exist. */
    <T> void read(String topic, RecordCodec<T> codec, Handler<T> handler) {
        try {
            List<PartitionInfo> infos = consumer.partitionsFor(topic);
            List<TopicPartition> places = infos.stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(places);
            consumer.seekToBeginning(places);
            readTo(consumer.endOffsets(places), codec, handler);
        } catch (TimeoutException e) {
            throw new Refusal("the log did not answer about %s: %s", topic, e.getMessage());
        }
    }

    private <T> void readTo(Map<TopicPartition, Long> ends, RecordCodec<T> codec, Handler<T> handler) {
        Map<TopicPartition, EpochFold> folds = new HashMap<>();
        Set<TopicPartition> unread = new HashSet<>(ends.keySet());
        long lastNewsNs = System.nanoTime();
        unread.removeIf(place -> consumer.position(place) >= ends.get(place));
        while (!unread.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                lastNewsNs = System.nanoTime();
                EpochFold fold = folds.computeIfAbsent(
                        new TopicPartition(record.topic(), record.partition()), any -> new EpochFold());
                one(record, fold, codec, handler);
            }
            unread.removeIf(place -> consumer.position(place) >= ends.get(place));
            if (System.nanoTime() - lastNewsNs > SILENCE_NS) {
                throw new Refusal(
                        "the log went silent while %s was read.",
                        unread.iterator().next());
            }
        }
        inert += folds.values().stream().mapToLong(EpochFold::inertCount).sum();
    }

    private <T> void one(
            ConsumerRecord<byte[], byte[]> record, EpochFold fold, RecordCodec<T> codec, Handler<T> handler) {
        if (++read % TELL_EVERY == 0) {
            progress.println("read " + read + " records ...");
            progress.flush();
        }
        if (fold.accept(record.offset(), codec.header(record.value()))) {
            LogRecord plain = new LogRecord(record.offset(), record.key(), record.value(), null);
            handler.onRecord(
                    new LogPosition(record.topic(), record.partition(), record.offset()),
                    record.timestamp(),
                    codec.decode(plain));
        }
    }

    /** Records that did nothing: late writes of former owners. */
    long inertCount() {
        return inert;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
