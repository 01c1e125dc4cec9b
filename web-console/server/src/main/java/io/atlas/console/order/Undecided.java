package io.atlas.console.order;

import io.atlas.console.order.KnownOrders.Known;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests on their way. What the log does not show in time is asked for by OrderStatusRequest(35=H), again after each reconnect,
 * until the log shows it or the gateway says that it has no such request. That word is final, for the gateway answers only once
 * all earlier messages of the session are decided; but the log may be behind it, so it is given a moment. Thread: the console's agent.
 */
final class Undecided {
    private static final int MAX = 10_000;
    private static final long ASK_AFTER_NS = 3_000_000_000L;
    private static final long GRACE_NS = 2_000_000_000L;
    private static final long LOOK_NS = 50_000_000L;

    private final KnownOrders orders;
    private final FixOrders fix;
    private final Map<String, InFlight> requests = new LinkedHashMap<>();
    private long lookedNs;

    Undecided(KnownOrders orders, FixOrders fix) {
        this.orders = orders;
        this.fix = fix;
    }

    boolean full() {
        return requests.size() >= MAX;
    }

    int count() {
        return requests.size();
    }

    void add(InFlight request) {
        requests.put(id(request.desk, request.clOrdId), request);
    }

    private static String id(String desk, String clOrdId) {
        return desk + '/' + clOrdId;
    }

    void onAnswer(FixAnswer answer, long nowNs) {
        switch (answer.kind()) {
            case LOGGED_ON -> of(answer.desk()).forEach(request -> ask(request, nowNs));
            case LOGGED_OUT -> of(answer.desk()).forEach(request -> checking(request, nowNs));
            case DECIDED -> find(answer).ifPresent(request -> request.answered = true);
            case UNKNOWN -> find(answer).ifPresent(request -> request.unknownNs = nowNs);
            case NOT_PROCESSED ->
                find(answer).ifPresent(request -> {
                    requests.remove(id(request.desk, request.clOrdId));
                    notProcessed(request, answer.text(), nowNs);
                });
        }
    }

    private Optional<InFlight> find(FixAnswer answer) {
        return Optional.ofNullable(requests.get(id(answer.desk(), answer.clOrdId())));
    }

    private List<InFlight> of(String desk) {
        return requests.values().stream()
                .filter(request -> request.desk.equals(desk))
                .toList();
    }

    int doWork(long nowNs) {
        if (requests.isEmpty() || nowNs - lookedNs < LOOK_NS) {
            return 0;
        }
        lookedNs = nowNs;
        int done = 0;
        for (Iterator<InFlight> each = requests.values().iterator(); each.hasNext(); ) {
            InFlight request = each.next();
            if (decided(request)) {
                each.remove();
                done++;
            } else if (request.unknownNs > 0) {
                if (nowNs - request.unknownNs > GRACE_NS) {
                    each.remove();
                    notProcessed(request, "the gateway has no such request", nowNs);
                    done++;
                }
            } else if (nowNs - request.askedNs > ASK_AFTER_NS) {
                ask(request, nowNs);
                done++;
            }
        }
        return done;
    }

    /** A new order is decided once it is seen in the log; a cancel or replace has no row of its own there, so its answer counts. */
    private boolean decided(InFlight request) {
        Known order = orders.orderOrNull(request.account, request.orderKey);
        if (order == null || !order.open()) {
            return true;
        }
        return request.newOrder
                ? order.decided()
                : request.answered || order.clOrdId().equals(request.clOrdId);
    }

    private void ask(InFlight request, long nowNs) {
        checking(request, nowNs);
        request.askedNs = nowNs;
        fix.askStatus(request.desk, request.clOrdId, request.symbol, request.side);
    }

    private void checking(InFlight request, long nowNs) {
        if (!request.checking && !decided(request)) {
            request.checking = true;
            orders.unanswered(request.account, request.orderKey, nowNs);
        }
    }

    private void notProcessed(InFlight request, String why, long nowNs) {
        orders.notProcessed(request.account, request.orderKey, "not processed: " + why, nowNs);
    }
}
