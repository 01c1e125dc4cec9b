package io.atlas.gateway.fix;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of one session's store, held by a file lock as long as the process lives: {@code SESSION}, or {@code SESSION~2},
 * {@code SESSION~3} … A gateway that takes over from a dead one finds the folder free. From one that is stopped but alive it
 * cannot take the folder: it begins the next one, and the highest counts from then on.
 */
final class StoreFolder implements AutoCloseable {
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel channel;

    private StoreFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Locks the latest folder of a session, or begins a new one if another process holds that. */
    static StoreFolder lock(Path stores, String session) throws IOException {
        int number = 1;
        while (Files.exists(folder(stores, session, number + 1))) {
            number++;
        }
        StoreFolder locked = null;
        while (locked == null) {
            locked = tryLock(folder(stores, session, number));
            number++;
        }
        return locked;
    }

    private static Path folder(Path stores, String session, int number) {
        return stores.resolve(number == 1 ? session : session + '~' + number);
    }

    private static StoreFolder tryLock(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            channel.close();
            return null;
        }
        if (lock == null) {
            channel.close();
            return null;
        }
        return new StoreFolder(folder, channel);
    }

    Path path() {
        return path;
    }

    /** Lets go of the lock. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
