package io.atlas.gateway.fix;

import java.util.Map;

/**
 * What every {@link Door} needs to know.
 *
 * @param compId our own CompID
 */
record Doors(String compId, Map<String, ClientSession> clients, LogonCheck check) {
    Doors {
        clients = Map.copyOf(clients);
    }

    ClientSession clientOrNull(String clientCompId) {
        return clients.get(clientCompId);
    }
}
