package io.atlas.launcher.broker;

import io.atlas.launcher.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds a folder for one process: created if it is new, refused if it is full, unwritable or in use. */
final class DataFolder implements AutoCloseable {
    private static final long MIN_FREE_BYTES = 256L * 1024 * 1024;

    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    static DataFolder hold(Path folder) {
        try {
            Files.createDirectories(folder);
            // The system ends this lock with the process, however that ends.
            FileChannel channel = FileChannel.open(
                    folder.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new Refusal("Data folder %s is in use by another ATLAS.", folder);
            }
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < MIN_FREE_BYTES) {
                channel.close();
                throw new Refusal(
                        "Data folder %s has %d MiB left (expected: 256 or more).", folder, free / 1024 / 1024);
            }
            return new DataFolder(channel);
        } catch (IOException e) {
            throw new Refusal("Data folder %s cannot be written: %s.", folder, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock of the data folder cannot be released", e);
        }
    }
}
