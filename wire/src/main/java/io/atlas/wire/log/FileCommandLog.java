package io.atlas.wire.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The log in a folder, one append-only file per partition ({@code topic/partition.log}, see {@link FileFrames}). For tools
 * and tests: an append waits for the file system, not for the disk.
 *
 * <p>Several instances, in several processes too, may read and write one folder: an append holds the file's lock, cuts off
 * what a crash left half-written, and adds its frame. Thread: one per instance.
 */
public final class FileCommandLog implements CommandLog {
    /** The writer's side of a file. */
    private record Tail(FileChannel channel, FileFrames frames) {}

    private final Path folder;
    private final boolean readOnly;
    private final Map<Path, Tail> tails = new HashMap<>();
    private final List<Reader> readers = new ArrayList<>();
    private final Deque<Runnable> outcomes = new ArrayDeque<>();

    private FileCommandLog(Path folder, boolean readOnly) {
        this.folder = folder;
        this.readOnly = readOnly;
    }

    /** The log in that folder, which is created if it is not there; torn ends are cut off. */
    public static FileCommandLog open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileCommandLog log = new FileCommandLog(folder, false);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".log")).toList()) {
                log.append(file, ByteBuffer.allocate(0));
            }
        }
        return log;
    }

    /** The log in that folder, for reading; nothing in the folder changes. */
    public static FileCommandLog readOnly(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is not a folder");
        }
        return new FileCommandLog(folder, true);
    }

    /** Creates the partitions of a topic that are not there yet. */
    public FileCommandLog createTopic(String topic, int partitions) throws IOException {
        requireWritable();
        Files.createDirectories(folder.resolve(topic));
        for (int p = 0; p < partitions; p++) {
            if (!Files.exists(file(topic, p))) {
                Files.createFile(file(topic, p));
            }
        }
        return this;
    }

    @Override
    public void append(String topic, int partition, String key, byte[] value, byte[] stamps, Outcome outcome) {
        requireWritable();
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        try {
            long offset = append(existing(topic, partition), FileFrames.frame(keyBytes, value, stamps));
            outcomes.add(() -> outcome.appended(offset));
        } catch (IOException e) {
            outcomes.add(() -> outcome.failed(e.toString()));
        }
    }

    private long append(Path file, ByteBuffer frame) throws IOException {
        Tail tail = tail(file);
        FileLock held = tail.channel().lock();
        try {
            tail.frames().toEnd();
            long end = tail.frames().position();
            tail.channel().truncate(end);
            for (long at = end; frame.hasRemaining(); ) {
                at += tail.channel().write(frame, at);
            }
            return tail.frames().nextOffset();
        } finally {
            held.release();
        }
    }

    private Tail tail(Path file) throws IOException {
        Tail tail = tails.get(file);
        if (tail == null) {
            FileChannel channel = readOnly
                    ? FileChannel.open(file, StandardOpenOption.READ)
                    : FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            tail = new Tail(channel, new FileFrames(file, channel));
            tails.put(file, tail);
        }
        return tail;
    }

    @Override
    public LogReader reader(String topic, int partition, long fromOffset) {
        try {
            Reader reader = new Reader(existing(topic, partition), fromOffset);
            readers.add(reader);
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long endOffset(String topic, int partition) {
        try {
            FileFrames frames = tail(existing(topic, partition)).frames();
            frames.toEnd();
            return frames.nextOffset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int partitions(String topic) {
        int count = 0;
        while (Files.exists(file(topic, count))) {
            count++;
        }
        return count;
    }

    @Override
    public int poll() {
        int due = outcomes.size();
        for (int i = 0; i < due; i++) {
            outcomes.removeFirst().run();
        }
        return due;
    }

    @Override
    public void close() {
        outcomes.clear();
        try {
            for (Tail tail : tails.values()) {
                tail.channel().close();
            }
            readers.forEach(Reader::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path existing(String topic, int partition) {
        Path file = file(topic, partition);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(topic + '/' + partition + " is not in " + folder);
        }
        return file;
    }

    private Path file(String topic, int partition) {
        return folder.resolve(topic).resolve(partition + ".log");
    }

    private void requireWritable() {
        if (readOnly) {
            throw new IllegalStateException(folder + " is open for reading only");
        }
    }

    private static final class Reader implements LogReader {
        private final FileChannel channel;
        private final FileFrames frames;
        private final long fromOffset;

        Reader(Path file, long fromOffset) throws IOException {
            this.channel = FileChannel.open(file, StandardOpenOption.READ);
            this.frames = new FileFrames(file, channel);
            this.fromOffset = fromOffset;
        }

        @Override
        public int poll(Consumer<LogRecord> handler, int limit) {
            int count = 0;
            try {
                while (count < limit && channel.isOpen()) {
                    LogRecord record = frames.next();
                    if (record == null) {
                        break;
                    }
                    if (record.offset() >= fromOffset) {
                        handler.accept(record);
                        count++;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return count;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
