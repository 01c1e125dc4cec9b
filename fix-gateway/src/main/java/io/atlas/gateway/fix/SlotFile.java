package io.atlas.gateway.fix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A few numbers that change in place, memory-mapped: a killed process loses none of them. Two slots are written in turn, each
 * {@code magic (8) | version (8) | numbers (8 each) | crc32c (8)}, so that a write cut in the middle leaves the state before
 * it; a slot that does not hold is noticed on opening. Not safe for threads by itself.
 */
final class SlotFile {
    private static final int CRC = Long.BYTES;
    private static final int NUMBERS_AT = 2 * Long.BYTES;

    private final MappedByteBuffer map;
    private final ByteBuffer image;
    private final CRC32C crc = new CRC32C();
    private long version;
    private boolean damaged;

    private SlotFile(Path path, long magic, int numbers) throws IOException {
        image = ByteBuffer.allocate(NUMBERS_AT + numbers * Long.BYTES + CRC);
        image.putLong(0, magic);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            map = channel.map(FileChannel.MapMode.READ_WRITE, 0, 2L * image.capacity());
        }
    }

    /** The file as it was left, or null if it is missing or neither slot holds. */
    static SlotFile openOrNull(Path path, long magic, int numbers) throws IOException {
        int size = NUMBERS_AT + numbers * Long.BYTES + CRC;
        if (!Files.exists(path) || Files.size(path) != 2L * size) {
            return null;
        }
        SlotFile file = new SlotFile(path, magic, numbers);
        long first = file.versionOf(0);
        long second = file.versionOf(1);
        if (first < 0 && second < 0) {
            return null;
        }
        file.damaged = first < 0 || second < 0;
        file.version = Math.max(first, second);
        file.map.get((int) (file.version & 1) * size, file.image.array());
        file.write();
        return file;
    }

    /** A new file, which appears under its name only when whole. */
    static SlotFile create(Path path, long magic, long... numbers) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + ".new");
        Files.write(unfinished, new byte[2 * (NUMBERS_AT + numbers.length * Long.BYTES + CRC)]);
        SlotFile file = new SlotFile(unfinished, magic, numbers.length);
        file.set(0, numbers);
        file.write();
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }

    /** The version of a slot, or -1 if it does not hold. */
    private long versionOf(int slot) {
        byte[] bytes = new byte[image.capacity()];
        map.get(slot * bytes.length, bytes);
        ByteBuffer read = ByteBuffer.wrap(bytes);
        boolean holds = read.getLong(0) == image.getLong(0)
                && read.getLong(bytes.length - CRC) == crcOf(bytes)
                && (read.getLong(Long.BYTES) & 1) == slot;
        return holds ? read.getLong(Long.BYTES) : -1;
    }

    private long crcOf(byte[] bytes) {
        crc.reset();
        crc.update(bytes, 0, bytes.length - CRC);
        return crc.getValue();
    }

    /** Whether one of the two slots did not hold when it was opened: the numbers may be one step old. */
    boolean damaged() {
        return damaged;
    }

    long get(int index) {
        return image.getLong(NUMBERS_AT + index * Long.BYTES);
    }

    /** Sets numbers from that index on, all in one step. */
    void set(int index, long... numbers) {
        for (int i = 0; i < numbers.length; i++) {
            image.putLong(NUMBERS_AT + (index + i) * Long.BYTES, numbers[i]);
        }
        write();
    }

    private void write() {
        version++;
        image.putLong(Long.BYTES, version);
        image.putLong(image.capacity() - CRC, crcOf(image.array()));
        map.put((int) (version & 1) * image.capacity(), image.array());
    }
}
