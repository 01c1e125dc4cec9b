package io.atlas.launcher.services;

import io.atlas.launcher.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
 * The data folder of a world: held by one {@code up}, or shared by services that run as processes of their own, each of which holds
 * a lock of its own name in it. Locks go with their process, however that ends; the pid in a lock file is for people.
 */
public final class WorldFolder implements AutoCloseable {
    /** What a world needs to start, and {@code doctor} to be content. */
    public static final long MIN_FREE_BYTES = 512L * 1024 * 1024;

    private static final String LOCK = "atlas.lock";
    private static final String LOCKS = "locks";
    private static final String LOCK_SUFFIX = ".lock";
    private static final int MOST_PLACES = 8;

    private final Path root;
    private final Path own;
    private final List<FileChannel> locks;

    private WorldFolder(Path root, Path own, List<FileChannel> locks) {
        this.root = root;
        this.own = own;
        this.locks = locks;
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
            FileChannel channel = open(root.resolve(LOCK));
            if (!locked(channel, false)) {
                channel.close();
                throw new Refusal(
                        "the data folder %s is in use by another `up`%s or by services: stop them, or give --data.",
                        root, holder(root).map(pid -> " (pid " + pid + ")").orElse(""));
            }
            writePid(channel);
            if (fresh) {
                empty(root);
            }
            requireSpace(root, channel);
            return new WorldFolder(root, root.resolve(LOCK), List.of(channel));
        } catch (IOException | UncheckedIOException e) {
            throw new Refusal("the data folder %s cannot be written: %s.", root, e.getMessage());
        }
    }

    /**
     * Creates the folder if need be and takes a place in it beside other services.
     *
     * @param name of the process, one for each that may run at once: {@code oms-0-1}
     * @param besideItsLike take another place ({@code oms-0-1~2}) if a process of that name runs, instead of refusing
     * @throws Refusal if an {@code up} serves it, a process of that name runs on it, or as for {@link #hold}
     */
    public static WorldFolder share(Path root, String name, boolean besideItsLike) {
        try {
            requireOurs(root);
            Files.createDirectories(root);
            FileChannel shared = open(root.resolve(LOCK));
            if (!locked(shared, true)) {
                shared.close();
                throw new Refusal(
                        "the data folder %s is in use by an `up`%s: stop it, or give --data.",
                        root, holder(root).map(pid -> " (pid " + pid + ")").orElse(""));
            }
            Path locks = Files.createDirectories(root.resolve(LOCKS));
            for (int i = 1; i <= MOST_PLACES; i++) {
                Path own = locks.resolve(name + (i == 1 ? "" : "~" + i) + LOCK_SUFFIX);
                FileChannel exclusive = open(own);
                if (locked(exclusive, false)) {
                    writePid(exclusive);
                    requireSpace(root, shared);
                    return new WorldFolder(root, own, List.of(shared, exclusive));
                }
                exclusive.close();
                if (!besideItsLike) {
                    break;
                }
            }
            shared.close();
            throw new Refusal(
                    "%s runs already on the data folder %s%s: stop that one, or give --data or --take-over.",
                    name,
                    root,
                    pidIn(locks.resolve(name + LOCK_SUFFIX))
                            .map(pid -> " (pid " + pid + ")")
                            .orElse(""));
        } catch (IOException | UncheckedIOException e) {
            throw new Refusal("the data folder %s cannot be written: %s.", root, e.getMessage());
        }
    }

    private static FileChannel open(Path lock) throws IOException {
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static void writePid(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
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

    private static boolean locked(FileChannel channel, boolean shared) throws IOException {
        try {
            FileLock held = channel.tryLock(0, Long.MAX_VALUE, shared);
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

    /**
     * Another profile has other accounts: their history would make no sense of each other.
     *
     * @throws Refusal if the folder holds a world of another profile
     */
    public void requireProfile(String profile) {
        Path file = root.resolve("profile");
        try {
            if (Files.exists(file)) {
                String before = Files.readString(file).strip();
                if (!before.isEmpty() && !before.equals(profile)) {
                    throw new Refusal(
                            "%s holds a world of profile %s: give --profile %s, another --data, or --fresh.",
                            root, before, before);
                }
            }
            Files.writeString(file, profile + "\n");
        } catch (IOException e) {
            throw new Refusal("the data folder %s cannot be written: %s.", root, e.getMessage());
        }
    }

    /** The process that says it holds that folder, if it still lives. */
    public static Optional<Long> holder(Path root) {
        return pidIn(root.resolve(LOCK));
    }

    private static Optional<Long> pidIn(Path lock) {
        try {
            String pid = Files.readString(lock).strip();
            return Optional.of(pid)
                    .filter(text -> text.matches("\\d{1,18}"))
                    .map(Long::parseLong)
                    .filter(number -> ProcessHandle.of(number).isPresent());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** A folder inside, created if need be. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new Refusal("the data folder %s cannot be written: %s.", root, e.getMessage());
        }
    }

    public Path root() {
        return root;
    }

    /** The place's name: that of the process, or one beside it. */
    public String name() {
        String file = own.getFileName().toString();
        return file.substring(0, file.length() - LOCK_SUFFIX.length());
    }

    /** This machine and the lock that only this process holds: an earlier owner that gave the same is dead. */
    public String home() {
        return hostName() + ':' + own.toAbsolutePath().normalize();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    @Override
    public void close() {
        try {
            for (FileChannel lock : locks) {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
