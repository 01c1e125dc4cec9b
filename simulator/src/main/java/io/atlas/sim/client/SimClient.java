package io.atlas.sim.client;

import static java.util.Objects.requireNonNull;

import io.atlas.domain.FixedPoint;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.Report.BusinessReject;
import io.atlas.gateway.client.Report.CancelReject;
import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.sim.chance.Dice;
import io.atlas.sim.port.Connection;
import io.atlas.sim.port.Requests;
import io.atlas.sim.port.SessionStore;
import io.atlas.sim.port.SimSessions;
import io.atlas.testkit.ManualClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One client: logs on, trades, hears, comes back after a disconnect with PossDup, and asks with 35=H what it does not know. */
public final class SimClient {
    private static final long ASK_AFTER_NS = 6_000_000_000L;
    private static final int MOST_ASKED = 3;
    private static final int MOST_REFUSED = 3;
    private static final int MOST_AWAITED = 12;
    private static final long LEAST_PAUSE_NS = 2_000_000;
    private static final long MOST_PAUSE_NS = 60_000_000;
    private static final int REMEMBERED = 64;

    private record Sent(long sentNs, ClientRequest request) {}

    /** @param asked how often it has asked what became of it */
    private record Awaited(long sinceNs, ClientRequest request, int asked) {}

    private final String session;
    private final ManualClock clock;
    private final Dice dice;
    private final Dice storeDice;
    private final OrderMaker maker;
    private final Witness witness;
    private final Supplier<SimSessions> gatewayOrNull;
    private final List<Sent> sent = new ArrayList<>();
    private final List<NewOrderSingle> orders = new ArrayList<>();
    private final Map<String, Working> working = new TreeMap<>();
    private final List<Working> open = new ArrayList<>();
    /** Requests without an answer, by ClOrdID. */
    private final Map<String, Awaited> awaited = new TreeMap<>();

    private final Questions questions = new Questions();
    /** What it has been told, by ExecID or, where there is none, as it was told. */
    private final Set<Object> known = new HashSet<>();

    /** Requests refused by OrderID since there is nothing left to do but to end the orders. */
    private final Map<String, Integer> refusals = new TreeMap<>();

    private Connection connection;
    private boolean startsAnew;
    /** ExecID of the last report it has; one that no report has before the first. */
    private String lastExecId = "0";

    private long everSent;
    private boolean finishing;
    private long expected = 1;
    private int ordersLeft;
    private int ids;
    private long pausesUntilNs;

    /** @param storeDice for what concerns lost numbers only */
    public SimClient(
            String session,
            int orders,
            OrderMakers makers,
            ManualClock clock,
            Dice dice,
            Dice storeDice,
            Supplier<SimSessions> gatewayOrNull,
            Witness witness) {
        this.session = session;
        this.ordersLeft = orders;
        this.clock = clock;
        this.dice = dice;
        this.storeDice = storeDice;
        this.maker = makers.of(session, dice);
        this.gatewayOrNull = gatewayOrNull;
        this.witness = witness;
    }

    public String session() {
        return session;
    }

    /** The network fails. */
    public void disconnect() {
        if (connection != null) {
            connection.cut();
        }
    }

    /** It ends the connection, and logs on again with 141=Y. */
    public void startAnew() {
        disconnect();
        startsAnew = true;
    }

    /** Still has orders to send. */
    public boolean trading() {
        return ordersLeft > 0;
    }

    /** The last MsgSeqNum it has sent. */
    public long sentUpTo() {
        return sent.size();
    }

    /** The last MsgSeqNum it has heard. */
    public long heardUpTo() {
        return expected - 1;
    }

    /** Everything sent has its answer and nothing is on its way. */
    public boolean settled() {
        return !trading() && awaited.isEmpty() && questions.none() && connected() && connection.quiet();
    }

    /** What is missing until it is settled, for the report of a run that does not finish. */
    public String missing() {
        return session + ": connected " + connected() + ", awaits " + awaited.keySet() + ", asks " + questions
                + ", open " + open.stream().map(Working::clOrdId).toList();
    }

    public boolean hasOpenOrders() {
        return !open.isEmpty();
    }

    private boolean connected() {
        return connection != null && !connection.broken();
    }

    /** Lives on a little. */
    public void step() {
        if (!connected()) {
            logon();
            return;
        }
        hear(dice.below(6));
        if (dice.perMille(400) && awaited.size() < MOST_AWAITED && clock.nowNs() >= pausesUntilNs) {
            act();
        }
        askForUndecided();
    }

    /** Hears what there is and asks for what is missing; with {@code cancelling} also ends its open orders. */
    public void finish(boolean cancelling) {
        if (!connected()) {
            logon();
            return;
        }
        finishing = cancelling;
        hear(Integer.MAX_VALUE);
        if (trading()) {
            act();
        } else if (cancelling && awaited.isEmpty() && !open.isEmpty()) {
            Working order = open.get(0);
            await(maker.cancel(nextId(), order));
        }
        askForUndecided();
    }

    private void logon() {
        SimSessions gateway = gatewayOrNull.get();
        SimSessions.Logon logon = new SimSessions.Logon(expected, startsAnew, startsAnew ? lastExecId : null);
        connection = gateway == null ? null : gateway.logonOrNull(session, logon);
        if (connection == null) {
            return;
        }
        startsAnew = false;
        if (connection.startedAnew()) {
            beginAtOne();
        } else {
            for (long seqNum = connection.expectedByGateway(); seqNum <= sent.size(); seqNum++) {
                Sent again = sent.get((int) seqNum - 1);
                connection.send(seqNum, true, again.sentNs(), again.request());
            }
        }
    }

    /** What was on its way may be lost: it sends that again with 97=Y, or asks. */
    private void beginAtOne() {
        sent.clear();
        expected = 1;
        List<String> unknown = questions.startAnew();
        for (Map.Entry<String, Awaited> one : awaited.entrySet()) {
            if (storeDice.perMille(500)) {
                ClientRequest again = Requests.resent(one.getValue().request());
                one.setValue(new Awaited(clock.nowNs(), again, one.getValue().asked()));
                send(again);
            }
        }
        unknown.forEach(this::ask);
    }

    private void act() {
        int what = dice.below(1_000);
        if (what < 180 && !open.isEmpty()) {
            await(maker.cancel(nextId(), dice.oneOf(open)));
        } else if (what < 330 && !open.isEmpty()) {
            await(maker.replace(nextId(), dice.oneOf(open)));
        } else if (what < 340) {
            await(maker.cancelOfUnknown(nextId()));
        } else if (what < 360 && !orders.isEmpty()) {
            NewOrderSingle again = maker.again(dice.oneOf(orders), dice.perMille(500), dice.perMille(300));
            questions.wantToKnow(again.clOrdId(), clock.nowNs());
            send(again);
        } else if (what < 380 && !orders.isEmpty()) {
            ask(dice.oneOf(orders).clOrdId());
        } else if (trading()) {
            ordersLeft--;
            NewOrderSingle order = maker.order(nextId());
            remember(order);
            await(order);
        }
    }

    private void remember(NewOrderSingle order) {
        if (orders.size() < REMEMBERED) {
            orders.add(order);
        } else {
            orders.set(dice.below(REMEMBERED), order);
        }
    }

    private String nextId() {
        return session + "-" + ++ids;
    }

    private void await(ClientRequest request) {
        awaited.put(request.clOrdId(), new Awaited(clock.nowNs(), request, 0));
        send(request);
    }

    private void ask(String clOrdId) {
        String reqId = "st-" + (everSent + 1);
        questions.asked(reqId, clOrdId, clock.nowNs());
        send(maker.status(clOrdId, reqId));
    }

    private void askForUndecided() {
        String due = questions.dueOrNull(clock.nowNs());
        if (due != null) {
            ask(due);
        }
        for (Map.Entry<String, Awaited> one : awaited.entrySet()) {
            if (clock.nowNs() - one.getValue().sinceNs() > ASK_AFTER_NS) {
                int times = one.getValue().asked() + 1;
                if (times > MOST_ASKED) {
                    // No hurry any more: what it asks may all be lost for now.
                    questions.wantToKnow(one.getKey(), clock.nowNs());
                    awaited.remove(one.getKey());
                } else {
                    one.setValue(new Awaited(clock.nowNs(), one.getValue().request(), times));
                    ask(one.getKey());
                }
                return;
            }
        }
    }

    private void send(ClientRequest request) {
        everSent++;
        sent.add(new Sent(clock.nowNs(), request));
        witness.sent(session, sent.size(), request);
        connection.send(sent.size(), false, clock.nowNs(), request);
    }

    private void hear(int most) {
        for (int i = 0; i < most; i++) {
            SessionStore.Stored stored = connection.receiveOrNull();
            if (stored == null) {
                return;
            }
            if (stored.seqNum() != expected) {
                throw new IllegalStateException(
                        session + " hears MsgSeqNum " + stored.seqNum() + " (expected: " + expected + ")");
            }
            expected++;
            if (stored.report() != null) {
                hear(stored);
            }
        }
    }

    /** What comes with 97=Y it may have; that is dropped. */
    private void hear(SessionStore.Stored stored) {
        Report report = stored.report();
        boolean isNew = true;
        if (report instanceof ExecutionReport execution && execution.execType() != 'I') {
            lastExecId = execution.execId();
            isNew = known.add(execution.execId());
        } else if (report instanceof CancelReject) {
            isNew = known.add(report);
        }
        if (isNew || !stored.again()) {
            witness.heard(session, stored.seqNum(), report);
            onReport(report);
        } else {
            witness.heardAgain(session, report);
        }
    }

    private void onReport(Report report) {
        if (report instanceof ExecutionReport execution) {
            if (execution.execType() == 'I' && execution.ordStatusReqId() != null) {
                onStatus(execution);
            }
            awaited.remove(execution.clOrdId());
            questions.known(execution.clOrdId());
            follow(execution);
        } else if (report instanceof CancelReject refused) {
            awaited.remove(refused.clOrdId());
            if (finishing && refusals.merge(refused.orderId(), 1, Integer::sum) >= MOST_REFUSED) {
                // Nothing ends it: the checkers know whether a lie of the venue is to blame.
                open.remove(working.get(refused.orderId()));
            }
        } else if (report instanceof BusinessReject refused) {
            // Not processed: the client lets it be, and waits a little before it tries anything else.
            pausesUntilNs = clock.nowNs() + dice.between(LEAST_PAUSE_NS, MOST_PAUSE_NS);
            awaited.remove(refused.refId());
            questions.known(refused.refId());
            if (refused.refMsgType().equals("H")) {
                questions.notAnswered(refused.refId());
            }
        }
    }

    private void follow(ExecutionReport report) {
        Working order = working.get(report.orderId());
        if (report.execType() == 'I') {
            return;
        }
        if (report.execType() == '8') {
            // A refused repeat shows the order it repeats; what it shows may be older than what has been heard since.
            if (order != null && FixedPoint.parse(report.leavesQty()) == 0) {
                open.remove(order);
            }
            return;
        }
        if (order == null) {
            order = new Working(report);
            working.put(report.orderId(), order);
            open.add(order);
        } else {
            order.update(report);
        }
        if (!order.open()) {
            open.remove(order);
        }
    }

    private void onStatus(ExecutionReport status) {
        String clOrdId =
                questions.answeredOrNull(requireNonNull(status.ordStatusReqId(), "790 of a status that was asked for"));
        Awaited request = clOrdId == null ? null : awaited.get(clOrdId);
        if (request != null
                && (request.request() instanceof NewOrderSingle
                        || status.orderId().equals("NONE"))) {
            awaited.remove(clOrdId);
        }
    }
}
