package io.atlas.wire.aeron;

import io.aeron.Aeron;
import java.nio.file.Path;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one Aeron client of a process. */
public final class AeronClient {
    private static final Logger LOG = LoggerFactory.getLogger(AeronClient.class);
    /** The conductor only keeps the client alive and matches streams: a nap costs next to nothing and delays no frame. */
    private static final long CONDUCTOR_NAP_MS = 10;

    private AeronClient() {}

    /**
     * Connects to the media driver of that directory. The caller closes the client, after everything built on it.
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
}
