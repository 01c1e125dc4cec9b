package io.atlas.launcher.up;

import io.atlas.launcher.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The data folder of a world, held for one process. The lock goes with the process, however that ends; the pid in the lock
 * file is for people.
 */
public final class WorldFolder implements AutoCloseable {
    /** What a world needs to start, and {@code doctor} to be content. */
    public static final long MIN_FREE_BYTES = 512L * 1024 * 1024;

    private static final String LOCK = "atlas.lock";

    private final Path root;
    private final FileChannel lock;

    private WorldFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Creates the folder if need be and locks it.
     *
     * @param fresh empty it first; only a folder that has been a world's, or is empty, is touched
     * @throws Refusal if it is in use, cannot be written, is nearly full, or holds something else
     */
    public static WorldFolder hold(Path root, boolean fresh) {
        try {
            requireOurs(root);
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new Refusal(
                        "the data folder %s is in use by another `up`%s: stop that one, or give --data.",
                        root, holder(root).map(pid -> " (pid " + pid + ")").orElse(""));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            if (fresh) {
                empty(root);
            }
            requireSpace(root, channel);
            return new WorldFolder(root, channel);
        } catch (IOException | UncheckedIOException e) {
            throw new Refusal("the data folder %s cannot be written: %s.", root, e.getMessage());
        }
    }

    private static void requireOurs(Path root) throws IOException {
        if (!Files.exists(root) || Files.exists(root.resolve(LOCK))) {
            return;
        }
        if (!Files.isDirectory(root)) {
            throw new Refusal("%s is not a folder.", root);
        }
        try (Stream<Path> entries = Files.list(root)) {
            // The terminal client may have been there first.
            List<String> others = entries.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("fix-client"))
                    .toList();
            if (!others.isEmpty()) {
                throw new Refusal(
                        "%s holds other things than a world (%s): give --data an empty or a new folder.",
                        root, others.get(0));
            }
        }
    }

    private static void requireSpace(Path root, FileChannel channel) throws IOException {
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < MIN_FREE_BYTES) {
            channel.close();
            throw new Refusal(
                    "the disk of %s has %d MiB left (expected: %d or more).", root, free >> 20, MIN_FREE_BYTES >> 20);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    private static void empty(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> inside = walk.sorted(Comparator.reverseOrder())
                    .filter(path -> !path.equals(root) && !path.equals(root.resolve(LOCK)))
                    .toList();
            for (Path path : inside) {
                Files.delete(path);
            }
        }
    }

    /** The process that says it holds that folder, if it still lives. */
    public static Optional<Long> holder(Path root) {
        try {
            String pid = Files.readString(root.resolve(LOCK)).strip();
            return Optional.of(pid)
                    .filter(text -> text.matches("\\d{1,18}"))
                    .map(Long::parseLong)
                    .filter(number -> ProcessHandle.of(number).isPresent());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** A folder inside, created if need be. */
    Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new Refusal("the data folder %s cannot be written: %s.", root, e.getMessage());
        }
    }

    Path root() {
        return root;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
