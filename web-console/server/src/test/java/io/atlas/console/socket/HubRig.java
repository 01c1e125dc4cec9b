package io.atlas.console.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.atlas.console.client.User;
import io.atlas.console.view.ConsoleRig;
import io.atlas.domain.Side;
import java.util.List;

/** A hub over a {@link ConsoleRig}: pages to open, frames to say, time that passes by hand. */
abstract class HubRig {
    final ConsoleRig rig = new ConsoleRig().step();

    final PageHub hub = new PageHub(
            rig.view,
            (user, what, args, answer) -> {
                if (what.equals("echo")) {
                    answer.result(JsonNodeFactory.instance.objectNode().set("args", args));
                } else {
                    answer.refused("BAD_REQUEST", "what: '" + what + "'");
                }
            },
            "e1",
            rig.nowNs);

    private long sockets;

    HandSocket open(User user) {
        HandSocket socket = new HandSocket(++sockets, user);
        hub.opened(socket);
        return socket;
    }

    HandSocket page(User user) {
        HandSocket socket = open(user);
        say(socket, "{op:'hello',v:1}");
        socket.take("welcome");
        return socket;
    }

    void say(HandSocket socket, String frame) {
        hub.received(socket, frame.replace('\'', '"').replaceAll("([{,])(\\w+):", "$1\"$2\":"));
    }

    /** Time passes in steps of 10 ms; pages answer pings unless they are stuck. */
    void pass(long ms, HandSocket... answering) {
        for (long passed = 0; passed < ms; passed += 10) {
            rig.after(10);
            hub.doWork(rig.nowNs);
            for (HandSocket socket : answering) {
                for (JsonNode frame : socket.frames()) {
                    if (frame.path("t").asText().equals("ping")) {
                        say(socket, "{op:'pong',t:'" + frame.path("time").asText() + "'}");
                    }
                }
            }
        }
    }

    void book() {
        rig.book("BTC-USD", List.of("50000", "1"), List.of("50002", "1"));
        rig.step();
    }

    /** The touch moves with every 10 ms. */
    void livelyBook(long ms, HandSocket... answering) {
        for (long i = 0; i < ms / 10; i++) {
            rig.update("BTC-USD", List.of("50000", "1." + (1 + rig.nowNs / 10_000_000 % 9)), List.of());
            pass(10, answering);
        }
    }

    void manyOrders(int from, int to) {
        for (int i = from; i < to; i++) {
            rig.newOrder("DESK-1", "C-" + i, Side.BUY, "4", "50000");
            rig.step();
            hub.doWork(rig.nowNs);
        }
    }
}
