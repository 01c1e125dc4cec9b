package io.atlas.sim.port;

import static io.atlas.domain.Invariant.require;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.OpenOrdersRequest;
import io.atlas.gateway.client.HeldBack;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.Report.BusinessReject;
import io.atlas.gateway.client.ReportCause;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** A session while one gateway instance lives: what it has received and not decided, and whether live reports wait for the past. */
final class LiveSession {
    private record Received(ClientRequest request, int numbering) {}

    private final SessionStore store;
    private final Deque<Received> received = new ArrayDeque<>();
    private final TreeSet<Long> decidedAbove = new TreeSet<>();
    private final TreeSet<Long> handedOver = new TreeSet<>();
    /** Received under numbers that a reset ended, and how many with each: their decisions do not count for the new ones. */
    private final Map<Long, Integer> ofEarlierNumbering = new HashMap<>();

    private final HeldBack heldBack = new HeldBack();
    private int numbering;
    private long expected;
    private Connection connection;
    private int holds;
    private boolean holding;

    LiveSession(SessionStore store) {
        this.store = store;
        this.expected = store.watermark() + 1;
    }

    SessionStore store() {
        return store;
    }

    /** The MsgSeqNum it expects next. */
    long expected() {
        return expected;
    }

    Connection connectionOrNull() {
        return connection;
    }

    void connect(Connection to) {
        connection = to;
    }

    /** Both sides begin at 1. */
    void startAnew() {
        for (long seqNum = store.watermark() + 1; seqNum < expected; seqNum++) {
            if (!decidedAbove.contains(seqNum)) {
                ofEarlierNumbering.merge(seqNum, 1, Integer::sum);
            }
        }
        handedOver.clear();
        decidedAbove.clear();
        numbering++;
        expected = 1;
        store.startAnew();
    }

    /** Which of its numberings is in use. */
    int numbering() {
        return numbering;
    }

    /** That number has come. */
    void count() {
        expected++;
    }

    void receive(ClientRequest request) {
        received.addLast(new Received(request, numbering));
    }

    /** Hands over what came next, or null. */
    ClientRequest handOverOrNull() {
        Received next = received.pollFirst();
        if (next == null) {
            return null;
        }
        if (next.numbering() == numbering && !(next.request() instanceof OpenOrdersRequest)) {
            handedOver.add(next.request().arrival().msgSeqNum());
        }
        return next.request();
    }

    /** The agent has decided; an earlier numbering's message of that number comes first. */
    void decided(long seqNum) {
        if (ofEarlierNumbering.containsKey(seqNum)) {
            ofEarlierNumbering.merge(seqNum, -1, (a, b) -> a + b == 0 ? null : a + b);
            return;
        }
        require(
                handedOver.remove(seqNum),
                "I6: %s: MsgSeqNum %d decided (expected: once per message handed over)",
                store.session(),
                seqNum);
        settle(seqNum);
    }

    /** The message with that number needs no decision any more. */
    void settle(long seqNum) {
        decidedAbove.add(seqNum);
        long watermark = store.watermark();
        while (decidedAbove.remove(watermark + 1)) {
            watermark++;
        }
        store.watermark(watermark);
    }

    /** Stores the report and sends it if the client is there; a number of an earlier numbering is left out. */
    void tell(Report report, ReportCause causeOrNull, boolean again) {
        Report valid = report;
        if (report instanceof BusinessReject refused && refused.numbering() != numbering) {
            valid = new BusinessReject(0, refused.refMsgType(), refused.refId(), refused.reason(), refused.text());
        }
        SessionStore.Stored stored = store.store(valid, causeOrNull, again);
        if (connection != null) {
            connection.deliver(stored);
        }
    }

    int undecided() {
        return handedOver.size()
                + received.size()
                + ofEarlierNumbering.values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
    }

    // While the past is told, live reports are left out: the log has them.

    void hold() {
        holds++;
        holding = true;
    }

    boolean holding() {
        return holding;
    }

    int holds() {
        return holds;
    }

    /** The past has been told. */
    void release() {
        heldBack.clear();
        holding = false;
    }

    HeldBack heldBack() {
        return heldBack;
    }

    /** Whether the report is left out. */
    boolean held(ReportCause causeOrNull) {
        boolean held = holding && causeOrNull != null;
        if (held) {
            heldBack.add(causeOrNull);
        }
        return held;
    }
}
