package io.atlas.sim.port;

import static io.atlas.domain.Invariant.require;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.sim.chance.Dice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The FIX sessions of one gateway instance. What it received and did not decide lives here and dies with it; the {@link
 * SessionStore}s live on. An instance that lost the stores to a newer one speaks to nobody.
 */
public final class SimSessions implements ClientSessions {
    private static final int MOST_AT_ONCE = 8;

    /** A session while this instance lives. */
    private static final class Live {
        private final SessionStore store;
        private final Deque<ClientRequest> received = new ArrayDeque<>();
        private final TreeSet<Long> decidedAbove = new TreeSet<>();
        private final TreeSet<Long> handedOver = new TreeSet<>();
        private long expected;
        private Connection connection;

        Live(SessionStore store) {
            this.store = store;
            this.expected = store.watermark() + 1;
        }

        void decide(long seqNum) {
            decidedAbove.add(seqNum);
            long watermark = store.watermark();
            while (decidedAbove.remove(watermark + 1)) {
                watermark++;
            }
            store.watermark(watermark);
        }
    }

    private final Map<String, Live> sessions = new TreeMap<>();
    private final List<Live> order;
    private final MachineClock clock;
    private final Dice dice;
    private final CrashPoint crash;
    private boolean storesLost;

    /** Takes the stores over: the instance that had them before must be told by {@link #loseStores}. */
    public SimSessions(List<SessionStore> stores, MachineClock clock, Dice dice, CrashPoint crash) {
        stores.forEach(store -> sessions.put(store.session(), new Live(store)));
        this.order = new ArrayList<>(sessions.values());
        this.clock = clock;
        this.dice = dice;
        this.crash = crash;
    }

    /** Another instance has the stores now; all connections break. */
    public void loseStores() {
        storesLost = true;
        disconnectAll();
    }

    /** Whether another instance has the stores. */
    public boolean storesLost() {
        return storesLost;
    }

    /** The instance died. */
    public void disconnectAll() {
        order.stream().filter(live -> live.connection != null).forEach(live -> live.connection.cut());
    }

    /** A client logs on and says which MsgSeqNum it expects; null if nobody answers. */
    public Connection logonOrNull(String session, long expectedByClient) {
        if (storesLost || crash.dead()) {
            return null;
        }
        Live live = sessions.get(session);
        if (live.connection != null) {
            live.connection.cut();
        }
        live.connection = new Connection(session, live.expected);
        List<SessionStore.Stored> sent = live.store.sent();
        sent.subList((int) expectedByClient - 1, sent.size()).forEach(live.connection::deliver);
        return live.connection;
    }

    @Override
    public int poll(Consumer<ClientRequest> handler, int limit) {
        int count = 0;
        int first = dice.below(order.size());
        for (int i = 0; i < order.size(); i++) {
            Live live = order.get((first + i) % order.size());
            receive(live);
            int most = Math.min(limit - count, dice.below(MOST_AT_ONCE) + 1);
            for (int n = 0; n < most && !live.received.isEmpty(); n++, count++) {
                ClientRequest request = live.received.removeFirst();
                live.handedOver.add(request.arrival().msgSeqNum());
                handler.accept(request);
            }
        }
        return count;
    }

    private void receive(Live live) {
        if (live.connection == null || live.connection.broken()) {
            return;
        }
        for (int n = dice.below(MOST_AT_ONCE); n > 0; n--) {
            Connection.Inbound inbound = live.connection.arrivedOrNull();
            if (inbound == null) {
                return;
            }
            if (inbound.seqNum() < live.expected) {
                require(inbound.possDup(), "%s: MsgSeqNum %d again", live.store.session(), inbound.seqNum());
                continue;
            }
            require(inbound.seqNum() == live.expected, "%s: MsgSeqNum %d", live.store.session(), inbound.seqNum());
            live.expected++;
            if (live.store.refused(inbound.seqNum())) {
                live.decide(inbound.seqNum());
                continue;
            }
            live.received.addLast(Requests.arrived(inbound.request(), arrival(live, inbound)));
        }
    }

    private Arrival arrival(Live live, Connection.Inbound inbound) {
        return new Arrival(
                live.store.session(),
                inbound.seqNum(),
                clock.nowNs(),
                inbound.possDup(),
                inbound.request().arrival().possResend(),
                inbound.possDup() ? inbound.sentNs() : 0);
    }

    @Override
    public void send(String session, Report report, ReportCause causeOrNull) {
        crash.pass();
        if (storesLost) {
            return;
        }
        Live live = sessions.get(session);
        if (report instanceof Report.BusinessReject refused) {
            live.store.refuse(refused.refSeqNum());
        }
        SessionStore.Stored stored = live.store.store(report, causeOrNull);
        if (live.connection != null) {
            live.connection.deliver(stored);
        }
    }

    @Override
    public void decided(String session, long msgSeqNum) {
        crash.pass();
        if (storesLost) {
            return;
        }
        Live live = sessions.get(session);
        require(
                live.handedOver.remove(msgSeqNum),
                "I6: %s: MsgSeqNum %d decided (expected: once per message handed over)",
                session,
                msgSeqNum);
        live.decide(msgSeqNum);
    }

    @Override
    public ReportCause sentUpTo(String session, String topic) {
        return sessions.get(session).store.sentUpTo(topic);
    }

    /** Messages handed over and not yet decided, and those received and not yet handed over. */
    public int undecided() {
        return order.stream()
                .mapToInt(live -> live.handedOver.size() + live.received.size())
                .sum();
    }
}
