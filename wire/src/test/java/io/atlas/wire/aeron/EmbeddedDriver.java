package io.atlas.wire.aeron;

import static org.awaitility.Awaitility.await;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/** A media driver in this JVM, with one client per process that a test plays. */
final class EmbeddedDriver implements AutoCloseable {
    private final MediaDriver driver;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    EmbeddedDriver() {
        driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new SleepingMillisIdleStrategy(1))
                .timerIntervalNs(TimeUnit.MILLISECONDS.toNanos(100))
                .clientLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(4))
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true));
    }

    /** The client of one process; what is not closed by the test is closed with the driver. */
    Aeron client() {
        return closing(AeronClient.connect(Path.of(driver.aeronDirectoryName())));
    }

    /** The client of a process that is killed: it leaves without a word, as it never tells the driver that it lives. */
    Aeron clientToBeKilled() {
        return closing(Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .errorHandler(expectedTimeout -> {})
                .useConductorAgentInvoker(true)));
    }

    <T extends AutoCloseable> T closing(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Repeats the step, on this thread, until it says true. */
    static void until(Callable<Boolean> step) {
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(30))
                .until(step);
    }

    /** Ends the driver under its clients. */
    void stop() {
        driver.close();
    }

    /** A stream over UDP on a port that was free just now. */
    static AeronStream udp(int streamId) throws IOException {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return new AeronStream("aeron:udp?endpoint=127.0.0.1:" + free.getLocalPort(), streamId);
        }
    }

    @Override
    public void close() {
        CloseHelper.closeAll(opened);
        driver.close();
    }
}
