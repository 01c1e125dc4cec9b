package io.atlas.gateway.replay;

import io.atlas.domain.OrderIds;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.client.ReportHistory.From;
import io.atlas.gateway.client.ReportHistory.Told;
import io.atlas.wire.log.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of a session's reports are handed over.
 *
 * <p>After a report that the client named: it has that one and those before it. Live, the two topics' reports leave as they
 * arrive, so of the other topic only what the named record had seen (eventsSeen, commandsSeen) was surely told before; the
 * rest is kept until the named record comes and handed over then. Rather one report twice than one missed.
 *
 * <p>Since a time: reports of orders that end before it are dropped; those of orders open at that time are kept until it
 * comes.
 *
 * <p>Of either only what comes after the last that is known to have been told, in each topic: a replay that was cut short
 * goes on there. That suffices because it tells each topic's reports in their order.
 */
final class SessionFilter {
    private record Kept(Report report, ReportCause cause, long arrival) {}

    private final String session;
    private final From from;
    private final ReportCause mark;
    private final Deque<Kept> perhaps = new ArrayDeque<>();
    private final Map<Long, List<Kept>> ofOpenOrders = new HashMap<>();
    private long arrivals;
    private boolean open;

    SessionFilter(String session, From from) {
        this.session = session;
        this.from = from;
        this.mark = from.namedOrNull();
        this.open = mark == null && from.sinceNs() == 0;
    }

    void report(Report report, ReportCause cause, long timeNs, long orderId, boolean orderOpen, Told told) {
        Kept kept = new Kept(report, cause, arrivals++);
        if (open) {
            tell(kept, told);
        } else if (mark == null) {
            beforeTheTime(kept, timeNs, orderId, orderOpen, told);
        } else if (!cause.topic().equals(mark.topic())) {
            perhaps.addLast(kept);
        } else if (cause.after(mark)) {
            open(told);
            tell(kept, told);
        }
    }

    private void tell(Kept kept, Told told) {
        ReportCause cause = kept.cause;
        if (cause.after(cause.topic().equals(Topics.COMMANDS) ? from.afterCommand() : from.afterEvent())) {
            told.report(session, kept.report, cause);
        }
    }

    private void beforeTheTime(Kept kept, long timeNs, long orderId, boolean orderOpen, Told told) {
        if (timeNs >= from.sinceNs()) {
            open(told);
            tell(kept, told);
        } else if (!orderOpen) {
            ofOpenOrders.remove(orderId);
        } else if (orderId != OrderIds.NONE) {
            ofOpenOrders.computeIfAbsent(orderId, id -> new ArrayList<>(4)).add(kept);
        }
    }

    private void open(Told told) {
        open = true;
        perhaps.forEach(kept -> tell(kept, told));
        perhaps.clear();
        ofOpenOrders.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(Kept::arrival))
                .forEach(kept -> tell(kept, told));
        ofOpenOrders.clear();
    }

    /** A record has been folded, its reports told; {@code otherSeen}: how far its writer had seen the other topic. */
    void passed(String topic, long offset, long otherSeen, Told told) {
        if (open || mark == null || !mark.topic().equals(topic)) {
            return;
        }
        if (offset <= mark.offset()) {
            while (!perhaps.isEmpty() && perhaps.peekFirst().cause.offset() <= otherSeen) {
                perhaps.removeFirst();
            }
        }
        if (offset >= mark.offset()) {
            open(told);
        }
    }

    /** Everything that was in the log has passed. */
    void end(Told told) {
        if (!open && mark == null) {
            open(told);
        }
    }

    boolean knewNamed() {
        return mark == null || open;
    }
}
