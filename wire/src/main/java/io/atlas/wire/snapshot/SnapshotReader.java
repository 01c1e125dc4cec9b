package io.atlas.wire.snapshot;

import io.atlas.wire.log.Chain;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a fold's newest whole snapshot that fits the log. Reads the topic once, keeps the last value of each key of this fold,
 * and tries the manifests, the newest first: version and configuration, the hash of every chunk, and for every input the record
 * that lies at the position now. What does not fit is told in one warning line and not used.
 *
 * <p>Thread: the service's agent, which polls the log too. Close it when done.
 */
public final class SnapshotReader implements AutoCloseable {
    private static final int READ_LIMIT = 256;
    /** The topic's last record may have been compacted away: when nothing more comes for so long, that was all. */
    private static final long QUIET_NS = 5_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotReader.class);

    private final CommandLog log;
    private final SnapshotId id;
    private final byte[] prefix;
    private final long end;
    private final LogReader topicOrNull;
    private final Map<String, byte[]> values = new HashMap<>();
    private final Deque<Manifest> candidates = new ArrayDeque<>();
    private final List<String> faults = new ArrayList<>();
    private long position = -1;
    private long heardNs = Long.MIN_VALUE;
    private long lastNumber;
    private boolean listed;
    private boolean done;
    private Manifest found;
    private Snapshot snapshot;
    private final Deque<SnapshotImage.Input> probes = new ArrayDeque<>();
    private LogReader probe;

    /** @throws CommandLog.LogUnavailable if the log cannot tell how long the topic is */
    public SnapshotReader(CommandLog log, SnapshotId id) {
        this.log = log;
        this.id = id;
        this.prefix = id.prefix().getBytes(StandardCharsets.UTF_8);
        boolean present = log.partitions(Topics.SNAPSHOTS) > id.partition();
        this.end = present ? log.endOffset(Topics.SNAPSHOTS, id.partition()) : 0;
        this.topicOrNull = present ? log.reader(Topics.SNAPSHOTS, id.partition(), 0) : null;
    }

    /** Reads and checks some of it; returns how much that was. */
    public int doWork(long nowNs) {
        if (done) {
            return 0;
        }
        if (!listed) {
            return readTopic(nowNs);
        }
        return check(nowNs);
    }

    /** Whether the result stands. */
    public boolean done() {
        return done;
    }

    /** The snapshot to start from, or null: read the log from the beginning. */
    public Snapshot resultOrNull() {
        requireDone();
        return snapshot;
    }

    private void requireDone() {
        if (!done) {
            throw new IllegalStateException(id + ": still looking for a snapshot");
        }
    }

    private int readTopic(long nowNs) {
        int work = topicOrNull == null ? 0 : topicOrNull.poll(this::onRecord, READ_LIMIT);
        if (work > 0 || heardNs == Long.MIN_VALUE) {
            heardNs = nowNs;
        }
        if (position >= end - 1 || nowNs - heardNs >= QUIET_NS) {
            list();
            return work + 1;
        }
        return work;
    }

    private void onRecord(LogRecord record) {
        position = record.offset();
        byte[] key = record.key();
        if (key == null
                || key.length < prefix.length
                || !Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)) {
            return;
        }
        String name = new String(key, StandardCharsets.UTF_8);
        if (record.value().length == 0) {
            values.remove(name);
        } else {
            values.put(name, record.value());
        }
    }

    private void list() {
        listed = true;
        List<Manifest> manifests = new ArrayList<>();
        for (char slot : new char[] {Successor.SLOT_A, Successor.SLOT_B}) {
            byte[] value = values.get(id.manifestKey(slot));
            if (value != null) {
                try {
                    Manifest manifest = Manifest.decode(value);
                    lastNumber = Math.max(lastNumber, manifest.number());
                    manifests.add(manifest);
                } catch (RowReader.Malformed damaged) {
                    faults.add("slot " + slot + ": " + damaged.getMessage());
                }
            }
        }
        manifests.sort(Comparator.comparingLong(Manifest::number).reversed());
        candidates.addAll(manifests);
        nextCandidate();
    }

    /** Takes the next manifest whose parts are whole; its positions are checked in the steps that follow. */
    private void nextCandidate() {
        closeProbe();
        probes.clear();
        found = candidates.pollFirst();
        while (found != null) {
            String fault = faultOrNull(found);
            if (fault == null) {
                probes.addAll(found.inputs());
                return;
            }
            refuse(fault);
            found = candidates.pollFirst();
        }
        finish();
    }

    private void refuse(String fault) {
        faults.add("snapshot " + found.number() + ": " + fault);
    }

    private String faultOrNull(Manifest manifest) {
        if (manifest.id().version() != id.version()) {
            return "version " + manifest.id().version() + " (expected: " + id.version() + ")";
        }
        if (!manifest.id().equals(id)) {
            return "made with another configuration";
        }
        for (Manifest.Segment segment : manifest.segments()) {
            for (int nr = 0; nr < segment.chunks().size(); nr++) {
                String fault = chunkFaultOrNull(
                        id.segmentKey(segment.name(), nr), segment.chunks().get(nr));
                if (fault != null) {
                    return fault;
                }
            }
        }
        for (int nr = 0; nr < manifest.chunks().size(); nr++) {
            String fault = chunkFaultOrNull(
                    id.chunkKey(manifest.slot(), nr), manifest.chunks().get(nr));
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private String chunkFaultOrNull(String key, String hash) {
        byte[] value = values.get(key);
        if (value == null) {
            return key + " is missing";
        }
        return Chain.hash(value).equals(hash) ? null : key + " is damaged";
    }

    /** Looks for the record at the position of one input after the other. */
    private int check(long nowNs) {
        SnapshotImage.Input input = probes.peekFirst();
        if (input == null) {
            finish();
            return 1;
        }
        FoldState state = input.state();
        if (state.position() < 0) {
            probes.removeFirst();
            return 1;
        }
        String place = input.topic() + '/' + input.partition() + '@' + state.position();
        if (probe == null) {
            boolean present = log.partitions(input.topic()) > input.partition()
                    && log.endOffset(input.topic(), input.partition()) > state.position();
            if (!present) {
                refuse(place + " is not in the log");
                nextCandidate();
                return 1;
            }
            probe = log.reader(input.topic(), input.partition(), state.position());
            heardNs = nowNs;
        }
        LogRecord[] at = new LogRecord[1];
        int work;
        try {
            work = probe.poll(record -> at[0] = record, 1);
        } catch (IllegalStateException unreadable) {
            refuse(place + " cannot be read");
            nextCandidate();
            return 1;
        }
        if (at[0] != null) {
            boolean same = at[0].offset() == state.position()
                    && Chain.hash(at[0].value()).equals(state.recordHash());
            if (same) {
                closeProbe();
                probes.removeFirst();
            } else {
                refuse(place + " is another record than the one it was made from");
                nextCandidate();
            }
        } else if (nowNs - heardNs >= QUIET_NS) {
            refuse(place + " does not come");
            nextCandidate();
        }
        return work;
    }

    private void closeProbe() {
        if (probe != null) {
            probe.close();
            probe = null;
        }
    }

    private void finish() {
        done = true;
        if (found != null) {
            snapshot = new Snapshot(found, chunks(found));
        }
        if (!faults.isEmpty()) {
            LOG.warn(
                    "{}: {}; {}",
                    id,
                    String.join("; ", faults),
                    found == null
                            ? "reading the log from the beginning"
                            : "using snapshot " + found.number() + " instead");
        }
    }

    private List<Snapshot.Chunk> chunks(Manifest manifest) {
        List<Snapshot.Chunk> chunks = new ArrayList<>();
        for (Manifest.Segment segment : manifest.segments()) {
            for (int nr = 0; nr < segment.chunks().size(); nr++) {
                chunks.add(new Snapshot.Chunk(segment.name(), values.get(id.segmentKey(segment.name(), nr))));
            }
        }
        for (int nr = 0; nr < manifest.chunks().size(); nr++) {
            chunks.add(new Snapshot.Chunk(null, values.get(id.chunkKey(manifest.slot(), nr))));
        }
        return chunks;
    }

    /** Where the next one goes; for the writer. */
    Successor successor() {
        requireDone();
        if (topicOrNull == null) {
            return Successor.NOWHERE;
        }
        Map<String, List<String>> known = new HashMap<>();
        if (found != null) {
            found.segments().forEach(segment -> known.put(segment.name(), segment.chunks()));
        }
        Set<String> segmentKeys = new HashSet<>();
        for (String key : values.keySet()) {
            if (key.startsWith(id.segmentPrefix())) {
                segmentKeys.add(key);
            }
        }
        char slot = found == null ? Successor.SLOT_A : Successor.other(found.slot());
        return new Successor(true, slot, lastNumber + 1, known, segmentKeys);
    }

    @Override
    public void close() {
        closeProbe();
        if (topicOrNull != null) {
            topicOrNull.close();
        }
        values.clear();
    }
}
