package io.atlas.launcher.replay;

import io.atlas.launcher.Refusal;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.LogReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The log of a stopped world, read from the files its Kafka broker left behind; nothing in the folder changes. While it is open
 * no broker can start there.
 *
 * <p>Thread: one per reader; opening and closing on one.
 */
public final class SegmentLog implements CommandLog {
    private static final String SEGMENT = ".log";

    private final Path folder;
    private final boolean cleanlyStopped;
    private final List<FileChannel> held = new ArrayList<>();
    private final Map<String, Integer> partitions = new TreeMap<>();

    private SegmentLog(Path folder, boolean cleanlyStopped) {
        this.folder = folder;
        this.cleanlyStopped = cleanlyStopped;
    }

    /** Whether a broker has kept its log in there. */
    static boolean isThere(Path kafkaFolder) {
        return Files.exists(kafkaFolder.resolve("log").resolve("meta.properties"));
    }

    /**
     * Opens it.
     *
     * @param kafkaFolder the folder {@code kafka} of a world's data
     * @throws Refusal if a broker is running on it, or it cannot be read
     */
    static SegmentLog open(Path kafkaFolder) {
        Path folder = kafkaFolder.resolve("log");
        SegmentLog log = new SegmentLog(folder, Files.exists(folder.resolve(".kafka_cleanshutdown")));
        try {
            log.hold(kafkaFolder.resolve("in-use.lock"));
            log.hold(folder.resolve(".lock"));
            log.findTopics();
            return log;
        } catch (IOException e) {
            log.close();
            throw new Refusal("%s cannot be read: %s", folder, e.getMessage());
        } catch (Refusal inUse) {
            log.close();
            throw inUse;
        }
    }

    /** A shared lock needs no right to write, and fails while the broker has its own. */
    private void hold(Path lockFile) throws IOException {
        if (!Files.exists(lockFile)) {
            return;
        }
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ);
        held.add(channel);
        boolean free;
        try {
            free = channel.tryLock(0, Long.MAX_VALUE, true) != null;
        } catch (OverlappingFileLockException sameProcess) {
            free = false;
        }
        if (!free) {
            throw new Refusal("a broker is running on %s: stop that world, or read it with --kafka host:port.", folder);
        }
    }

    private void findTopics() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(Files::isDirectory).toList()) {
                String name = entry.getFileName().toString();
                int dash = name.lastIndexOf('-');
                if (dash > 0 && name.substring(dash + 1).matches("\\d{1,5}")) {
                    partitions.merge(
                            name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)) + 1, Math::max);
                }
            }
        }
    }

    /** The topics that are there, Kafka's own included. */
    List<String> topics() {
        return List.copyOf(partitions.keySet());
    }

    @Override
    public LogReader reader(String topic, int partition, long fromOffset) {
        return new SegmentReader(
                topic + '/' + partition, segments(topic, partition, fromOffset), cleanlyStopped, fromOffset);
    }

    /** Those that may hold records from that offset on; a segment is named by its first offset. */
    private List<Path> segments(String topic, int partition, long fromOffset) {
        Path place = folder.resolve(topic + '-' + partition);
        try (Stream<Path> files = Files.list(place)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(SEGMENT))
                    .sorted()
                    .toList();
            int first = 0;
            for (int i = 1; i < all.size() && baseOffset(all.get(i)) <= fromOffset; i++) {
                first = i;
            }
            return all.subList(first, all.size());
        } catch (IOException e) {
            throw new Refusal("%s cannot be read: %s", place, e.getMessage());
        }
    }

    private static long baseOffset(Path segment) {
        String name = segment.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SEGMENT.length()));
    }

    @Override
    public long endOffset(String topic, int partition) {
        List<Path> segments = segments(topic, partition, Long.MAX_VALUE);
        if (segments.isEmpty()) {
            return 0;
        }
        long base = baseOffset(segments.get(0));
        return Math.max(base, new SegmentReader(topic + '/' + partition, segments, cleanlyStopped, base).toEnd());
    }

    @Override
    public int partitions(String topic) {
        return partitions.getOrDefault(topic, 0);
    }

    @Override
    public void append(String topic, int partition, String key, byte[] value, byte[] stamps, Outcome outcome) {
        throw new IllegalStateException(folder + " is open for reading only");
    }

    @Override
    public int poll() {
        return 0;
    }

    @Override
    public void close() {
        for (FileChannel channel : held) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new IllegalStateException("a lock of " + folder + " cannot be released", e);
            }
        }
        held.clear();
    }
}
