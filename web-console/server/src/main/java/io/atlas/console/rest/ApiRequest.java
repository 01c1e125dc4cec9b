package io.atlas.console.rest;

import java.util.Map;

/**
 * A call as the network side has read it.
 *
 * @param path what follows {@code /api/}, decoded
 * @param query parameters, the first value of each
 * @param sessionId the session cookie; null if there is none
 * @param csrf the header {@code X-CSRF-Token}; null if there is none
 * @param idempotencyKey the header; null if there is none
 * @param sameOrigin whether the header {@code Origin} names this server
 * @param address where it comes from
 */
public record ApiRequest(
        String method,
        String path,
        Map<String, String> query,
        String sessionId,
        String csrf,
        String idempotencyKey,
        boolean sameOrigin,
        String address,
        byte[] body) {
    public ApiRequest {
        query = Map.copyOf(query);
    }
}
