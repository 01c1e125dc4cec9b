package io.atlas.console.socket;

import io.atlas.console.channel.Channels;
import io.atlas.console.channel.JsonText;
import io.atlas.console.client.ClientSocket;
import io.atlas.console.client.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One connected page: what it has subscribed and how fast it takes it. */
final class Page {
    static final int LOST = 4008;
    private static final long SECOND_NS = 1_000_000_000L;

    private final ClientSocket socket;
    private final Channels channels;
    private final Pace pace;
    private final long openedNs;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private Map<String, Long> resume = Map.of();
    private boolean greeted;
    private long heartbeatNs;
    private int framesThisSecond;
    private long framesSecond;
    private int openRequests;
    private boolean gone;

    Page(ClientSocket socket, Channels channels, long nowNs) {
        this.socket = socket;
        this.channels = channels;
        this.pace = new Pace(socket, nowNs);
        this.openedNs = nowNs;
        this.heartbeatNs = nowNs;
    }

    ClientSocket socket() {
        return socket;
    }

    Pace pace() {
        return pace;
    }

    boolean greeted() {
        return greeted;
    }

    long openedNs() {
        return openedNs;
    }

    boolean gone() {
        return gone;
    }

    /** @param held what the page holds from before, by its own ids; empty if that is of another server's run */
    void greet(Map<String, Long> held) {
        greeted = true;
        resume = held;
    }

    /** Counts a frame of the page; false if there are too many in this second. */
    boolean counted(long nowNs, int most) {
        if (nowNs / SECOND_NS != framesSecond) {
            framesSecond = nowNs / SECOND_NS;
            framesThisSecond = 0;
        }
        return ++framesThisSecond <= most;
    }

    /** Takes a request if not too many are open. */
    boolean takesRequest(int most) {
        if (openRequests >= most) {
            return false;
        }
        openRequests++;
        return true;
    }

    void requestAnswered() {
        openRequests--;
    }

    int subscriptions() {
        return subscriptions.size();
    }

    /** Subscribes, in place of an earlier subscription of that id, and sends what the page needs to begin. */
    void subscribe(String id, Channels.Held held, long nowNs) {
        unsubscribe(id);
        Subscription one = new Subscription(id, held);
        subscriptions.put(id, one);
        Long heldSeq = resume.get(id);
        if (heldSeq == null || !one.resume(heldSeq, nowNs)) {
            send(one.snapshot(nowNs));
        } else if (one.behind()) {
            sendEvents(one);
        } else {
            send(one.nothingMissing());
        }
        if (heldSeq != null) {
            resume.remove(id); // Good for the first time only: later it would be older than what was sent since.
        }
    }

    void unsubscribe(String id) {
        Subscription before = subscriptions.remove(id);
        if (before != null) {
            channels.release(before.held());
        }
    }

    /** The page is gone: its streams may end. */
    void leave() {
        gone = true;
        List.copyOf(subscriptions.keySet()).forEach(this::unsubscribe);
    }

    /** Sends the events that are due, as far as the network takes them; returns the ids of channels that were cut. */
    int sendEvents() {
        int cut = 0;
        if (pace.writable()) {
            for (Map.Entry<String, Subscription> one : List.copyOf(subscriptions.entrySet())) {
                if (one.getValue().event() && one.getValue().behind() && !sendEvents(one.getValue())) {
                    send("{\"t\":\"resync\",\"id\":" + one.getValue().quotedId() + '}');
                    unsubscribe(one.getKey());
                    cut++;
                }
            }
        }
        return cut;
    }

    private boolean sendEvents(Subscription one) {
        while (one.behind() && pace.writable()) {
            String frame = one.nextEventOrNull();
            if (frame == null) {
                return false;
            }
            send(frame);
        }
        return true;
    }

    /** Sends the states whose turn it is, heartbeat and ping. */
    void step(long step, long nowNs) {
        if (!pace.writable()) {
            return; // A state waits for the network: the newest will do then.
        }
        int hz = pace.hz();
        for (Subscription one : subscriptions.values()) {
            if (!one.event() && one.turn(step, hz)) {
                String frame = one.changesOrNull(nowNs);
                if (frame != null) {
                    send(frame);
                }
            }
        }
        if (nowNs - heartbeatNs >= SECOND_NS) {
            // From the schedule, not from now: late steps must not stretch the beat. After a pause it starts anew.
            heartbeatNs = nowNs - heartbeatNs >= 2 * SECOND_NS ? nowNs : heartbeatNs + SECOND_NS;
            send(heartbeat(nowNs, hz));
        }
        if (pace.pingDue(nowNs)) {
            send(new JsonText()
                    .object()
                    .text("t", "ping")
                    .time("time", nowNs)
                    .end()
                    .toString());
        }
    }

    private String heartbeat(long nowNs, int hz) {
        StringBuilder held = new StringBuilder("{");
        for (Subscription one : subscriptions.values()) {
            held.append(held.length() == 1 ? "" : ",")
                    .append(one.quotedId())
                    .append(':')
                    .append(one.sent());
        }
        return new JsonText()
                .object()
                .text("t", "hb")
                .raw("ch", held.append('}').toString())
                .time("time", nowNs)
                .number("hz", hz)
                .number("rtt", pace.rttMs())
                .end()
                .toString();
    }

    void refuse(String idOrNull, ErrorCode code, String text) {
        refuse(idOrNull, code.name(), text);
    }

    void refuse(String idOrNull, String code, String text) {
        send(new JsonText()
                .object()
                .text("t", "err")
                .text("id", idOrNull)
                .text("code", code)
                .text("text", text)
                .end()
                .toString());
    }

    void send(String frame) {
        socket.send(frame);
    }
}
