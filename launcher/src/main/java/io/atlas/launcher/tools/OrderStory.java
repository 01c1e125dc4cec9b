package io.atlas.launcher.tools;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerRecord;
import io.atlas.domain.LogPosition;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what the log says of one order, by the chain of positions: the commands that name it, the venue's records of
 * their instructions and of its trades, the events that name it, the postings that any of these caused. A ClOrdID that
 * several account groups have used tells the stories of all of them.
 */
final class OrderStory {
    /** One record; {@code sentMs} is when its writer sent it, epoch milliseconds. */
    record Line(long sentMs, LogPosition position, String what) {}

    private final String clOrdId;
    private final Set<Long> orderIds = new HashSet<>();
    /** Positions of commands, packed as OrderIDs, that instruct the venue about these orders. */
    private final Set<Long> instructions = new HashSet<>();
    /** Positions whose postings belong to the story. */
    private final Set<LogPosition> causes = new HashSet<>();

    private final List<Line> lines = new ArrayList<>();

    /** Either a ClOrdID or an OrderID; the other is null or NONE. */
    OrderStory(String clOrdIdOrNull, long orderId) {
        this.clOrdId = clOrdIdOrNull;
        if (orderId != OrderIds.NONE) {
            orderIds.add(orderId);
        }
    }

    void read(LogScan scan) {
        if (clOrdId != null) {
            // First which orders these are: a chain's later ids are known only after its replaces.
            scan.read(
                    Topics.COMMANDS, new CommandCodec(), (position, sentMs, entry) -> identify(position, entry.body()));
        }
        scan.read(
                Topics.COMMANDS,
                new CommandCodec(),
                (position, sentMs, entry) -> onCommand(position, sentMs, entry.body()));
        scan.read(
                Topics.REPORTS,
                new VenueRecordCodec(),
                (position, sentMs, entry) -> onReport(position, sentMs, entry.body()));
        scan.read(
                Topics.EVENTS,
                new OrderEventCodec(),
                (position, sentMs, entry) -> onEvent(position, sentMs, entry.body()));
        scan.read(
                Topics.LEDGER,
                new LedgerCodec(),
                (position, sentMs, entry) -> onLedger(position, sentMs, entry.cause(), entry.body()));
        lines.sort(Comparator.comparingLong(Line::sentMs)
                .thenComparingInt(line -> AuditCommand.rank(line.position()))
                .thenComparingLong(line -> line.position().offset()));
    }

    private void identify(LogPosition position, Command command) {
        Origin origin = origin(command);
        if (origin == null || !origin.clOrdId().equals(clOrdId)) {
            return;
        }
        long orderId = orderId(position, command);
        if (orderId != OrderIds.NONE) {
            orderIds.add(orderId);
        }
    }

    /** The order a command speaks of; NONE for a refusal about no order. */
    private static long orderId(LogPosition position, Command command) {
        if (command instanceof NewOrder) {
            return OrderIds.of(position.partition(), position.offset());
        }
        if (command instanceof CancelOrder cancel) {
            return cancel.orderId();
        }
        if (command instanceof ReplaceOrder replace) {
            return replace.orderId();
        }
        return command instanceof Rejected rejected && rejected.existing() != null
                ? rejected.existing().orderId()
                : OrderIds.NONE;
    }

    private static Origin origin(Command command) {
        if (command instanceof NewOrder order) {
            return order.origin();
        }
        if (command instanceof CancelOrder cancel) {
            return cancel.origin();
        }
        if (command instanceof ReplaceOrder replace) {
            return replace.origin();
        }
        return command instanceof Rejected rejected ? rejected.origin() : null;
    }

    private void onCommand(LogPosition position, long sentMs, Command command) {
        Origin origin = origin(command);
        boolean named = origin != null && origin.clOrdId().equals(clOrdId);
        if (!named && !orderIds.contains(orderId(position, command))) {
            return;
        }
        instructions.add(OrderIds.of(position.partition(), position.offset()));
        add(position, sentMs, RecordText.of(command));
    }

    private void onReport(LogPosition position, long sentMs, VenueRecord venueRecord) {
        if (!(venueRecord instanceof VenueReport report)) {
            return;
        }
        boolean instructed = report.instruction() != null
                && instructions.contains(report.instruction().number());
        List<VenueReport.Outcome> ours = report.outcomes().stream()
                .filter(outcome -> RecordText.concerns(outcome, orderIds))
                .toList();
        if (instructed || !ours.isEmpty()) {
            add(position, sentMs, RecordText.of(report, ours));
        }
    }

    private void onEvent(LogPosition position, long sentMs, OrderEvent event) {
        if (!(event instanceof OrdersChanged changed)) {
            return;
        }
        List<OrderChange> ours = changed.changes().stream()
                .filter(change -> orderIds.contains(change.order().orderId()))
                .toList();
        if (!ours.isEmpty()) {
            add(position, sentMs, RecordText.of(ours));
        }
    }

    private void onLedger(LogPosition position, long sentMs, LogPosition cause, LedgerRecord ledgerRecord) {
        if (ledgerRecord instanceof LedgerEntry entry
                && causes.contains(cause)
                && !entry.postings().isEmpty()) {
            add(position, sentMs, RecordText.of(entry));
        }
    }

    private void add(LogPosition position, long sentMs, String what) {
        causes.add(position);
        lines.add(new Line(sentMs, position, what));
    }

    List<Line> lines() {
        return lines;
    }
}
