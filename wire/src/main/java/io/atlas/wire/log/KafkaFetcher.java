package io.atlas.wire.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;

/**
 * The reader thread of a {@link KafkaConnection}: one consumer for all readers of a process, so that what several services
 * read is fetched once. Before each fetch a partition is set to the lowest offset that one of its readers with room wants,
 * and rests if none has room; so a slow reader holds up no other, and nothing is dropped.
 *
 * <p>Threads: its own, which alone touches the consumer; agents hand over readers by a queue.
 */
final class KafkaFetcher implements AutoCloseable {
    private static final Duration FETCH_WAIT = Duration.ofSeconds(1);
    private static final long JOIN_MS = 2_000;
    /** Kafka takes a key away by null, our log by nothing. */
    private static final byte[] NOTHING = new byte[0];

    /** One partition, as the consumer reads it. */
    private static final class Cursor {
        private final List<KafkaReader> readers = new ArrayList<>();
        private long position = -1;
        private boolean resting;
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final long restNs;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<TopicPartition, Cursor> cursors = new HashMap<>();
    private volatile boolean running = true;
    private volatile RuntimeException failure;

    /** @param rest after each fetch that brought something; what comes meanwhile comes with the next */
    KafkaFetcher(Map<String, Object> settings, String threadName, Duration rest) {
        this.consumer = new KafkaConsumer<>(settings);
        this.restNs = rest.toNanos();
        this.thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    /** @param wakeup run on this thread when something has arrived for the reader; must not block */
    KafkaReader reader(String topic, int partition, long fromOffset, Runnable wakeup) {
        KafkaReader reader = new KafkaReader(topic, partition, fromOffset, this, wakeup);
        hand(() -> {
            cursors.computeIfAbsent(new TopicPartition(topic, partition), any -> new Cursor())
                    .readers
                    .add(reader);
            consumer.assign(cursors.keySet());
        });
        if (failure != null) {
            reader.fail(failure);
        }
        return reader;
    }

    private void hand(Runnable task) {
        tasks.add(task);
        wakeup();
    }

    /** Ends the thread's rest: there is a task, a reader was closed, or one has room again. */
    void wakeup() {
        LockSupport.unpark(thread);
        consumer.wakeup();
    }

    private void run() {
        try {
            while (running) {
                try {
                    step();
                } catch (WakeupException again) {
                    // Somebody has news for this thread; step() begins by looking.
                } catch (InvalidOffsetException lost) {
                    lost.partitions().forEach(place -> fail(cursors.get(place), lost));
                }
            }
        } catch (RuntimeException broken) {
            failure = broken;
            cursors.values().forEach(cursor -> fail(cursor, broken));
        } finally {
            // There is no group to leave, so nothing to wait for.
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void fail(Cursor cursor, RuntimeException why) {
        cursor.readers.forEach(reader -> {
            reader.fail(why);
            reader.wakeup().run();
        });
    }

    private void step() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        dropClosed();
        if (cursors.isEmpty()) {
            LockSupport.parkNanos(FETCH_WAIT.toNanos());
            return;
        }
        cursors.forEach(this::aim);
        ConsumerRecords<byte[], byte[]> fetched = consumer.poll(FETCH_WAIT);
        deliver(fetched);
        if (restNs > 0 && !fetched.isEmpty()) {
            LockSupport.parkNanos(restNs);
        }
    }

    private void dropClosed() {
        cursors.values().forEach(cursor -> cursor.readers.removeIf(KafkaReader::closed));
        if (cursors.values().removeIf(cursor -> cursor.readers.isEmpty())) {
            consumer.assign(cursors.keySet());
        }
    }

    /** Sets the partition to the lowest offset that is wanted, or lets it rest. */
    private void aim(TopicPartition place, Cursor cursor) {
        long wanted = Long.MAX_VALUE;
        for (KafkaReader reader : cursor.readers) {
            if (reader.wantsMore()) {
                wanted = Math.min(wanted, reader.next());
            }
        }
        boolean rest = wanted == Long.MAX_VALUE;
        if (rest != cursor.resting) {
            cursor.resting = rest;
            if (rest) {
                consumer.pause(List.of(place));
            } else {
                consumer.resume(List.of(place));
            }
        }
        if (!rest && wanted != cursor.position) {
            // Seeking throws away what was fetched ahead, so only when the position is another.
            consumer.seek(place, wanted);
            cursor.position = wanted;
        }
    }

    private void deliver(ConsumerRecords<byte[], byte[]> fetched) {
        Set<Runnable> due = new HashSet<>();
        for (TopicPartition place : fetched.partitions()) {
            Cursor cursor = cursors.get(place);
            List<LogRecord> records = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> each : fetched.records(place)) {
                Header stamps = each.headers().lastHeader(KafkaConnection.STAMPS_HEADER);
                records.add(new LogRecord(
                        each.offset(),
                        each.key(),
                        each.value() == null ? NOTHING : each.value(),
                        stamps == null ? null : stamps.value()));
            }
            for (KafkaReader reader : cursor.readers) {
                // One that is further back has a gap before these; they are read again for it when it has room.
                if (reader.wantsMore() && reader.next() >= cursor.position) {
                    reader.offer(records);
                    due.add(reader.wakeup());
                }
            }
            cursor.position = records.get(records.size() - 1).offset() + 1;
        }
        due.forEach(Runnable::run);
    }

    @Override
    public void close() {
        running = false;
        wakeup();
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
