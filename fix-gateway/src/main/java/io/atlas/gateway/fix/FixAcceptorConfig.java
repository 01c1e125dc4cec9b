package io.atlas.gateway.fix;

import io.atlas.wire.config.SessionConfig;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the gateway serves FIX.
 *
 * @param host address to listen on
 * @param port 0 for a free one, see {@link FixAcceptor#port}
 * @param compId our CompID, what clients name in TargetCompID(56)
 * @param dictionary file, or resource, with the FIX dictionary
 * @param dataDir where each session has a folder for its messages; gateways of one machine share it
 * @param sessions those that live here
 * @param elsewhere those of other gateways: who knocks with the right password is told where to go
 * @param requestCapacity requests that may wait for the agent; one more gets 35=j 380=4
 */
public record FixAcceptorConfig(
        String host,
        int port,
        String compId,
        String dictionary,
        Path dataDir,
        List<SessionConfig> sessions,
        List<SessionConfig> elsewhere,
        int requestCapacity) {
    public static final int DEFAULT_REQUEST_CAPACITY = 16_384;

    public FixAcceptorConfig {
        sessions = List.copyOf(sessions);
        elsewhere = List.copyOf(elsewhere);
        Set<String> compIds = new HashSet<>();
        for (List<SessionConfig> some : List.of(sessions, elsewhere)) {
            for (SessionConfig session : some) {
                if (!compIds.add(session.senderCompId())) {
                    throw new IllegalArgumentException("sessions: two with CompID " + session.senderCompId());
                }
            }
        }
        if (sessions.isEmpty() || requestCapacity < 1) {
            throw new IllegalArgumentException("sessions: " + sessions.size() + ", requestCapacity: " + requestCapacity
                    + " (expected: at least one each)");
        }
    }

    /** A gateway that has all sessions. */
    public FixAcceptorConfig(
            String host,
            int port,
            String compId,
            String dictionary,
            Path dataDir,
            List<SessionConfig> sessions,
            int requestCapacity) {
        this(host, port, compId, dictionary, dataDir, sessions, List.of(), requestCapacity);
    }
}
