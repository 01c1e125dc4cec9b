package io.atlas.oms.order;

import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.VenueReport.Replaced;
import io.atlas.domain.VenueReport.RequestRefused;
import java.util.HashMap;
import java.util.Map;

/** The cancels and replaces that the venue has not answered yet, also those that came after their order's end. */
final class Requests {
    enum Kind {
        CANCEL,
        REPLACE
    }

    record Request(Kind kind, String clOrdId, HeldOrders.Held held) {}

    private final Map<Long, Request> byNumber = new HashMap<>();

    void ask(long number, Kind kind, String clOrdId, HeldOrders.Held held) {
        if (byNumber.putIfAbsent(number, new Request(kind, clOrdId, held)) == null) {
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

    /** Everything that report answered. */
    void answerAll(VenueReport report) {
        for (Outcome outcome : report.outcomes()) {
            if (outcome instanceof Canceled canceled) {
                answer(canceled.request());
            } else if (outcome instanceof Replaced replaced) {
                answer(replaced.request());
            } else if (outcome instanceof RequestRefused refused) {
                answer(refused.request());
            }
        }
    }

    int count() {
        return byNumber.size();
    }
}
