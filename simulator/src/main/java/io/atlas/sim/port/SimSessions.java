package io.atlas.sim.port;

import static io.atlas.domain.Invariant.require;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.OpenOrdersRequest;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.client.ReportHistory;
import io.atlas.sim.chance.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The FIX sessions of one gateway instance. What it received and did not decide lives here and dies with it; the {@link
 * SessionStore}s live on. An instance that lost the stores to a newer one speaks to nobody.
 */
public final class SimSessions implements ClientSessions {
    private static final int MOST_AT_ONCE = 8;

    /**
     * What a client says when it logs on.
     *
     * @param expected the MsgSeqNum it expects
     * @param startAnew ResetSeqNumFlag(141): both sides begin at 1
     * @param lastExecIdOrNull LastExecID(20012): the last report it has
     */
    public record Logon(long expected, boolean startAnew, String lastExecIdOrNull) {}

    private final Map<String, LiveSession> sessions = new TreeMap<>();
    private final List<LiveSession> order;
    private final MachineClock clock;
    private final Dice dice;
    private final CrashPoint crash;
    private final PastTeller past;
    private boolean storesLost;

    /**
     * Takes the stores over: the instance that had them before must be told by {@link #loseStores}.
     *
     * @param pastDice for the telling of the past
     */
    public SimSessions(
            List<SessionStore> stores,
            ReportHistory history,
            MachineClock clock,
            Dice dice,
            Dice pastDice,
            CrashPoint crash) {
        stores.forEach(store -> sessions.put(store.session(), new LiveSession(store)));
        this.order = new ArrayList<>(sessions.values());
        this.clock = clock;
        this.dice = dice;
        this.crash = crash;
        this.past = new PastTeller(history, clock, pastDice, crash);
        order.forEach(past::opened);
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
        order.stream().filter(live -> live.connectionOrNull() != null).forEach(live -> live.connectionOrNull()
                .cut());
    }

    /** A client logs on; null if nobody answers. */
    public Connection logonOrNull(String session, Logon logon) {
        if (storesLost || crash.dead()) {
            return null;
        }
        LiveSession live = sessions.get(session);
        if (live.connectionOrNull() != null) {
            live.connectionOrNull().cut();
        }
        boolean startAnew = logon.startAnew() || live.store().lost();
        past.loggingOn(live, startAnew, logon.lastExecIdOrNull());
        if (startAnew) {
            live.startAnew();
        }
        Connection connection = new Connection(session, live.expected(), startAnew);
        live.connect(connection);
        if (!startAnew) {
            List<SessionStore.Stored> sent = live.store().sent();
            sent.subList((int) logon.expected() - 1, sent.size()).forEach(connection::deliver);
        }
        if (!past.loggedOn(live) && startAnew) {
            live.receive(
                    new OpenOrdersRequest(new Arrival(session, 1, clock.nowNs(), false, false, 0, live.numbering())));
        }
        return connection;
    }

    @Override
    public int poll(Consumer<ClientRequest> handler, int limit) {
        int count = 0;
        int first = dice.below(order.size());
        for (int i = 0; i < order.size(); i++) {
            LiveSession live = order.get((first + i) % order.size());
            receive(live);
            int most = Math.min(limit - count, dice.below(MOST_AT_ONCE) + 1);
            for (int n = 0; n < most; n++, count++) {
                ClientRequest request = live.handOverOrNull();
                if (request == null) {
                    break;
                }
                handler.accept(request);
            }
        }
        if (!storesLost) {
            past.doWork();
        }
        return count;
    }

    private void receive(LiveSession live) {
        if (live.connectionOrNull() == null || live.connectionOrNull().broken()) {
            return;
        }
        for (int n = dice.below(MOST_AT_ONCE); n > 0; n--) {
            Connection.Inbound inbound = live.connectionOrNull().arrivedOrNull();
            if (inbound == null) {
                return;
            }
            if (inbound.seqNum() < live.expected()) {
                require(
                        inbound.possDup(),
                        "%s: MsgSeqNum %d again",
                        live.store().session(),
                        inbound.seqNum());
                continue;
            }
            require(
                    inbound.seqNum() == live.expected(),
                    "%s: MsgSeqNum %d",
                    live.store().session(),
                    inbound.seqNum());
            live.count();
            if (inbound.possDup() && live.store().refused(inbound.seqNum())) {
                live.settle(inbound.seqNum());
                continue;
            }
            live.receive(Requests.arrived(inbound.request(), arrival(live, inbound)));
        }
    }

    private Arrival arrival(LiveSession live, Connection.Inbound inbound) {
        return new Arrival(
                live.store().session(),
                inbound.seqNum(),
                clock.nowNs(),
                inbound.possDup(),
                inbound.request().arrival().possResend(),
                inbound.possDup() ? inbound.sentNs() : 0,
                live.numbering());
    }

    @Override
    public void send(String session, Report report, ReportCause causeOrNull) {
        crash.pass();
        if (storesLost) {
            return;
        }
        LiveSession live = sessions.get(session);
        if (!live.held(causeOrNull)) {
            live.tell(report, causeOrNull, false);
        }
    }

    @Override
    public void decided(String session, long msgSeqNum) {
        crash.pass();
        if (!storesLost) {
            sessions.get(session).decided(msgSeqNum);
        }
    }

    @Override
    public ReportCause sentUpTo(String session, String topic) {
        return sessions.get(session).store().sentUpTo(topic);
    }

    @Override
    public boolean tellsThePast(String session) {
        return sessions.get(session).store().replayWanted();
    }

    /** Messages handed over and not yet decided, those received and not yet handed over, and sessions that wait for the past. */
    public int undecided() {
        return order.stream()
                .mapToInt(live -> live.undecided() + (live.holding() ? 1 : 0))
                .sum();
    }
}
