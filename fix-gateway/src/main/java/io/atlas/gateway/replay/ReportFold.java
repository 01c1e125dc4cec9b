package io.atlas.gateway.replay;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.order.Reports;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Who was told what by each record: what the live gateway's order board does, without money and decisions. An event comes
 * after the commands it names as seen; otherwise the topics may come in any order.
 */
final class ReportFold {
    /** Takes what is told, for the sessions that are wanted. */
    interface Output {
        /**
         * @param orderId the order it speaks of, {@link OrderIds#NONE} if there is none
         * @param open whether that order is open after it
         */
        void tell(String session, Report report, ReportCause cause, long timeNs, long orderId, boolean open);
    }

    private record Request(String session, String origClOrdId) {}

    /** An order while it is open or a request of its is unanswered. */
    private static final class Known {
        private final String sessionOrNull;
        private final Map<String, Request> requests = new HashMap<>(2);
        private String clOrdId;
        private boolean open = true;

        Known(String sessionOrNull, String clOrdId) {
            this.sessionOrNull = sessionOrNull;
            this.clOrdId = clOrdId;
        }
    }

    private final int partition;
    private final Reports reports;
    private final Set<String> wanted;
    private final Output output;
    private final Long2ObjectHashMap<Known> orders = new Long2ObjectHashMap<>();

    ReportFold(int partition, Reports reports, Set<String> wanted, Output output) {
        this.partition = partition;
        this.reports = reports;
        this.wanted = wanted;
        this.output = output;
    }

    void command(Entry<Command> entry) {
        Command command = entry.body();
        String execId = Reports.commandExecId(partition, entry.offset());
        ReportCause cause = new ReportCause(Topics.COMMANDS, entry.offset(), 0);
        if (command instanceof NewOrder order) {
            long orderId = OrderIds.of(partition, entry.offset());
            Origin origin = order.origin();
            orders.put(orderId, new Known(origin.session(), origin.clOrdId()));
            if (!order.quiet()) {
                tell(
                        origin.session(),
                        () -> reports.pendingNew(orderId, order, execId, entry.time()),
                        cause,
                        entry.time(),
                        orderId,
                        true);
            }
        } else if (command instanceof CancelOrder cancel) {
            ask(cancel.orderId(), cancel.origin(), cancel.origClOrdId());
        } else if (command instanceof ReplaceOrder replace) {
            ask(replace.orderId(), replace.origin(), replace.origClOrdId());
        } else if (command instanceof Rejected rejected) {
            long orderId = rejected.existing().orderId();
            Known known = orders.get(orderId);
            tell(
                    rejected.origin().session(),
                    () -> reports.refused(rejected, execId, entry.time()),
                    cause,
                    entry.time(),
                    known == null ? OrderIds.NONE : orderId,
                    known != null && known.open);
        }
    }

    /** A request may come when the order is over: it is still answered. */
    private void ask(long orderId, Origin origin, String origClOrdId) {
        Known known = orders.get(orderId);
        if (known == null) {
            known = new Known(null, null);
            orders.put(orderId, known);
        }
        known.requests.put(origin.clOrdId(), new Request(origin.session(), origClOrdId));
    }

    void event(Entry<OrdersChanged> entry) {
        int index = 0;
        for (OrderChange change : entry.body().changes()) {
            if (change.kind() != OrderChange.Kind.QUARANTINED) {
                change(change, entry.offset(), index, entry.time());
            }
            index++;
        }
    }

    private void change(OrderChange change, long offset, int index, long time) {
        Order after = change.order();
        Known known = orders.get(after.orderId());
        if (known == null) {
            return;
        }
        Request request = change.requestClOrdId() == null ? null : known.requests.get(change.requestClOrdId());
        String clOrdIdBefore = known.clOrdId;
        known.clOrdId = after.clOrdId();
        known.open = after.open();
        ReportCause cause = new ReportCause(Topics.EVENTS, offset, index);
        Supplier<Report> report = () -> reports.changedOrNull(
                change,
                clOrdIdBefore,
                request == null ? null : request.origClOrdId(),
                Reports.eventExecId(partition, offset, index),
                time);
        boolean refusal = isRefusal(change.kind());
        if (!refusal) {
            tell(known.sessionOrNull, report, cause, time, after.orderId(), after.open());
        }
        if (request != null && (refusal || !request.session().equals(known.sessionOrNull))) {
            tell(request.session(), report, cause, time, after.orderId(), after.open());
        }
        if (refusal || change.kind() == OrderChange.Kind.CANCELED || change.kind() == OrderChange.Kind.REPLACED) {
            known.requests.remove(change.requestClOrdId());
        }
        if (!known.open && known.requests.isEmpty()) {
            orders.remove(after.orderId());
        }
    }

    private static boolean isRefusal(OrderChange.Kind kind) {
        return kind == OrderChange.Kind.CANCEL_REFUSED || kind == OrderChange.Kind.REPLACE_REFUSED;
    }

    private void tell(
            String session, Supplier<Report> report, ReportCause cause, long time, long orderId, boolean open) {
        if (wanted.contains(session)) {
            Report made = report.get();
            if (made != null) {
                output.tell(session, made, cause, time, orderId, open);
            }
        }
    }
}
