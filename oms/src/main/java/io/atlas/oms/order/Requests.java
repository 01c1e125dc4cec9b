package io.atlas.oms.order;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The cancels and replaces that the venue has not answered yet, also those that came after their order's end. */
final class Requests {
    enum Kind {
        CANCEL,
        REPLACE
    }

    record Request(long number, Kind kind, String clOrdId, HeldOrders.Held held) {}

    private final Map<Long, Request> byNumber = new HashMap<>();
    /** Answers that outputs of an earlier run set aside, by request; their reports are still to be recalled. */
    private final Map<Long, Integer> setAside = new HashMap<>();

    void ask(long number, Kind kind, String clOrdId, HeldOrders.Held held) {
        if (byNumber.putIfAbsent(number, new Request(number, kind, clOrdId, held)) == null) {
            held.asked();
        }
    }

    /** The unanswered request of that number and kind about that order, or null. */
    Request findOrNull(long number, Kind kind, HeldOrders.Held held) {
        Request request = byNumber.get(number);
        return request != null && request.kind() == kind && request.held() == held ? request : null;
    }

    Request findOrNull(long number) {
        return byNumber.get(number);
    }

    void answer(long number) {
        Request request = byNumber.remove(number);
        if (request != null) {
            request.held().answered();
        }
    }

    /** An output of an earlier run tells that an answer to that request was set aside. */
    void setAside(long number) {
        setAside.merge(number, 1, Integer::sum);
    }

    /** A report of an earlier run answers that request, unless its output set just that aside. */
    void recallAnswer(long number) {
        Integer aside = setAside.get(number);
        if (aside == null) {
            answer(number);
        } else if (aside == 1) {
            setAside.remove(number);
        } else {
            setAside.put(number, aside - 1);
        }
    }

    int count() {
        return byNumber.size();
    }

    /** By number. */
    Collection<Request> all() {
        return new TreeMap<>(byNumber).values();
    }
}
