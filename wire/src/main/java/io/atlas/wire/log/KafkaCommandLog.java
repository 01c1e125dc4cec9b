package io.atlas.wire.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The log in Kafka. Topics must exist ({@link KafkaTopics}). A broker that goes away and returns needs no action: appends
 * fail after 2 s without an answer, readers go on from where they were.
 *
 * <p>Derived topics ({@link Topics#derived}) have a producer of their own that waits 10 ms for company, so that the order path
 * has its requests to itself.
 *
 * <p>Threads: the agent calls everything. Kafka's two producer threads queue outcomes, one reader thread ({@link KafkaFetcher})
 * queues records; both run {@code wakeup} so that a parked agent looks. Outcomes are bounded by the producer's buffer
 * (32 MB of records on their way), records by {@link KafkaReader}.
 */
public final class KafkaCommandLog implements CommandLog {
    static final String STAMPS_HEADER = "stamps";

    private static final int POLL_LIMIT = 4_096;
    private static final int DERIVED_LINGER_MS = 10;
    private static final Duration MEET_WAIT = Duration.ofSeconds(2);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final KafkaFetcher fetcher;
    private final Queue<Runnable> outcomes = new ConcurrentLinkedQueue<>();
    private final Set<String> met = new HashSet<>();
    private final Runnable wakeup;
    private final KafkaProducer<byte[], byte[]> prompt;
    private final KafkaProducer<byte[], byte[]> batching;

    /**
     * Starts the two threads; does not wait for the broker.
     *
     * @param bootstrap {@code host:port} of one or more brokers
     * @param name of its owner, for thread names
     * @param wakeup run on this log's threads whenever something arrived for the agent; must not block
     */
    public KafkaCommandLog(String bootstrap, String name, Runnable wakeup) {
        this.wakeup = wakeup;
        this.prompt = new KafkaProducer<>(KafkaSettings.producer(bootstrap, 0));
        this.batching = new KafkaProducer<>(KafkaSettings.producer(bootstrap, DERIVED_LINGER_MS));
        this.fetcher = new KafkaFetcher(KafkaSettings.consumer(bootstrap), name + "-log-reader", wakeup);
    }

    /** Waits only at the first append to a topic that was not asked about before, at most 2 s; later ones at most 50 ms. */
    @Override
    public void append(String topic, int partition, String key, byte[] value, byte[] stamps, Outcome outcome) {
        meet(topic);
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, keyBytes, value);
        if (stamps != null) {
            record.headers().add(STAMPS_HEADER, stamps);
        }
        try {
            producer(topic).send(record, (metadata, failure) -> {
                if (failure == null && outcome instanceof OnFailure) {
                    return;
                }
                long offset = failure == null ? metadata.offset() : -1;
                tell(() -> {
                    if (failure == null) {
                        outcome.appended(offset);
                    } else {
                        outcome.failed(failure.toString());
                    }
                });
            });
        } catch (KafkaException refused) {
            // No room or no metadata within max.block.ms, or too large: not sent, but to the caller one more failed
            // append.
            tell(() -> outcome.failed(refused.toString()));
        }
    }

    /** A topic always has the same producer, so its order is kept. */
    private KafkaProducer<byte[], byte[]> producer(String topic) {
        return Topics.derived(topic) ? batching : prompt;
    }

    /** Without knowing the topic's brokers the producer would fail the first append after {@code max.block.ms}. */
    private void meet(String topic) {
        if (!met.add(topic)) {
            return;
        }
        long startNs = System.nanoTime();
        boolean known = false;
        while (!known && System.nanoTime() - startNs < MEET_WAIT.toNanos()) {
            try {
                producer(topic).partitionsFor(topic);
                known = true;
            } catch (TimeoutException notYet) {
                // It goes on asking in the background; the append itself reports a failure.
            }
        }
    }

    private void tell(Runnable outcome) {
        outcomes.add(outcome);
        wakeup.run();
    }

    @Override
    public int poll() {
        int count = 0;
        for (Runnable due = outcomes.poll(); due != null; due = outcomes.poll()) {
            due.run();
            // A fast producer must not keep the agent here.
            if (++count == POLL_LIMIT) {
                break;
            }
        }
        return count;
    }

    @Override
    public LogReader reader(String topic, int partition, long fromOffset) {
        return fetcher.reader(topic, partition, fromOffset);
    }

    @Override
    public long endOffset(String topic, int partition) {
        long end = fetcher.endOffset(topic, partition);
        meet(topic);
        return end;
    }

    @Override
    public int partitions(String topic) {
        return fetcher.partitions(topic);
    }

    /** Waits up to 2 s for what was handed over; nobody is told any more. */
    @Override
    public void close() {
        prompt.close(CLOSE_WAIT);
        batching.close(CLOSE_WAIT);
        fetcher.close();
        outcomes.clear();
    }
}
