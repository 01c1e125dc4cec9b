package io.atlas.launcher.broker;

import io.atlas.launcher.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a driver, with a lock beside it that the system ends with the process. A killed process leaves its folder, in
 * shared memory some 50 MB that nothing gives back: whoever comes next removes what is locked no more.
 */
final class DriverFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriverFolder.class);
    private static final String LOCK = ".lock";
    private static final long LOCK_WITHIN_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Locks of this process: to open such a file and close it again would end the lock. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path lock;
    private final FileChannel channel;

    private DriverFolder(Path lock, FileChannel channel) {
        this.lock = lock;
        this.channel = channel;
    }

    /**
     * Locks the folder, which need not exist, and removes those of the dead beside it.
     *
     * @throws Refusal if another process has it
     */
    static DriverFolder hold(Path dir) {
        Path lock = dir.resolveSibling(dir.getFileName() + LOCK);
        try {
            Files.createDirectories(dir.getParent());
            DriverFolder held = lock(lock);
            removeDead(dir.getParent());
            return held;
        } catch (IOException e) {
            throw new Refusal("The Aeron driver's folder %s cannot be locked: %s.", dir, e);
        }
    }

    private static DriverFolder lock(Path lock) throws IOException {
        for (long began = System.nanoTime();
                System.nanoTime() - began < LOCK_WITHIN_NS;
                LockSupport.parkNanos(LOOK_NS)) {
            if (OURS.add(lock)) {
                DriverFolder held = null;
                try {
                    held = lockOrNull(lock);
                } finally {
                    if (held == null) {
                        OURS.remove(lock);
                    }
                }
                if (held != null) {
                    return held;
                }
            }
        }
        throw new IOException("another process has it");
    }

    private static DriverFolder lockOrNull(Path lock) throws IOException {
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // One that removes the dead may have taken the file away just now, and its lock with it.
        if (channel.tryLock() != null && Files.exists(lock)) {
            return new DriverFolder(lock, channel);
        }
        channel.close();
        return null;
    }

    /** What cannot be removed stays: no start fails for it. */
    private static void removeDead(Path parent) {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, EmbeddedDriver.NAME + '*' + LOCK)) {
            for (Path lock : locks) {
                if (!OURS.contains(lock)) {
                    removeIfDead(lock);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            LOG.warn("{} cannot be searched for what dead drivers have left: {}", parent, unreadable.toString());
        }
    }

    private static void removeIfDead(Path lock) {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                String name = lock.getFileName().toString();
                delete(lock.resolveSibling(name.substring(0, name.length() - LOCK.length())));
                Files.deleteIfExists(lock);
            }
        } catch (IOException | UncheckedIOException | OverlappingFileLockException notOurs) {
            LOG.debug("{}: another user's, or another process removes it as well: {}", lock, notOurs.toString());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(folder)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inside) {
            Files.deleteIfExists(path);
        }
    }

    /** Ends the lock; the folder itself has been deleted by its driver. */
    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(lock);
        } catch (IOException e) {
            throw new IllegalStateException("the lock of the Aeron driver's folder cannot be released", e);
        } finally {
            OURS.remove(lock);
        }
    }
}
