package io.atlas.launcher;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/** The number that all Aeron frames of a world carry, so that two worlds on one machine never hear each other. */
public final class WorldId {
    private WorldId() {}

    /**
     * That of the world whose log this is.
     *
     * @throws ExecutionException if the log does not answer
     */
    public static long of(Admin admin) throws ExecutionException, InterruptedException {
        return Uuid.fromString(admin.describeCluster().clusterId().get()).getMostSignificantBits();
    }
}
