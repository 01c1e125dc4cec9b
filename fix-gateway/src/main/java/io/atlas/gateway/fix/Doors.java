package io.atlas.gateway.fix;

import io.atlas.wire.config.SessionConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What every {@link Door} needs to know.
 *
 * @param compId our own CompID
 * @param clients those that live here
 * @param elsewhere the configuration of those that do not
 * @param directory where those live
 * @param timestamps pads those that the engine does not read
 */
record Doors(
        String compId,
        Map<String, ClientSession> clients,
        Map<String, SessionConfig> elsewhere,
        GatewayDirectory directory,
        Timestamps timestamps,
        Resender resender,
        LogonCheck check) {
    Doors {
        clients = Map.copyOf(clients);
    }

    Doors(
            String compId,
            Map<String, ClientSession> clients,
            List<SessionConfig> elsewhere,
            GatewayDirectory directory,
            Timestamps timestamps,
            Resender resender,
            LogonCheck check) {
        this(
                compId,
                clients,
                elsewhere.stream().collect(Collectors.toMap(SessionConfig::senderCompId, config -> config)),
                directory,
                timestamps,
                resender,
                check);
    }

    ClientSession clientOrNull(String clientCompId) {
        return clients.get(clientCompId);
    }

    SessionConfig configOrNull(String clientCompId) {
        ClientSession client = clients.get(clientCompId);
        return client == null ? elsewhere.get(clientCompId) : client.config;
    }
}
