package io.atlas.launcher.broker;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.atlas.launcher.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * An Aeron media driver in this process: one thread that rests up to a millisecond when idle, small buffers. Its folder lies
 * in shared memory where the system has it, is named after the data folder, and lives as long as the driver.
 */
public final class EmbeddedDriver implements AutoCloseable {
    /** What the names of all drivers' folders in shared memory begin with. */
    static final String NAME = "atlas-aeron-";

    private static final int TERM_BYTES = 1024 * 1024;
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final DriverFolder folder;
    private final MediaDriver driver;

    private EmbeddedDriver(DriverFolder folder, MediaDriver driver) {
        this.folder = folder;
        this.driver = driver;
    }

    /**
     * Starts it and returns when clients can connect. The caller holds the data folder's lock, so whatever lies in the driver's
     * folder is a dead process's: it is deleted without waiting for that one's heartbeat to age.
     *
     * @throws Refusal if its buffers cannot be made
     */
    public static EmbeddedDriver start(Path dataDir) {
        Path dir = directory(dataDir);
        MediaDriver.Context context = new MediaDriver.Context()
                .aeronDirectoryName(dir.toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy(
                        50, 20, TimeUnit.MICROSECONDS.toNanos(5), TimeUnit.MILLISECONDS.toNanos(1)))
                .ipcTermBufferLength(TERM_BYTES)
                .publicationTermBufferLength(TERM_BYTES)
                .termBufferSparseFile(true)
                .warnIfDirectoryExists(false);
        DriverFolder folder = DriverFolder.hold(dir);
        try {
            return new EmbeddedDriver(folder, MediaDriver.launch(context));
        } catch (RuntimeException e) {
            folder.close();
            throw new Refusal("The Aeron driver in %s does not start: %s.", dir, e.getMessage());
        }
    }

    /** Where the driver of that data folder is, or would be. */
    public static Path directory(Path dataDir) {
        Path data = dataDir.toAbsolutePath().normalize();
        if (!Files.isWritable(SHARED_MEMORY)) {
            return data.resolve("aeron");
        }
        UUID id = UUID.nameUUIDFromBytes(data.toString().getBytes(StandardCharsets.UTF_8));
        return SHARED_MEMORY.resolve(NAME + id);
    }

    /** For {@code Aeron.Context.aeronDirectoryName}. */
    public String directoryName() {
        return driver.aeronDirectoryName();
    }

    /** Ends the driver and deletes its folder. */
    @Override
    public void close() {
        driver.close();
        folder.close();
    }
}
