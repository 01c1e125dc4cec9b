package io.atlas.sim.check;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.StatusRequest;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.Report.CancelReject;
import io.atlas.gateway.client.Report.ExecutionReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What clients asked and were answered, in the order in which it happened to them: invocations and completions. A completion
 * is ok or fail; what has none, or only a "not processed", is unknown until a status request (35=H) has told.
 */
final class ClientHistory {
    /** After 141=Y another message has the number. */
    private record Message(String session, long seqNum, String clOrdId) {}

    /** A request as it left the client first; {@code when} counts everything that any client did or heard. */
    record Invocation(long when, String session, ClientRequest request) {}

    /** A report as it was heard first. */
    record Completion<T extends Report>(long when, T report) {}

    private final Map<Message, List<Invocation>> invocations = new HashMap<>();
    private final Map<String, Completion<ExecutionReport>> byExecId = new HashMap<>();
    private final Map<String, Completion<CancelReject>> rejects = new HashMap<>();
    private final Map<String, ExecutionReport> latestByOrderId = new HashMap<>();
    /** By ClOrdID: the order it is the id of. */
    private final Map<String, String> orderIds = new TreeMap<>();

    private long when;

    void sent(String session, long seqNum, ClientRequest request) {
        when++;
        if (!(request instanceof StatusRequest)) {
            Message message = new Message(session, seqNum, request.clOrdId());
            invocations.computeIfAbsent(message, any -> new ArrayList<>(1)).add(new Invocation(when, session, request));
        }
    }

    void heard(Report report) {
        when++;
        if (report instanceof ExecutionReport execution && execution.execType() != 'I') {
            byExecId.putIfAbsent(execution.execId(), new Completion<>(when, execution));
            if (execution.execType() != '8' || execution.execId().startsWith("E")) {
                latestByOrderId.put(execution.orderId(), execution);
                orderIds.putIfAbsent(execution.clOrdId(), execution.orderId());
            }
        } else if (report instanceof CancelReject refused) {
            rejects.putIfAbsent(refused.clOrdId(), new Completion<>(when, refused));
        }
    }

    /** What the client sent first under that number with that ClOrdID and such terms, or null. */
    Invocation invocationOrNull(String session, long seqNum, String clOrdId, Predicate<ClientRequest> terms) {
        return invocations.getOrDefault(new Message(session, seqNum, clOrdId), List.of()).stream()
                .filter(invocation -> terms.test(invocation.request()))
                .findFirst()
                .orElse(null);
    }

    /** The report with that ExecID as it was heard first, or null. */
    Completion<ExecutionReport> reportOrNull(String execId) {
        return byExecId.get(execId);
    }

    /** The refusal (35=9) of that request, or null. */
    Completion<CancelReject> rejectOrNull(String clOrdId) {
        return rejects.get(clOrdId);
    }

    /** What was heard last of the order, or null. */
    ExecutionReport latestOrNull(String orderId) {
        return latestByOrderId.get(orderId);
    }

    /** The order that a ClOrdID became, or null. */
    String orderIdOrNull(String clOrdId) {
        return orderIds.get(clOrdId);
    }
}
