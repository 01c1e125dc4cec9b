package io.atlas.sim.check;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.Instruction;
import io.atlas.domain.LogPosition;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.VenueReport;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.Report;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * I6: every request is decided once, every command is answered once, every accepted order ends once. One input gives one
 * output record per partition it concerns (rule 5), and inputs of a topic are taken in order.
 */
public final class I6OneDecision extends Checker {
    /** After 141=Y another message, or the same again, may have the number. */
    private record Message(String session, long seqNum, String clOrdId) {}

    private record Output(int partition, LogPosition cause) {}

    private final LogIndex index;
    private final Map<Message, Integer> sent = new HashMap<>();
    private final Map<Message, Integer> decided = new HashMap<>();
    private final Map<Message, Integer> notProcessed = new HashMap<>();
    private final Set<String> accepted = new HashSet<>();
    private final Set<Long> opened = new TreeSet<>();
    private final Set<Long> ended = new HashSet<>();
    private final Set<String> requests = new TreeSet<>();
    private final Set<String> answered = new HashSet<>();
    private final Set<Output> outputs = new HashSet<>();
    private final Map<String, Long> lastCause = new HashMap<>();
    private final Set<Long> atVenue = new HashSet<>();
    private long lastInput;
    private long expectedOutputs;

    I6OneDecision(LogIndex index) {
        super("I6");
        this.index = index;
    }

    @Override
    void onCommand(int partition, Entry<Command> entry) {
        expectedOutputs++;
        Origin origin = Facts.originOrNull(entry.body());
        if (origin == null) {
            return;
        }
        Message message = new Message(origin.session(), origin.msgSeqNum(), origin.clOrdId());
        decided.merge(message, 1, Integer::sum);
        checkDecidedOnce(message);
        if (entry.body() instanceof Rejected) {
            return;
        }
        check(accepted.add(origin.clOrdId()), "ClOrdID %s is accepted twice", origin.clOrdId());
        if (entry.body() instanceof NewOrder) {
            opened.add(Facts.orderId(partition, entry.offset()));
        } else {
            requests.add(origin.clOrdId());
        }
    }

    @Override
    void onReport(Entry<VenueReport> entry) {
        VenueReport report = entry.body();
        check(report.input() == lastInput + 1, "input %d after %d", report.input(), lastInput);
        lastInput = report.input();
        expectedOutputs += concerned(report).size();
        if (report.instruction() == null) {
            check(entry.cause() == null, "a tick with cause %s", entry.cause());
            return;
        }
        int p = Facts.partitionOf(report.instruction().number());
        long offset = Facts.offsetOf(report.instruction().number());
        LogPosition command = new LogPosition(Topics.COMMANDS, p, offset);
        check(command.equals(entry.cause()), "instruction %s with cause %s", command, entry.cause());
        inOrder("venue/" + p, offset);
        check(carries(index.commandOrNull(p, offset), report.instruction()), "%s is not what its command says", report);
    }

    private static boolean carries(Entry<Command> entry, Instruction instruction) {
        if (entry == null) {
            return false;
        } else if (instruction instanceof Instruction.Enter enter) {
            return entry.body() instanceof NewOrder order
                    && order.symbol().equals(enter.symbol())
                    && order.side() == enter.side()
                    && order.qty() == enter.qty()
                    && order.px() == enter.px();
        } else if (instruction instanceof Instruction.Cancel cancel) {
            return entry.body() instanceof CancelOrder order && order.orderId() == cancel.orderId();
        }
        Instruction.Replace replace = (Instruction.Replace) instruction;
        return entry.body() instanceof ReplaceOrder order
                && order.orderId() == replace.orderId()
                && order.qty() == replace.qty()
                && order.px() == replace.px();
    }

    private void inOrder(String input, long offset) {
        Long before = lastCause.put(input, offset);
        check(before == null || before < offset, "%s: input %d after %d", input, offset, before);
    }

    @Override
    void onEvent(int partition, Entry<OrdersChanged> entry) {
        LogPosition cause = entry.cause();
        check(cause != null && index.has(cause), "cause %s is no valid record", cause);
        check(outputs.add(new Output(partition, cause)), "%s has a second event", cause);
        inOrder(partition + " " + cause.topic(), cause.offset());
        if (cause.topic().equals(Topics.COMMANDS)) {
            check(cause.partition() == partition, "an event of %d with cause %s", partition, cause);
        } else {
            VenueReport report = index.reportOrNull(cause.offset()).body();
            check(concerned(report).contains(partition), "%s does not concern partition %d", cause, partition);
        }
        for (OrderChange change : entry.body().changes()) {
            change(change);
            if (cause.topic().equals(Topics.REPORTS)) {
                atVenue.add(change.order().orderId());
            }
        }
    }

    @Override
    void onHeard(String session, long seqNum, Report report) {
        // Without a number it refuses a message of an earlier numbering.
        if (report instanceof Report.BusinessReject refused && refused.refSeqNum() > 0) {
            Message message = new Message(session, refused.refSeqNum(), refused.refId());
            notProcessed.merge(message, 1, Integer::sum);
            checkDecidedOnce(message);
        }
    }

    @Override
    void onSent(String session, long seqNum, ClientRequest request) {
        sent.merge(new Message(session, seqNum, request.clOrdId()), 1, Integer::sum);
    }

    private void checkDecidedOnce(Message message) {
        int inLog = decided.getOrDefault(message, 0);
        int refused = notProcessed.getOrDefault(message, 0);
        check(
                inLog + refused <= Math.max(1, sent.getOrDefault(message, 0)),
                "%s has %d decisions in the log and %d 35=j",
                message,
                inLog,
                refused);
    }

    /** Inputs without their output record, requests without an answer, orders of which the venue has said nothing yet. */
    public long outstanding() {
        long unanswered = requests.stream()
                .filter(request -> !answered.contains(request) && !index.spoiledRequest(request))
                .count();
        return expectedOutputs - outputs.size() + unanswered + opened.size() - atVenue.size();
    }

    private void change(OrderChange change) {
        long orderId = change.order().orderId();
        check(opened.contains(orderId), "a change of an order that no command opened: %s", change);
        switch (change.kind()) {
            case REJECTED, EXPIRED -> end(change);
            case CANCELED -> {
                end(change);
                answer(change.requestClOrdId());
            }
            case TRADE, REPLACED -> {
                if (I5StatesMove.terminal(change.order().state())) {
                    end(change);
                }
                answer(change.kind() == OrderChange.Kind.REPLACED ? change.requestClOrdId() : null);
            }
            case CANCEL_REFUSED, REPLACE_REFUSED -> answer(change.requestClOrdId());
            default -> {}
        }
    }

    private void end(OrderChange change) {
        check(ended.add(change.order().orderId()), "ends twice: %s", change);
    }

    private void answer(String requestClOrdIdOrNull) {
        if (requestClOrdIdOrNull != null) {
            check(requests.contains(requestClOrdIdOrNull), "%s is answered but not asked", requestClOrdIdOrNull);
            check(answered.add(requestClOrdIdOrNull), "%s is answered twice", requestClOrdIdOrNull);
        }
    }

    /** The partitions of its orders, and the one its instruction came from. */
    private Set<Integer> concerned(VenueReport report) {
        Set<Integer> partitions = new TreeSet<>();
        if (report.instruction() != null) {
            partitions.add(Facts.partitionOf(report.instruction().number()));
        }
        for (VenueReport.Outcome outcome : report.outcomes()) {
            for (long orderId : Facts.clientOrders(outcome)) {
                int partition = Facts.partitionOf(orderId);
                // The first one answers for orders of partitions that do not exist.
                partitions.add(partition < index.partitions() ? partition : 0);
            }
        }
        return partitions;
    }

    @Override
    void atEnd(boolean closed) {
        for (int p = 0; p < index.partitions(); p++) {
            for (Entry<Command> command : index.commands(p)) {
                answeredByEvent(p, command == null ? null : new LogPosition(Topics.COMMANDS, p, command.offset()));
            }
        }
        for (Entry<VenueReport> report : index.reports()) {
            if (report != null) {
                LogPosition position = new LogPosition(Topics.REPORTS, 0, report.offset());
                concerned(report.body()).forEach(p -> answeredByEvent(p, position));
            }
        }
        requests.forEach(request ->
                check(answered.contains(request) || index.spoiledRequest(request), "%s has no answer", request));
        if (closed) {
            opened.forEach(orderId ->
                    check(ended.contains(orderId) || index.spoiled(orderId), "order %d has not ended", orderId));
        }
    }

    private void answeredByEvent(int partition, LogPosition causeOrNull) {
        if (causeOrNull != null) {
            check(
                    outputs.contains(new Output(partition, causeOrNull)),
                    "%s has no event in %d",
                    causeOrNull,
                    partition);
        }
    }
}
