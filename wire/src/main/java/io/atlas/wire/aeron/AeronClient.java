package io.atlas.wire.aeron;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.exceptions.AeronException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one Aeron client of a process. An Aeron client closes itself for good when its media driver is gone, and when its own
 * process was stopped for more than ten seconds; whatever was built on it is dead then. This one connects again as soon as
 * a driver is there, and the streams built on it are made anew when they are next used: to their owners that is a link that was
 * lost for a while. If no driver comes within half a minute, the next use is an {@code IllegalStateException}.
 *
 * <p>Threads: any.
 */
public final class AeronClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AeronClient.class);
    /** The conductor only keeps the client alive and matches streams: a nap costs next to nothing and delays no frame. */
    private static final long CONDUCTOR_NAP_MS = 10;

    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long DRIVER_SIGN_MS = 1_000;

    private final Path dirOrNull;
    private Aeron aeron;
    private boolean closed;
    private long deadSinceNs;
    private long triedNs;

    private AeronClient(Path dirOrNull, Aeron aeron) {
        this.dirOrNull = dirOrNull;
        this.aeron = aeron;
    }

    /**
     * Connects to the media driver of that directory, and again when the connection dies. The caller closes it, after
     * everything built on it.
     *
     * @throws io.aeron.exceptions.DriverTimeoutException if no driver answers there within ten seconds
     */
    public static AeronClient open(Path aeronDir) {
        return new AeronClient(aeronDir, connect(aeronDir));
    }

    /** A client that stays the caller's; when it dies, what is built on it fails loudly. */
    static AeronClient of(Aeron aeron) {
        return new AeronClient(null, aeron);
    }

    /**
     * A plain client of the media driver of that directory. The caller closes it, after everything built on it.
     *
     * @throws io.aeron.exceptions.DriverTimeoutException if no driver answers there within ten seconds
     */
    public static Aeron connect(Path aeronDir) {
        return Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(aeronDir.toString())
                .idleStrategy(new SleepingMillisIdleStrategy(CONDUCTOR_NAP_MS))
                .awaitingIdleStrategy(new SleepingMillisIdleStrategy(1))
                .errorHandler(error -> LOG.error("aeron client of {}", aeronDir, error)));
    }

    /** The present client; it may have died. */
    synchronized Aeron aeron() {
        return aeron;
    }

    /**
     * A client that lives, or null if there is none yet: ask again later.
     *
     * @throws IllegalStateException if there will be none
     */
    synchronized Aeron livingOrNull() {
        if (!aeron.isClosed()) {
            return aeron;
        }
        if (closed || dirOrNull == null) {
            throw new IllegalStateException("the Aeron client is closed");
        }
        long nowNs = System.nanoTime();
        if (deadSinceNs == 0) {
            deadSinceNs = nowNs;
            triedNs = nowNs - RETRY_NS;
            LOG.warn(
                    "aeron client of {} has died (driver gone, or this process stood still); connecting again",
                    dirOrNull);
        }
        if (nowNs - triedNs < RETRY_NS) {
            return null;
        }
        triedNs = nowNs;
        if (!tryAgain() && nowNs - deadSinceNs > PATIENCE_NS) {
            throw new IllegalStateException(
                    "no Aeron media driver in " + dirOrNull + " for 30 s: start it again, then this process");
        }
        return deadSinceNs == 0 ? aeron : null;
    }

    private boolean tryAgain() {
        if (!CommonContext.isDriverActive(dirOrNull.toFile(), DRIVER_SIGN_MS, why -> {})) {
            return false;
        }
        try {
            aeron = connect(dirOrNull);
            deadSinceNs = 0;
            LOG.info("aeron client of {} is connected again", dirOrNull);
            return true;
        } catch (AeronException notYet) {
            LOG.warn("aeron client of {}: {}", dirOrNull, notYet.getMessage());
            return false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        aeron.close();
    }
}
