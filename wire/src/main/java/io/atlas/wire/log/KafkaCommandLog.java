package io.atlas.wire.log;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A service's end of the log in Kafka. Topics must exist ({@link KafkaTopics}). A broker that goes away and returns needs no
 * action: appends fail after 2 s without an answer, readers go on from where they were.
 *
 * <p>Threads: the agent calls everything. The threads of the {@link KafkaConnection} queue outcomes and records; both run
 * {@code wakeup} so that a parked agent looks. Outcomes are bounded by the producer's buffer (32 MB of records on their way),
 * records by {@link KafkaReader}.
 */
public final class KafkaCommandLog implements CommandLog {
    private static final int POLL_LIMIT = 4_096;
    private static final Runnable NOBODY = () -> {};

    private final KafkaConnection connection;
    private final Runnable wakeup;
    private final Queue<Runnable> outcomes = new ConcurrentLinkedQueue<>();
    private final Queue<LogReader> readers = new ConcurrentLinkedQueue<>();

    KafkaCommandLog(KafkaConnection connection, Runnable wakeup) {
        this.connection = connection;
        this.wakeup = wakeup;
    }

    /** Waits only at the first append to a topic that was not asked about before, at most 2 s; later ones at most 50 ms. */
    @Override
    public void append(String topic, int partition, String key, byte[] value, byte[] stamps, Outcome outcome) {
        connection.send(topic, partition, key, value, stamps, (offset, failure) -> {
            if (failure != null) {
                tell(() -> outcome.failed(failure.toString()));
            } else if (!(outcome instanceof OnFailure)) {
                tell(() -> outcome.appended(offset));
            }
        });
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

    /** Nobody is in a hurry for a derived topic: its records wait until the agent looks by itself. */
    @Override
    public LogReader reader(String topic, int partition, long fromOffset) {
        LogReader reader = connection.reader(topic, partition, fromOffset, Topics.derived(topic) ? NOBODY : wakeup);
        readers.add(reader);
        return reader;
    }

    @Override
    public long endOffset(String topic, int partition) {
        return connection.endOffset(topic, partition);
    }

    @Override
    public int partitions(String topic) {
        return connection.partitions(topic);
    }

    /** Waits up to 2 s for what was handed over; nobody is told any more. */
    @Override
    public void close() {
        readers.forEach(LogReader::close);
        connection.flush();
        outcomes.clear();
    }
}
