package io.atlas.gateway.fix;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The few numbers of a store that change in place, memory-mapped: magic (8), creation time in epoch milliseconds (8),
 * inbound watermark (8). A killed process loses none of them. It appears under its name only when whole, which is what
 * makes a new numbering begin.
 */
final class StoreHead {
    private static final long MAGIC = 0x41544c4153484431L;
    private static final int CREATED = 8;
    private static final int WATERMARK = 16;
    private static final int SIZE = 24;

    private final MappedByteBuffer map;

    private StoreHead(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            map = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
        }
    }

    static StoreHead open(Path path) throws IOException {
        StoreHead head = new StoreHead(path);
        if (head.map.getLong(0) != MAGIC) {
            throw new IOException(path + " is not the head of a message store");
        }
        return head;
    }

    static StoreHead create(Path path, long createdMs) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + ".new");
        Files.write(unfinished, new byte[SIZE]);
        StoreHead head = new StoreHead(unfinished);
        head.map.putLong(0, MAGIC).putLong(CREATED, createdMs);
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        return head;
    }

    long createdMs() {
        return map.getLong(CREATED);
    }

    int watermark() {
        return (int) map.getLong(WATERMARK);
    }

    void watermark(int msgSeqNum) {
        map.putLong(WATERMARK, msgSeqNum);
    }
}
