package io.atlas.wire.log;

import static io.atlas.wire.log.LogFaults.Fate.NEVER;

import io.atlas.wire.log.LogFaults.Fate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A service's end of an {@link InMemoryLog}: holds its appends until their fate is due. */
final class MemoryLogClient implements CommandLog {
    /** An append on its way; the numbers are polls of this client. */
    private final class Append {
        private final List<LogRecord> partition;
        private final byte[] key;
        private final byte[] value;
        private final byte[] stamps;
        private final Outcome outcome;
        private final long landsAt;
        private final long failsAt;

        Append(List<LogRecord> partition, byte[] key, byte[] value, byte[] stamps, Outcome outcome, Fate fate) {
            this.partition = partition;
            this.key = key;
            this.value = value;
            this.stamps = stamps;
            this.outcome = outcome;
            this.landsAt = polls + fate.landsAfter();
            this.failsAt = fate.failsAfter() == NEVER ? NEVER : polls + fate.failsAfter();
        }

        void land() {
            long offset = partition.size();
            partition.add(new LogRecord(offset, key, value, stamps));
            if (failsAt == NEVER) {
                told.add(() -> outcome.appended(offset));
            }
        }
    }

    private final InMemoryLog store;
    private final String name;
    /** In line: lands in the order of the calls. */
    private final Map<String, Deque<Append>> inLine = new LinkedHashMap<>();
    /** Out of line: reported as failed before it lands. */
    private final List<Append> late = new ArrayList<>();

    private final List<Append> failing = new ArrayList<>();
    private final Deque<Runnable> told = new ArrayDeque<>();
    private long polls;
    private boolean closed;

    MemoryLogClient(InMemoryLog store, String name) {
        this.store = store;
        this.name = name;
    }

    @Override
    public void append(String topic, int partition, String key, byte[] value, byte[] stamps, Outcome outcome) {
        requireOpen();
        Fate fate = store.faults().onAppend(name, topic, partition);
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        Append append = new Append(store.partition(topic, partition), keyBytes, value, stamps, outcome, fate);
        if (append.failsAt != NEVER) {
            failing.add(append);
        }
        if (fate.late()) {
            late.add(append);
        } else if (fate.landsAfter() != NEVER) {
            Deque<Append> line = inLine.computeIfAbsent(topic + '/' + partition, any -> new ArrayDeque<>());
            line.addLast(append);
            landDue(line);
        }
    }

    @Override
    public int poll() {
        requireOpen();
        polls++;
        inLine.values().forEach(this::landDue);
        landLate(false);
        for (Iterator<Append> each = failing.iterator(); each.hasNext(); ) {
            Append append = each.next();
            if (append.failsAt <= polls) {
                each.remove();
                told.add(() -> append.outcome.failed("no answer from the log"));
            }
        }
        // What an outcome's receiver appends is told in the next poll.
        int due = told.size();
        for (int i = 0; i < due; i++) {
            told.removeFirst().run();
        }
        return due;
    }

    private void landDue(Deque<Append> line) {
        while (!line.isEmpty() && line.peekFirst().landsAt <= polls) {
            line.removeFirst().land();
        }
    }

    int landLate(boolean all) {
        int before = late.size();
        for (Iterator<Append> each = late.iterator(); each.hasNext(); ) {
            Append append = each.next();
            if (all || append.landsAt <= polls) {
                each.remove();
                append.land();
            }
        }
        return before - late.size();
    }

    @Override
    public LogReader reader(String topic, int partition, long fromOffset) {
        requireOpen();
        List<LogRecord> records = store.partition(topic, partition);
        return new LogReader() {
            private long next = fromOffset;
            private boolean ended;

            @Override
            public int poll(Consumer<LogRecord> handler, int limit) {
                if (ended || closed) {
                    return 0;
                }
                long end = Math.min(records.size(), store.faults().visibleEnd(name, topic, partition, records.size()));
                int count = 0;
                while (count < limit && next < end && !ended) {
                    handler.accept(records.get((int) next++));
                    count++;
                }
                return count;
            }

            @Override
            public void close() {
                ended = true;
            }
        };
    }

    @Override
    public long endOffset(String topic, int partition) {
        return store.partition(topic, partition).size();
    }

    @Override
    public int partitions(String topic) {
        return store.partitions(topic);
    }

    /** What is in line lands; what is out of line may still. Nobody is told any more. */
    @Override
    public void close() {
        closed = true;
        inLine.values().forEach(line -> line.forEach(Append::land));
        inLine.clear();
        told.clear();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(name + " is closed");
        }
    }
}
