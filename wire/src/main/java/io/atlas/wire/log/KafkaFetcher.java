package io.atlas.wire.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
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
 * read is fetched once. Before each fetch a partition is set to the lowest offset that one of its readers wants, and rests
 * if none has room. A reader that is full while another of its partition has room goes aside: it reads on through a fetcher
 * and a consumer of its own and comes back when it has caught up. So a slow reader holds up no other, nothing is dropped,
 * and what was fetched for one is not thrown away for the other, over and over, while both read a long history.
 *
 * <p>Threads: its own, which alone touches the consumer; agents and fetchers hand over readers by a queue.
 */
final class KafkaFetcher implements AutoCloseable {
    private static final Duration FETCH_WAIT = Duration.ofSeconds(1);
    private static final long JOIN_MS = 2_000;
    /** One who is that near to the end has caught up; what it lacks is fetched once more. */
    private static final long NEAR = 500;
    /** Kafka takes a key away by null, our log by nothing. */
    private static final byte[] NOTHING = new byte[0];

    /** One partition, as the consumer reads it. */
    private static final class Cursor {
        private final List<KafkaReader> readers = new ArrayList<>();
        private long position = -1;
        private boolean resting;
    }

    private final Map<String, Object> settings;
    private final KafkaFetcher homeOrNull;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final long restNs;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<TopicPartition, Cursor> cursors = new HashMap<>();
    private volatile boolean running = true;
    private volatile RuntimeException failure;
    /** For those that cannot keep pace; made when it is needed. */
    private volatile KafkaFetcher asideOrNull;

    /** @param rest after each fetch that brought something; what comes meanwhile comes with the next */
    KafkaFetcher(Map<String, Object> settings, String threadName, Duration rest) {
        this(settings, threadName, rest, null);
    }

    private KafkaFetcher(Map<String, Object> settings, String threadName, Duration rest, KafkaFetcher homeOrNull) {
        this.settings = settings;
        this.homeOrNull = homeOrNull;
        this.consumer = new KafkaConsumer<>(settings);
        this.restNs = rest.toNanos();
        this.thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    /** @param wakeup run on this thread when something has arrived for the reader; must not block */
    KafkaReader reader(String topic, int partition, long fromOffset, Runnable wakeup) {
        KafkaReader reader = new KafkaReader(topic, partition, fromOffset, this, wakeup);
        take(new TopicPartition(topic, partition), reader);
        return reader;
    }

    private void take(TopicPartition place, KafkaReader reader) {
        reader.fetchedBy(this);
        hand(() -> {
            cursors.computeIfAbsent(place, any -> new Cursor()).readers.add(reader);
            consumer.assign(cursors.keySet());
        });
        if (failure != null) {
            reader.fail(failure);
        }
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
        part();
        dropClosed();
        if (cursors.isEmpty()) {
            LockSupport.parkNanos(FETCH_WAIT.toNanos());
            return;
        }
        cursors.forEach(this::aim);
        ConsumerRecords<byte[], byte[]> fetched = consumer.poll(FETCH_WAIT);
        deliver(fetched);
        if (homeOrNull != null) {
            cursors.forEach(this::sendHome);
        }
        if (restNs > 0 && !fetched.isEmpty()) {
            LockSupport.parkNanos(restNs);
        }
    }

    /** Who is full goes aside where another has room. */
    private void part() {
        cursors.forEach((place, cursor) -> {
            if (cursor.readers.stream().anyMatch(KafkaReader::wantsMore)) {
                move(place, cursor, KafkaReader::full, this::aside);
            }
        });
    }

    private void sendHome(TopicPartition place, Cursor cursor) {
        OptionalLong lag = consumer.currentLag(place);
        if (lag.isPresent() && lag.getAsLong() <= NEAR) {
            move(place, cursor, KafkaReader::wantsMore, () -> homeOrNull);
        }
    }

    private static void move(
            TopicPartition place, Cursor cursor, Predicate<KafkaReader> which, Supplier<KafkaFetcher> where) {
        for (KafkaReader reader : List.copyOf(cursor.readers)) {
            if (which.test(reader)) {
                cursor.readers.remove(reader);
                where.get().take(place, reader);
            }
        }
    }

    private KafkaFetcher aside() {
        if (asideOrNull == null) {
            asideOrNull = new KafkaFetcher(settings, thread.getName() + "-aside", Duration.ofNanos(restNs), this);
        }
        return asideOrNull;
    }

    private void dropClosed() {
        cursors.values().forEach(cursor -> cursor.readers.removeIf(KafkaReader::closed));
        if (cursors.values().removeIf(cursor -> cursor.readers.isEmpty())) {
            consumer.assign(cursors.keySet());
        }
    }

    /** Sets the partition to the lowest offset that is wanted, or lets it rest. */
    private void aim(TopicPartition place, Cursor cursor) {
        boolean rest = cursor.readers.stream().noneMatch(KafkaReader::wantsMore);
        if (rest != cursor.resting) {
            cursor.resting = rest;
            if (rest) {
                consumer.pause(List.of(place));
            } else {
                consumer.resume(List.of(place));
            }
        }
        // One that came here full rests from the start, and the consumer wants to know where.
        if (!rest || cursor.position < 0) {
            long wanted = cursor.readers.stream()
                    .filter(reader -> rest || reader.wantsMore())
                    .mapToLong(KafkaReader::next)
                    .min()
                    .orElseThrow();
            if (wanted != cursor.position) {
                // Seeking throws away what was fetched ahead, so only when the position is another.
                consumer.seek(place, wanted);
                cursor.position = wanted;
            }
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
        if (asideOrNull != null) {
            asideOrNull.close();
        }
    }
}
