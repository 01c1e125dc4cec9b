package io.atlas.launcher.md;

import io.aeron.CommonContext;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.broker.EmbeddedDriver;
import java.nio.file.Path;

/**
 * The driver of one {@code md}. Several of them may run beside each other, and one that was killed leaves its folder behind: so the
 * folders have numbers, and the first one in which nobody lives is taken, with what a dead one has left.
 */
final class OwnDriver {
    private static final int MOST = 16;
    /** Whoever lives says so each second. */
    private static final long DEAD_MS = 10_000;

    private OwnDriver() {}

    /** Starts it; the caller closes it. */
    static EmbeddedDriver start(Path dataDir) {
        for (int i = 1; i <= MOST; i++) {
            Path place = dataDir.resolve("md-" + i);
            if (!CommonContext.isDriverActive(EmbeddedDriver.directory(place).toFile(), DEAD_MS, ignored -> {})) {
                return EmbeddedDriver.start(place);
            }
        }
        throw new Refusal("%d of `atlas md` run already for %s: end one of them.", MOST, dataDir);
    }
}
