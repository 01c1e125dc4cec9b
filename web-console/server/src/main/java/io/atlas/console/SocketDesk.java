package io.atlas.console;

import io.atlas.console.client.ClientHub;
import io.atlas.console.client.ClientSocket;
import io.atlas.console.login.Logins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The open sockets and the logins they hang on: a login that ends closes its sockets. Frames do not keep a login alive: a page sends
 * them by itself, whether somebody sits before it or not. Thread: the console's agent.
 */
final class SocketDesk {
    private static final int LOGIN_ENDED = 4001;
    private static final long LOOK_NS = 1_000_000_000L;

    private record Open(ClientSocket socket, String loginIdHash) {}

    private final ClientHub hub;
    private final Logins logins;
    private final Map<Long, Open> sockets = new HashMap<>();
    private long lookedNs;

    SocketDesk(ClientHub hub, Logins logins) {
        this.hub = hub;
        this.logins = logins;
    }

    void opened(ClientSocket socket, String loginIdHash) {
        sockets.put(socket.id(), new Open(socket, loginIdHash));
        hub.opened(socket);
    }

    void received(ClientSocket socket, String text) {
        if (sockets.containsKey(socket.id())) {
            hub.received(socket, text);
        }
    }

    void closed(ClientSocket socket) {
        if (sockets.remove(socket.id()) != null) {
            hub.closed(socket);
        }
    }

    int doWork(long nowNs) {
        int done = hub.doWork(nowNs);
        if (nowNs - lookedNs < LOOK_NS) {
            return done;
        }
        lookedNs = nowNs;
        List<Open> over = new ArrayList<>(0);
        for (Open open : sockets.values()) {
            if (!logins.holds(open.loginIdHash())) {
                over.add(open);
            }
        }
        for (Open open : over) {
            open.socket().close(LOGIN_ENDED, "the login has ended");
            closed(open.socket());
        }
        return done + over.size();
    }

    void closeAll() {
        sockets.values().forEach(open -> open.socket().close(1001, "the console stops"));
    }
}
