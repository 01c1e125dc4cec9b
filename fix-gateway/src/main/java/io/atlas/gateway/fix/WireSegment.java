package io.atlas.gateway.fix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.quickfixj.CharsetSupport;

/**
 * A piece of a {@link WireJournal}: a memory-mapped file of 1 MB that is written in full when it is made, so that a full disk
 * is told then and not in the middle of a message. {@code store (8) | first position (8)}, then per message {@code length (4) |
 * crc32c of the rest (4) | position (8) | time (8) | 1 in, 0 out (1) | text}; length 0 ends it.
 */
final class WireSegment {
    /** Where the first message stands. */
    static final int FIRST = 16;

    private static final int SIZE = 1 << 20;
    private static final int CRC_END = 8;
    private static final int HEADER = CRC_END + 17;

    /**
     * A message.
     *
     * @param size bytes it takes
     */
    record Line(long pos, boolean inbound, long timeNs, String raw, int size) {}

    private final MappedByteBuffer map;
    private final CRC32C crc = new CRC32C();
    private ByteBuffer buffer = ByteBuffer.allocate(4096);
    private Path path;
    private int end = FIRST;
    private long lastPos;
    private boolean damaged;

    private WireSegment(Path path, MappedByteBuffer map) {
        this.path = path;
        this.map = map;
    }

    static WireSegment create(Path path) throws IOException {
        Path unfinished = path.resolveSibling("wire.new");
        Files.write(unfinished, new byte[SIZE]);
        return new WireSegment(unfinished, map(unfinished));
    }

    /** One that a process left, read up to what does not hold; null if it is none. */
    static WireSegment openOrNull(Path path) throws IOException {
        if (Files.size(path) != SIZE) {
            return null;
        }
        WireSegment segment = new WireSegment(path, map(path));
        segment.lastPos = segment.firstPos() - 1;
        for (Line line = segment.parseOrNull(FIRST); line != null; line = segment.parseOrNull(segment.end)) {
            segment.end += line.size();
            segment.lastPos = line.pos();
        }
        segment.damaged = segment.end + Integer.BYTES <= SIZE && segment.map.getInt(segment.end) != 0;
        return segment;
    }

    private static MappedByteBuffer map(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
        }
    }

    /** Begins it under its name. */
    void begin(Path name, long store, long firstPos) throws IOException {
        map.putLong(0, store).putLong(Long.BYTES, firstPos);
        lastPos = firstPos - 1;
        Files.move(path, name, StandardCopyOption.ATOMIC_MOVE);
        path = name;
    }

    long store() {
        return map.getLong(0);
    }

    long firstPos() {
        return map.getLong(Long.BYTES);
    }

    long lastPos() {
        return lastPos;
    }

    /** Whether something behind the last message does not hold: cut in the middle by a kill, or damaged. */
    boolean damaged() {
        return damaged;
    }

    boolean isEmpty() {
        return end == FIRST;
    }

    boolean hasRoom(int length) {
        return end + HEADER + length <= SIZE;
    }

    void append(long pos, boolean inbound, long timeNs, byte[] raw) {
        int size = HEADER + raw.length;
        if (buffer.capacity() < size) {
            buffer = ByteBuffer.allocate(size * 2);
        }
        buffer.clear();
        buffer.putInt(size)
                .putInt(0)
                .putLong(pos)
                .putLong(timeNs)
                .put((byte) (inbound ? 1 : 0))
                .put(raw);
        crc.reset();
        crc.update(buffer.array(), CRC_END, size - CRC_END);
        buffer.putInt(Integer.BYTES, (int) crc.getValue());
        map.put(end, buffer.array(), 0, size);
        end += size;
        lastPos = pos;
    }

    /** The message that stands there, or null behind the last one. */
    Line lineOrNull(int at) {
        return at < end ? parseOrNull(at) : null;
    }

    private Line parseOrNull(int at) {
        if (at + HEADER > SIZE) {
            return null;
        }
        int size = map.getInt(at);
        if (size < HEADER || at + size > SIZE) {
            return null;
        }
        byte[] bytes = new byte[size];
        map.get(at, bytes);
        crc.reset();
        crc.update(bytes, CRC_END, size - CRC_END);
        ByteBuffer read = ByteBuffer.wrap(bytes);
        if (read.getInt(Integer.BYTES) != (int) crc.getValue()) {
            return null;
        }
        String raw = new String(bytes, HEADER, size - HEADER, CharsetSupport.getCharsetInstance());
        return new Line(read.getLong(CRC_END), bytes[HEADER - 1] == 1, read.getLong(CRC_END + Long.BYTES), raw, size);
    }

    /** Makes it as new, to be used again. */
    void clear() {
        map.put(0, new byte[end]);
        end = FIRST;
        Path spare = path.resolveSibling("wire.spare");
        try {
            Files.move(path, spare, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        path = spare;
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
