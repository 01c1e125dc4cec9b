package io.atlas.wire.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The log in memory: the broker's side, shared by the {@link #client clients} of all services. Nothing in it moves by
 * itself: an append lands inside the call or inside a poll of its client, as {@link LogFaults} decides, so the same calls
 * give the same log.
 *
 * <p>Thread: one for the log and all its clients.
 */
public final class InMemoryLog {
    private final Map<String, List<List<LogRecord>>> topics = new HashMap<>();
    private final List<MemoryLogClient> clients = new ArrayList<>();
    private LogFaults faults = LogFaults.NONE;

    /** A log without topics. */
    public InMemoryLog() {}

    /** A log with all topics of {@link Topics#all}. */
    public InMemoryLog(int partitions) {
        Topics.all(partitions).forEach(this::createTopic);
    }

    /** Creates a topic. */
    public InMemoryLog createTopic(String topic, int partitions) {
        List<List<LogRecord>> created = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            created.add(new ArrayList<>());
        }
        if (topics.putIfAbsent(topic, created) != null) {
            throw new IllegalArgumentException("topic " + topic + " exists");
        }
        return this;
    }

    /** From now on these faults happen. */
    public void faults(LogFaults faults) {
        this.faults = faults;
    }

    /** One service's end of the log; its name is {@code client-<number>}. */
    public CommandLog client() {
        return client("client-" + clients.size());
    }

    /** One service's end of the log; {@link LogFaults} are told the name. To crash the service, forget it unclosed. */
    public CommandLog client(String name) {
        MemoryLogClient client = new MemoryLogClient(this, name);
        clients.add(client);
        return client;
    }

    /** Lands every append that is out of line, of living and forgotten clients alike; returns how many. */
    public int landLate() {
        int landed = 0;
        for (MemoryLogClient client : clients) {
            landed += client.landLate(true);
        }
        return landed;
    }

    /** What lies in the partition now, valid or not. */
    public List<LogRecord> records(String topic, int partition) {
        return Collections.unmodifiableList(partition(topic, partition));
    }

    int partitions(String topic) {
        List<List<LogRecord>> partitions = topics.get(topic);
        return partitions == null ? 0 : partitions.size();
    }

    List<LogRecord> partition(String topic, int partition) {
        if (partition < 0 || partition >= partitions(topic)) {
            throw new IllegalArgumentException(
                    topic + '/' + partition + " (expected: one of " + partitions(topic) + " partitions)");
        }
        return topics.get(topic).get(partition);
    }

    LogFaults faults() {
        return faults;
    }
}
