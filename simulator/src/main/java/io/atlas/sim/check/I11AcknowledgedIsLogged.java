package io.atlas.sim.check;

import io.atlas.domain.Command;
import io.atlas.domain.LogPosition;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Rejected;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.StatusRequest;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.Report.BusinessReject;
import io.atlas.gateway.client.Report.CancelReject;
import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * I11: every acknowledgement a client holds is in the log when the client hears it, and says what the log says; "unknown" is
 * final; at the end everything a client sent has an answer, and each report the log gives rise to was heard exactly once.
 */
final class I11AcknowledgedIsLogged extends Checker {
    /** What one client sent and heard. */
    private static final class History {
        private final Set<String> unanswered = new TreeSet<>();
        private final Set<String> unknown = new HashSet<>();
        private final Map<String, Integer> reports = new TreeMap<>();
        /** When each ClOrdID was last asked to be processed, and when each status request left: counts of what was sent. */
        private final Map<String, Long> requestedAt = new HashMap<>();

        private final Map<String, Long> askedAt = new HashMap<>();
        private long sent;

        /** Whether the request has left again since that status request: then "unknown" was not the last word. */
        boolean requestedSince(ExecutionReport status) {
            Long asked = status.ordStatusReqId() == null ? null : askedAt.get(status.ordStatusReqId());
            return asked != null && requestedAt.getOrDefault(status.clOrdId(), 0L) > asked;
        }
    }

    private final LogIndex index;
    private final Map<String, History> sessions = new TreeMap<>();

    I11AcknowledgedIsLogged(LogIndex index) {
        super("I11");
        this.index = index;
    }

    private History of(String session) {
        return sessions.computeIfAbsent(session, any -> new History());
    }

    @Override
    void onSent(String session, long seqNum, ClientRequest request) {
        History history = of(session);
        history.sent++;
        if (request instanceof StatusRequest status) {
            history.askedAt.put(status.ordStatusReqId(), history.sent);
        } else {
            history.requestedAt.put(request.clOrdId(), history.sent);
            history.unanswered.add(request.clOrdId());
            history.unknown.remove(request.clOrdId());
        }
    }

    @Override
    void onCommand(int partition, Entry<Command> entry) {
        if (entry.body() instanceof NewOrder order) {
            Origin origin = order.origin();
            check(
                    !of(origin.session()).unknown.contains(origin.clOrdId()),
                    "%s was told that %s is unknown, then it is accepted",
                    origin.session(),
                    origin.clOrdId());
        }
    }

    @Override
    void onHeard(String session, long seqNum, Report report) {
        History history = of(session);
        if (report instanceof ExecutionReport execution) {
            history.unanswered.remove(execution.clOrdId());
            if (execution.execType() == 'I') {
                status(session, history, execution);
            } else {
                inLog(session, execution);
                heardOnce(history, execution.execId(), execution);
            }
        } else if (report instanceof CancelReject refused) {
            history.unanswered.remove(refused.clOrdId());
            heardOnce(history, idOf(refused), refused);
        } else if (report instanceof BusinessReject refused) {
            history.unanswered.remove(refused.refId());
        }
    }

    private static String idOf(CancelReject refused) {
        boolean repeat = refused.refusal().word().matches("DUPLICATE|CLORDID_REUSED");
        return "9 " + refused.clOrdId() + (repeat ? "+" : "");
    }

    @Override
    void onHeardAgain(String session, Report report) {
        String id = report instanceof ExecutionReport execution ? execution.execId() : idOf((CancelReject) report);
        check(of(session).reports.containsKey(id), "dropped as heard before, and was not: %s", report);
    }

    private void heardOnce(History history, String id, Report report) {
        int times = history.reports.merge(id, 1, Integer::sum);
        check(times == 1 || id.endsWith("+"), "heard %d times under a new MsgSeqNum: %s", times, report);
    }

    private void status(String session, History history, ExecutionReport status) {
        if (status.orderId().equals("NONE") && !history.requestedSince(status)) {
            history.unknown.add(status.clOrdId());
            for (int p = 0; p < index.partitions(); p++) {
                check(!openedBy(p, session, status.clOrdId()), "unknown, though in the log: %s", status);
            }
        }
    }

    private boolean openedBy(int p, String session, String clOrdId) {
        return index.commands(p).stream()
                .anyMatch(entry -> entry != null
                        && entry.body() instanceof NewOrder order
                        && order.origin().session().equals(session)
                        && order.origin().clOrdId().equals(clOrdId));
    }

    /** ExecIDs are positions: what lies there must be what the report says. */
    private void inLog(String session, ExecutionReport report) {
        String id = report.execId();
        int dash = id.indexOf('-');
        int dot = id.indexOf('.');
        int p = Integer.parseInt(id.substring(1, dash));
        long offset = Long.parseLong(id.substring(dash + 1, dot < 0 ? id.length() : dot));
        at(new LogPosition(id.charAt(0) == 'C' ? Topics.COMMANDS : Topics.EVENTS, p, offset));
        if (id.charAt(0) == 'C') {
            Entry<Command> entry = index.commandOrNull(p, offset);
            Origin origin = entry == null ? null : Facts.originOrNull(entry.body());
            check(
                    origin != null
                            && origin.session().equals(session)
                            && origin.clOrdId().equals(report.clOrdId())
                            && (report.execType() == 'A'
                                    ? entry.body() instanceof NewOrder
                                            && report.orderId().equals(OrderIds.text(OrderIds.of(p, offset)))
                                    : report.execType() == '8' && entry.body() instanceof Rejected),
                    "%s tells of %s",
                    report,
                    entry);
            return;
        }
        Entry<OrdersChanged> entry = index.eventOrNull(p, offset);
        int change = Integer.parseInt(id.substring(dot + 1));
        check(
                entry != null
                        && change < entry.body().changes().size()
                        && tells(report, entry.body().changes().get(change)),
                "%s tells of %s",
                report,
                entry);
    }

    private static boolean tells(ExecutionReport report, OrderChange change) {
        char execType =
                switch (change.kind()) {
                    case ACCEPTED -> '0';
                    case REJECTED -> '8';
                    case TRADE -> 'F';
                    case CANCELED -> '4';
                    case EXPIRED -> 'C';
                    case PENDING_CANCEL -> '6';
                    case PENDING_REPLACE -> 'E';
                    case REPLACED -> '5';
                    case OPENED, CANCEL_REFUSED, REPLACE_REFUSED, QUARANTINED -> '?';
                };
        return report.execType() == execType
                && report.orderId().equals(OrderIds.text(change.order().orderId()))
                && report.account().equals(change.order().account())
                && Decimals.same(report.cumQty(), change.order().cumQty())
                && Decimals.same(report.leavesQty(), change.order().leavesQty())
                && (execType != 'F'
                        || Decimals.same(
                                        report.trade().lastQty(),
                                        change.execution().lastQty())
                                && Decimals.same(
                                        report.trade().lastPx(),
                                        change.execution().lastPx())
                                && report.trade()
                                        .tradeId()
                                        .equals(change.execution().tradeId()));
    }

    @Override
    void atEnd(boolean closed) {
        sessions.forEach((session, history) -> {
            history.unanswered.removeIf(index::spoiledRequest);
            check(history.unanswered.isEmpty(), "%s has no answer to %s", session, history.unanswered);
        });
        Map<String, Set<String>> owed = new TreeMap<>();
        for (int p = 0; p < index.partitions(); p++) {
            for (Entry<Command> entry : index.commands(p)) {
                owedFor(p, entry, owed);
            }
            for (Entry<OrdersChanged> entry : index.events(p)) {
                owedFor(p, entry, entry == null ? null : entry.body(), owed);
            }
        }
        owed.forEach((session, ids) -> {
            Set<String> missing = new TreeSet<>(ids);
            missing.removeAll(of(session).reports.keySet());
            check(missing.isEmpty(), "%s has not heard %s", session, missing);
            Set<String> surplus = new TreeSet<>(of(session).reports.keySet());
            surplus.removeAll(ids);
            surplus.removeIf(id -> id.endsWith("+"));
            check(surplus.isEmpty(), "%s has heard what the log does not say: %s", session, surplus);
        });
    }

    private static void owedFor(int p, Entry<Command> entry, Map<String, Set<String>> owed) {
        Origin origin = entry == null ? null : Facts.originOrNull(entry.body());
        if (origin == null) {
            return;
        }
        Set<String> ids = owed.computeIfAbsent(origin.session(), any -> new TreeSet<>());
        if (entry.body() instanceof NewOrder order && !order.quiet()) {
            ids.add("C" + p + "-" + entry.offset());
        } else if (entry.body() instanceof Rejected refused) {
            boolean repeat = refused.reason().name().matches("DUPLICATE|CLORDID_REUSED");
            if (refused.request() == Rejected.Request.NEW) {
                ids.add("C" + p + "-" + entry.offset());
            } else {
                ids.add("9 " + origin.clOrdId() + (repeat ? "+" : ""));
            }
        }
    }

    private void owedFor(int p, Entry<OrdersChanged> entry, OrdersChanged event, Map<String, Set<String>> owed) {
        for (int i = 0; event != null && i < event.changes().size(); i++) {
            OrderChange change = event.changes().get(i);
            long orderId = change.order().orderId();
            Command opener = index.commandOrNull(p, Facts.offsetOf(orderId)).body();
            Set<String> ids = owed.computeIfAbsent(((NewOrder) opener).origin().session(), any -> new TreeSet<>());
            switch (change.kind()) {
                case OPENED, QUARANTINED -> {}
                case CANCEL_REFUSED, REPLACE_REFUSED -> ids.add("9 " + change.requestClOrdId());
                default -> ids.add("E" + p + "-" + entry.offset() + "." + i);
            }
        }
    }
}
