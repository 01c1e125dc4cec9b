package io.atlas.gateway.fix;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.quickfixj.CharsetSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a session's wire has carried, in and out, until {@code fix.messages} has it: written before the message is passed on,
 * and kept over a crash. It is the queue between the sockets' threads and the agent, as long as the disk: nothing is dropped.
 * Each message has a position, counted from 1 for the life of the store.
 *
 * <p>Files: {@code wire.head} ({@link SlotFile}: the store's number, the last position recorded, its offset in the topic) and
 * segments {@code wireN.log}, which go when all they hold is recorded. Thread safe.
 */
final class WireJournal implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(WireJournal.class);
    private static final long MAGIC = 0x41544c4157495245L;
    private static final int STORE = 0;
    private static final int RECORDED = 1;
    private static final int OFFSET = 2;
    /** After damage the count goes on far enough behind for no position to be used twice. */
    private static final long AFTER_DAMAGE = 1_000_000;

    private final Path folder;
    private final SlotFile head;
    private final List<WireSegment> segments = new ArrayList<>();
    private WireSegment spareOrNull;
    private long lastPos;
    private int readIndex;
    private int readAt;

    WireJournal(String session, Path folder, Clock clock) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        boolean damaged = false;
        for (Path file : segmentFiles()) {
            WireSegment segment = WireSegment.openOrNull(file);
            if (segment == null) {
                Files.delete(file);
                damaged = true;
            } else {
                segments.add(segment);
                damaged |= segment.damaged();
                lastPos = Math.max(lastPos, segment.lastPos());
            }
        }
        head = head(clock);
        lastPos = Math.max(lastPos, head.get(RECORDED));
        if (damaged) {
            LOG.warn(
                    "session {}: wire journal damaged after message {}; what it lost is missing in fix.messages",
                    session,
                    lastPos);
            lastPos += AFTER_DAMAGE;
        }
        addSegment();
        rewind();
    }

    private List<Path> segmentFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("wire\\d{19}\\.log"))
                    .sorted()
                    .toList();
        }
    }

    private SlotFile head(Clock clock) throws IOException {
        Path path = folder.resolve("wire.head");
        SlotFile found = SlotFile.openOrNull(path, MAGIC, OFFSET + 1);
        if (found != null) {
            return found;
        }
        // The segments name the store, so what is recorded of it can be looked up from the beginning.
        long store = segments.isEmpty() ? clock.millis() : segments.get(0).store();
        return SlotFile.create(path, MAGIC, store, 0, -1);
    }

    private void addSegment() throws IOException {
        Path path = folder.resolve(String.format("wire%019d.log", lastPos + 1));
        WireSegment next = spareOrNull == null ? WireSegment.create(path) : spareOrNull;
        spareOrNull = null;
        next.begin(path, head.get(STORE), lastPos + 1);
        segments.add(next);
    }

    /** Tells this store's positions from those of another of the same session. */
    synchronized long store() {
        return head.get(STORE);
    }

    /**
     * Keeps a message.
     *
     * @throws UncheckedIOException if the disk does not take it: it must not be passed on then
     */
    synchronized void append(boolean inbound, long timeNs, String raw) {
        byte[] bytes = raw.getBytes(CharsetSupport.getCharsetInstance());
        try {
            if (!last().hasRoom(bytes.length)) {
                addSegment();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("wire journal " + folder, e);
        }
        last().append(++lastPos, inbound, timeNs, bytes);
    }

    private WireSegment last() {
        return segments.get(segments.size() - 1);
    }

    /** Whether anything has not been recorded. */
    synchronized boolean hasUnrecorded() {
        return lastPos > head.get(RECORDED) && !(segments.size() == 1 && last().isEmpty());
    }

    /** The next message to be recorded, or null if there is none now. */
    synchronized WireSegment.Line nextOrNull() {
        while (true) {
            WireSegment segment = segments.get(readIndex);
            WireSegment.Line line = segment.lineOrNull(readAt);
            if (line != null) {
                readAt += line.size();
                return line;
            }
            if (segment == last()) {
                return null;
            }
            readIndex++;
            readAt = WireSegment.FIRST;
        }
    }

    /** Goes back to the first message that is not recorded. */
    synchronized void rewind() {
        long recorded = head.get(RECORDED);
        readIndex = 0;
        while (segments.get(readIndex) != last() && segments.get(readIndex).lastPos() <= recorded) {
            readIndex++;
        }
        readAt = WireSegment.FIRST;
        WireSegment segment = segments.get(readIndex);
        for (WireSegment.Line line = segment.lineOrNull(readAt);
                line != null && line.pos() <= recorded;
                line = segment.lineOrNull(readAt)) {
            readAt += line.size();
        }
    }

    /** The topic has all up to that position; {@code offset}: of that record, -1 if unknown. */
    synchronized void recorded(long pos, long offset) {
        head.set(RECORDED, pos, offset < 0 ? head.get(OFFSET) : offset);
        while (readIndex > 0 && segments.get(0).lastPos() <= pos) {
            retire(segments.remove(0));
            readIndex--;
        }
    }

    private void retire(WireSegment done) {
        if (spareOrNull == null) {
            done.clear();
            spareOrNull = done;
        } else {
            done.delete();
        }
    }

    synchronized long recordedPos() {
        return head.get(RECORDED);
    }

    /** Where the last recorded message lies in the topic; the search for later ones begins behind it. */
    synchronized long recordedOffset() {
        return head.get(OFFSET);
    }

    @Override
    public synchronized void close() {
        if (spareOrNull != null) {
            spareOrNull.delete();
        }
    }
}
