package io.atlas.wire.snapshot;

import io.atlas.wire.log.Chain;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a fold's snapshots, a little of one in each step. Two slots take turns and the manifest comes last, when everything
 * before it is known to have landed; so whatever happens in between, the slot before is whole. An append that fails ends the
 * attempt; the next one begins when the fold gives its next image.
 *
 * <p>Thread: the service's agent, which polls the log too.
 */
public final class SnapshotWriter {
    /** How many inputs of a partition lie between two snapshots, if nothing else is said. */
    public static final long EVERY = 200_000;

    static final int CHUNK_BYTES = 256 * 1024;
    /** One row more than a chunk must stay below the largest record by far. */
    static final int MAX_CHUNK_BYTES = 512 * 1024;

    private static final int STEP_BYTES = 16 * 1024;
    private static final int MOST_IN_FLIGHT = 2;
    private static final byte[] NOTHING = new byte[0];
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriter.class);

    /** Rows that become the chunks of one name. */
    private static final class Part {
        private final String segmentOrNull;
        private final RowSource rows;
        private final List<String> hashes = new ArrayList<>();

        Part(String segmentOrNull, RowSource rows) {
            this.segmentOrNull = segmentOrNull;
            this.rows = rows;
        }
    }

    private final CommandLog log;
    private final SnapshotId id;
    private final boolean writable;
    private final Set<String> segmentKeys;
    private Map<String, List<String>> known;
    private char slot;
    private long number;
    private long written;

    // The attempt under way.
    private SnapshotImage image;
    private Deque<Part> parts;
    private List<Part> finished;
    private RowWriter buffer;
    private int inFlight;
    private boolean manifestSent;
    private int attempt;

    /** @param reader one that is done: it knows where the next snapshot goes */
    public SnapshotWriter(CommandLog log, SnapshotId id, SnapshotReader reader) {
        Successor successor = reader.successor();
        this.log = log;
        this.id = id;
        this.writable = successor.writable();
        this.slot = successor.slot();
        this.number = successor.number();
        this.known = new HashMap<>(successor.known());
        this.segmentKeys = new HashSet<>(successor.segmentKeys());
    }

    /** Whether a new image is welcome. */
    public boolean idle() {
        return writable && image == null;
    }

    /** Whether something is being written; it needs steps. */
    public boolean busy() {
        return image != null;
    }

    /** How many snapshots this writer has brought to the log whole. */
    public long written() {
        return written;
    }

    /** Begins to write that image; the writer must be idle. */
    public void begin(SnapshotImage newImage) {
        if (!idle()) {
            throw new IllegalStateException(id + ": a snapshot is being written, or the log has no topic for it");
        }
        image = newImage;
        parts = new ArrayDeque<>();
        finished = new ArrayList<>();
        for (SnapshotImage.Segment segment : newImage.segments()) {
            if (!known.containsKey(segment.name())) {
                parts.addLast(new Part(segment.name(), segment.rows().get()));
            }
        }
        parts.addLast(new Part(null, newImage.rows()));
        buffer = new RowWriter();
        inFlight = 0;
        manifestSent = false;
        attempt++;
        // While its chunks are written over, the slot must not look like a snapshot that was damaged.
        append(id.manifestKey(slot), NOTHING);
    }

    /** Encodes and appends some of it; returns how many bytes or steps that was, 0 when there is nothing to do or to wait for. */
    public int doWork() {
        if (image == null) {
            return 0;
        }
        if (parts.isEmpty()) {
            return finish();
        }
        if (inFlight >= MOST_IN_FLIGHT) {
            return 0;
        }
        Part part = parts.peekFirst();
        int before = buffer.size();
        boolean more = true;
        while (more && buffer.size() - before < STEP_BYTES && buffer.size() < CHUNK_BYTES) {
            more = part.rows.writeNext(buffer);
        }
        int work = 1 + buffer.size() - before;
        if (buffer.size() >= CHUNK_BYTES || !more && buffer.size() > 0) {
            sendChunk(part);
        }
        if (!more && image != null) {
            finished.add(parts.removeFirst());
        }
        return work;
    }

    private void sendChunk(Part part) {
        byte[] chunk = buffer.take();
        if (chunk.length > MAX_CHUNK_BYTES) {
            throw new IllegalStateException(
                    id + ": a chunk of " + chunk.length + " bytes (expected: rows of a few KB)");
        }
        int nr = part.hashes.size();
        String key = part.segmentOrNull == null ? id.chunkKey(slot, nr) : id.segmentKey(part.segmentOrNull, nr);
        part.hashes.add(Chain.hash(chunk));
        if (part.segmentOrNull != null) {
            segmentKeys.add(key);
        }
        append(key, chunk);
    }

    private int finish() {
        if (inFlight > 0 || manifestSent) {
            return 0;
        }
        manifestSent = true;
        Manifest manifest = manifest();
        append(id.manifestKey(slot), manifest.encode());
        return 1;
    }

    private Manifest manifest() {
        Map<String, List<String>> hashes = new HashMap<>(known);
        List<String> rows = List.of();
        for (Part part : finished) {
            if (part.segmentOrNull == null) {
                rows = part.hashes;
            } else {
                hashes.put(part.segmentOrNull, part.hashes);
            }
        }
        List<Manifest.Segment> segments = new ArrayList<>();
        for (SnapshotImage.Segment segment : image.segments()) {
            segments.add(new Manifest.Segment(segment.name(), hashes.get(segment.name())));
        }
        return new Manifest(id, slot, number, image.inputs(), segments, rows);
    }

    private void append(String key, byte[] value) {
        int mine = attempt;
        inFlight++;
        log.append(Topics.SNAPSHOTS, id.partition(), key, value, null, new CommandLog.Outcome() {
            @Override
            public void appended(long offset) {
                if (mine == attempt && image != null) {
                    onAppended();
                }
            }

            @Override
            public void failed(String why) {
                if (mine == attempt && image != null) {
                    LOG.warn("snapshot {} of {} not written: {}", number, id, why);
                    abandon();
                }
            }
        });
    }

    private void onAppended() {
        inFlight--;
        if (manifestSent && inFlight == 0) {
            landed();
        }
    }

    private void landed() {
        Map<String, List<String>> now = new HashMap<>();
        manifest().segments().forEach(segment -> now.put(segment.name(), segment.chunks()));
        Set<String> needed = new HashSet<>(now.keySet());
        LOG.debug("snapshot {} of {} written to slot {}", number, id, slot);
        // The other slot holds the snapshot before; what neither of them needs goes.
        needed.addAll(known.keySet());
        image = null;
        written++;
        number++;
        known = now;
        slot = Successor.other(slot);
        dropSegments(needed);
        abandonBuffers();
    }

    private void dropSegments(Set<String> needed) {
        segmentKeys.removeIf(key -> {
            boolean drop = !needed.contains(id.segmentOf(key));
            if (drop) {
                log.append(Topics.SNAPSHOTS, id.partition(), key, NOTHING, null, CommandLog.Outcome.IGNORED);
            }
            return drop;
        });
    }

    /** Gives up what is being written: the fold's state turned out to be ahead of the log, or the service ends. */
    public void abandon() {
        image = null;
        abandonBuffers();
    }

    private void abandonBuffers() {
        parts = null;
        finished = null;
        buffer = null;
    }
}
