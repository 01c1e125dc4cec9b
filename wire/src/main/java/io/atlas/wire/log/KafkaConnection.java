package io.atlas.wire.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What the services of one process share of Kafka: a Kafka request costs far more than a record in it, so all of them
 * read through one consumer ({@link KafkaFetcher}) and write through one producer, whose single request on its way lets the
 * next ones gather. Derived topics ({@link Topics#derived}) have a producer of their own that waits 10 ms for company, so
 * that the order path has its requests to itself.
 *
 * <p>Threads: any; it has three of its own, one per producer and one that reads.
 */
public final class KafkaConnection implements AutoCloseable {
    static final String STAMPS_HEADER = "stamps";

    private static final int DERIVED_LINGER_MS = 10;
    private static final Duration MEET_WAIT = Duration.ofSeconds(2);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
    /** Twice what a refused send waits, so that a producer without room takes at most a third of an agent's time. */
    private static final long REFUSED_FOR_NS = 100_000_000L;

    /** Told on the producer's thread what became of a record. */
    interface Sent {
        /** @param failure null if it landed at that offset (-1 where Kafka no longer knows) */
        void done(long offset, Exception failure);
    }

    private record Refusal(long atNs, Exception why) {}

    private final KafkaQuestions questions;
    private final KafkaFetcher fetcher;
    private final KafkaProducer<byte[], byte[]> prompt;
    private final KafkaProducer<byte[], byte[]> batching;
    private final Set<String> met = ConcurrentHashMap.newKeySet();
    private volatile Refusal refusal = new Refusal(System.nanoTime() - REFUSED_FOR_NS, null);

    /**
     * Starts the threads; does not wait for the broker.
     *
     * @param bootstrap {@code host:port} of one or more brokers
     * @param name for thread names
     */
    public KafkaConnection(String bootstrap, String name) {
        this(bootstrap, name, Duration.ZERO);
    }

    /**
     * One that reads in larger pieces, for who only watches.
     *
     * @param rest how long what has arrived may wait for company
     */
    public KafkaConnection(String bootstrap, String name, Duration rest) {
        this.prompt = new KafkaProducer<>(KafkaSettings.producer(bootstrap, 0));
        this.batching = new KafkaProducer<>(KafkaSettings.producer(bootstrap, DERIVED_LINGER_MS));
        this.questions = new KafkaQuestions(KafkaSettings.consumer(bootstrap));
        this.fetcher = new KafkaFetcher(KafkaSettings.consumer(bootstrap), name + "-log-reader", rest);
    }

    /**
     * A service's end.
     *
     * @param wakeup run on this connection's threads whenever something arrived for the service's agent; must not block
     */
    public CommandLog log(Runnable wakeup) {
        return new KafkaCommandLog(this, wakeup);
    }

    void send(String topic, int partition, String key, byte[] value, byte[] stamps, Sent sent) {
        meet(topic);
        Refusal last = refusal;
        if (System.nanoTime() - last.atNs() < REFUSED_FOR_NS) {
            sent.done(-1, last.why());
            return;
        }
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic, partition, keyBytes, value.length == 0 && Topics.compacted(topic) ? null : value);
        if (stamps != null) {
            record.headers().add(STAMPS_HEADER, stamps);
        }
        Thread caller = Thread.currentThread();
        try {
            producer(topic).send(record, (metadata, failure) -> {
                if (failure instanceof TimeoutException && Thread.currentThread() == caller) {
                    // No room or no metadata within max.block.ms, for which the caller has waited.
                    refusal = new Refusal(System.nanoTime(), failure);
                }
                sent.done(failure == null ? metadata.offset() : -1, failure);
            });
        } catch (KafkaException refused) {
            // Not sent, but to the caller one more failed append.
            sent.done(-1, refused);
        }
    }

    /** A topic always has the same producer, so its order is kept. */
    private KafkaProducer<byte[], byte[]> producer(String topic) {
        return Topics.derived(topic) ? batching : prompt;
    }

    /** Without knowing the topic's brokers the producer would fail the first append after {@code max.block.ms}. */
    private void meet(String topic) {
        if (!met.contains(topic)) {
            meetFirst(topic);
        }
    }

    /** Who comes second waits for who came first. */
    private synchronized void meetFirst(String topic) {
        long startNs = System.nanoTime();
        boolean known = met.contains(topic);
        while (!known && System.nanoTime() - startNs < MEET_WAIT.toNanos()) {
            try {
                producer(topic).partitionsFor(topic);
                known = true;
            } catch (TimeoutException notYet) {
                // It goes on asking in the background; the append itself reports a failure.
            }
        }
        met.add(topic);
    }

    KafkaReader reader(String topic, int partition, long fromOffset, Runnable wakeup) {
        return fetcher.reader(topic, partition, fromOffset, wakeup);
    }

    long endOffset(String topic, int partition) {
        long end = questions.endOffset(topic, partition);
        meet(topic);
        return end;
    }

    int partitions(String topic) {
        return questions.partitions(topic);
    }

    /** Waits until all that was handed over has landed or failed, which takes 2 s at most. */
    void flush() {
        prompt.flush();
        batching.flush();
    }

    /** Waits up to 2 s for what was handed over. Close the services' ends first. */
    @Override
    public void close() {
        prompt.close(CLOSE_WAIT);
        batching.close(CLOSE_WAIT);
        fetcher.close();
        questions.close();
    }
}
