package io.atlas.wire.log;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One cursor of a {@link KafkaCommandLog}: a queue that the fetcher's thread fills and the agent empties. It has room for
 * {@value #MAX_RECORDS} records or {@value #MAX_BYTES} bytes and takes one fetched batch beyond that; when it is full, its
 * partition rests until the agent has emptied half of it.
 */
final class KafkaReader implements LogReader {
    private static final int MAX_RECORDS = 1_024;
    private static final long MAX_BYTES = 1024 * 1024;

    private final String topic;
    private final int partition;
    private volatile KafkaFetcher fetcher;
    private final Runnable wakeup;
    private final Queue<LogRecord> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicInteger records = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean full;
    private volatile boolean closed;
    private volatile RuntimeException failure;
    /** The next offset this reader wants. The fetcher's thread only. */
    private long next;

    KafkaReader(String topic, int partition, long fromOffset, KafkaFetcher fetcher, Runnable wakeup) {
        this.topic = topic;
        this.partition = partition;
        this.next = fromOffset;
        this.fetcher = fetcher;
        this.wakeup = wakeup;
    }

    @Override
    public int poll(Consumer<LogRecord> handler, int limit) {
        int count = 0;
        while (count < limit && !closed) {
            LogRecord record = arrived.poll();
            if (record == null) {
                throwFailure();
                break;
            }
            records.decrementAndGet();
            bytes.addAndGet(-size(record));
            handler.accept(record);
            count++;
        }
        if (full && records.get() < MAX_RECORDS / 2 && bytes.get() < MAX_BYTES / 2) {
            full = false;
            fetcher.wakeup();
        }
        return count;
    }

    private void throwFailure() {
        if (failure != null) {
            throw new IllegalStateException(topic + '/' + partition + " cannot be read", failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        arrived.clear();
        fetcher.wakeup();
    }

    /** Takes of the records what it does not have yet; the partition may be read again for another reader. */
    void offer(List<LogRecord> fetched) {
        for (LogRecord record : fetched) {
            if (record.offset() >= next) {
                next = record.offset() + 1;
                records.incrementAndGet();
                bytes.addAndGet(size(record));
                arrived.add(record);
            }
        }
        if (records.get() >= MAX_RECORDS || bytes.get() >= MAX_BYTES) {
            full = true;
        }
    }

    /** The agent is told when it has read what arrived before. */
    void fail(RuntimeException why) {
        failure = why;
    }

    /** Who fetches for it from now on, and is told when it has room again. */
    void fetchedBy(KafkaFetcher other) {
        fetcher = other;
    }

    boolean full() {
        return full;
    }

    boolean wantsMore() {
        return !full && failure == null;
    }

    boolean closed() {
        return closed;
    }

    long next() {
        return next;
    }

    Runnable wakeup() {
        return wakeup;
    }

    private static int size(LogRecord record) {
        return record.value() == null ? 0 : record.value().length;
    }
}
