package io.atlas.console.http;

import io.atlas.console.client.ClientSocket;
import io.atlas.console.client.User;
import io.atlas.console.rest.ApiReply;
import io.atlas.console.rest.ApiRequest;
import java.util.function.Consumer;

/**
 * What the network side asks of the agent. Any thread may call; the consumers run on the agent's. False means that the inbox is full
 * and nothing will be answered.
 */
public interface Backend {
    /** Who a new socket belongs to. */
    record SocketLogin(String idHash, User user, String csrf) {}

    /** How well the console serves: {@code ok} if everything does. */
    record HealthReport(boolean ok, String json) {}

    boolean call(ApiRequest request, Consumer<ApiReply> reply);

    /** @param reply told the login of the cookie, or null if there is none */
    boolean upgrade(String sessionIdOrNull, Consumer<SocketLogin> reply);

    boolean opened(ClientSocket socket, String loginIdHash);

    /** @param handled run when the agent is done with the frame */
    boolean received(ClientSocket socket, String text, Runnable handled);

    /** Never refused: a socket that was opened is closed exactly once. */
    void closed(ClientSocket socket);

    boolean health(Consumer<HealthReport> reply);

    /** In Prometheus' text format. */
    String metrics();
}
