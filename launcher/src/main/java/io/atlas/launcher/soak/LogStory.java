package io.atlas.launcher.soak;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.EpochStart;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerRecord;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.domain.World;
import io.atlas.venue.book.RestingOrder;
import io.atlas.venue.core.VenueCore;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.RecordCodec;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * What the log says, from its beginning to where it ends now: what each client must have heard, which orders are open, what the
 * accounts hold, what rests at the venue. Thread: the caller's.
 */
final class LogStory {
    private static final int READ_LIMIT = 4_096;
    private static final long REST_NS = 1_000_000;

    private interface Handler<T> {
        void on(int partition, Entry<T> entry);
    }

    /** Of one account and asset, or of one order: available and reserved. */
    record Money(long available, long reserved) {}

    final Map<String, Map<String, String>> receipts = new HashMap<>();
    /** By session and ClOrdID: the records that decided it. */
    final Map<String, Map<String, List<String>>> decisions = new HashMap<>();

    final Map<Long, Order> orders = new HashMap<>();
    final Map<Long, RestingOrder> resting = new HashMap<>();
    final Map<String, Money> balances = new TreeMap<>();
    final List<String> problems = new ArrayList<>();
    final Map<String, Long> records = new TreeMap<>();
    long inert;

    private final CommandLog log;
    private final Map<Long, String> sessionOf = new HashMap<>();
    private final Map<String, String> sessionOfRequest = new HashMap<>();
    private final Set<Long> commandsToAnswer = new HashSet<>();
    private final Set<Long> answered = new HashSet<>();
    private World world;

    private LogStory(CommandLog log) {
        this.log = log;
    }

    static LogStory read(CommandLog log) {
        LogStory story = new LogStory(log);
        // In the order in which one topic speaks of the other.
        story.read(Topics.COMMANDS, new CommandCodec(), story::onCommand);
        story.read(Topics.EVENTS, new OrderEventCodec(), story::onEvent);
        story.read(Topics.LEDGER, new LedgerCodec(), story::onLedger);
        story.readVenue();
        for (long command : story.commandsToAnswer) {
            if (!story.answered.contains(command)) {
                story.problems.add("no event answers command " + OrderIds.text(command));
            }
        }
        return story;
    }

    World world() {
        return world;
    }

    private <T> void read(String topic, RecordCodec<T> codec, Handler<T> handler) {
        for (int p = 0; p < log.partitions(topic); p++) {
            int partition = p;
            long end = log.endOffset(topic, partition);
            try (ValidReader<T> reader = new ValidReader<>(log, topic, partition, codec)) {
                while (reader.position() < end - 1) {
                    log.poll();
                    int read = reader.poll(
                            entry -> {
                                records.merge(topic, 1L, Long::sum);
                                handler.on(partition, entry);
                            },
                            READ_LIMIT);
                    if (read == 0) {
                        LockSupport.parkNanos(REST_NS);
                    }
                }
                inert += reader.inertCount();
            }
        }
    }

    private void onCommand(int partition, Entry<Command> entry) {
        Command command = entry.body();
        long id = OrderIds.of(partition, entry.offset());
        if (command instanceof EpochStart start) {
            world = WorldJson.read(start.config());
        } else if (command instanceof NewOrder order) {
            Origin origin = order.origin();
            decided(origin, "NEW_ORDER");
            sessionOf.put(id, origin.session());
            commandsToAnswer.add(id);
            receive(
                    origin.session(),
                    "C" + OrderIds.text(id),
                    report('A', Order.opened(id, order), origin.clOrdId(), null));
        } else if (command instanceof CancelOrder cancel) {
            change(cancel.origin(), "CANCEL_ORDER");
            commandsToAnswer.add(id);
        } else if (command instanceof ReplaceOrder replace) {
            change(replace.origin(), "REPLACE_ORDER");
            commandsToAnswer.add(id);
        } else if (command instanceof Rejected rejected) {
            onRejected(id, rejected);
        } else if (!(command instanceof Deposit)) {
            problems.add("an unknown command at " + OrderIds.text(id));
        }
    }

    private void change(Origin origin, String kind) {
        decided(origin, kind);
        sessionOfRequest.put(origin.clOrdId(), origin.session());
    }

    private void onRejected(long id, Rejected rejected) {
        Origin origin = rejected.origin();
        decided(origin, "REJECTED");
        Rejected.Existing existing = rejected.existing();
        if (rejected.request() == Rejected.Request.NEW) {
            receive(
                    origin.session(),
                    "C" + OrderIds.text(id),
                    String.join(
                            "|",
                            "8",
                            String.valueOf(existing.ordStatus().fix()),
                            origin.clOrdId(),
                            OrderIds.text(existing.orderId()),
                            decimal(existing.cumQty()),
                            decimal(existing.leavesQty()),
                            "",
                            ""));
        } else {
            char responseTo = rejected.request() == Rejected.Request.CANCEL ? '1' : '2';
            refuse(
                    origin.session(),
                    origin.clOrdId(),
                    existing.orderId(),
                    existing.ordStatus().fix(),
                    responseTo);
        }
    }

    private void refuse(String session, String clOrdId, long orderId, char ordStatus, char responseTo) {
        receive(session, "refused " + clOrdId, OrderIds.text(orderId) + '|' + ordStatus + '|' + responseTo);
    }

    private void decided(Origin origin, String how) {
        decisions
                .computeIfAbsent(origin.session(), any -> new HashMap<>())
                .computeIfAbsent(origin.clOrdId(), any -> new ArrayList<>(1))
                .add(how);
    }

    private void receive(String session, String key, String content) {
        String before =
                receipts.computeIfAbsent(session, any -> new HashMap<>()).put(key, content);
        if (before != null) {
            problems.add(key + " of " + session + " is in the log twice: " + before + ", " + content);
        }
    }

    private void onEvent(int partition, Entry<OrderEvent> entry) {
        if (entry.cause() != null && entry.cause().topic().equals(Topics.COMMANDS)) {
            long command = OrderIds.of(partition, entry.cause().offset());
            if (!answered.add(command)) {
                problems.add("two events answer command " + OrderIds.text(command));
            }
        }
        if (entry.body() instanceof OrdersChanged changed) {
            for (int i = 0; i < changed.changes().size(); i++) {
                onChange(
                        "E" + partition + '-' + entry.offset() + '.' + i,
                        changed.changes().get(i));
            }
        }
    }

    private void onChange(String execId, OrderChange change) {
        Order order = change.order();
        String session = sessionOf.get(order.orderId());
        orders.put(order.orderId(), order);
        String asked = change.requestClOrdId();
        switch (change.kind()) {
            case OPENED -> {
                // The client has heard of it from the command.
            }
            case QUARANTINED -> problems.add("quarantined: " + change);
            case CANCEL_REFUSED ->
                refuse(
                        sessionOfRequest.get(asked),
                        asked,
                        order.orderId(),
                        order.ordStatus().fix(),
                        '1');
            case REPLACE_REFUSED ->
                refuse(
                        sessionOfRequest.get(asked),
                        asked,
                        order.orderId(),
                        order.ordStatus().fix(),
                        '2');
            case ACCEPTED -> receive(session, execId, report('0', order, order.clOrdId(), null));
            case REJECTED -> receive(session, execId, report('8', order, order.clOrdId(), null));
            case TRADE -> receive(session, execId, report('F', order, order.clOrdId(), change.execution()));
            case EXPIRED -> receive(session, execId, report('C', order, order.clOrdId(), null));
            case CANCELED ->
                receive(session, execId, report('4', order, asked == null ? order.clOrdId() : asked, null));
            case PENDING_CANCEL -> receive(session, execId, report('6', order, asked, null));
            case PENDING_REPLACE -> receive(session, execId, report('E', order, asked, null));
            case REPLACED -> receive(session, execId, report('5', order, asked, null));
        }
    }

    private static String report(char execType, Order order, String clOrdId, OrderChange.Execution trade) {
        return String.join(
                "|",
                String.valueOf(execType),
                String.valueOf(order.ordStatus().fix()),
                clOrdId,
                OrderIds.text(order.orderId()),
                decimal(order.cumQty()),
                decimal(order.leavesQty()),
                trade == null ? "" : decimal(trade.lastQty()),
                trade == null ? "" : decimal(trade.lastPx()));
    }

    private static String decimal(long value) {
        return FixFields.plain(FixedPoint.format(value));
    }

    private void onLedger(int partition, Entry<LedgerRecord> entry) {
        if (!(entry.body() instanceof LedgerEntry ledger)) {
            return;
        }
        Map<String, Long> sums = new HashMap<>();
        for (LedgerEntry.Posting posting : ledger.postings()) {
            sums.merge(
                    posting.asset(),
                    Math.addExact(posting.availableAmount(), posting.reservedAmount()),
                    Math::addExact);
            balances.put(
                    partition + " " + posting.account() + ' ' + posting.asset(),
                    new Money(posting.availableAfter(), posting.reservedAfter()));
        }
        sums.forEach((asset, sum) -> {
            if (sum != 0) {
                problems.add(
                        "I1: ledger.entries/" + partition + ' ' + entry.offset() + " sums to " + sum + ' ' + asset);
            }
        });
    }

    private void readVenue() {
        VenueCore core = new VenueCore();
        read(Topics.REPORTS, new VenueRecordCodec(), (partition, entry) -> {
            VenueRecord body = entry.body();
            if (body instanceof EpochStart start) {
                core.beginEpoch(WorldJson.read(start.config()));
            } else {
                core.replay((VenueReport) body);
            }
        });
        core.audit();
        for (String symbol : core.symbols()) {
            for (Side side : Side.values()) {
                for (RestingOrder order : core.restingOrders(symbol, side)) {
                    if (!order.house()) {
                        resting.put(order.orderId(), order);
                    }
                }
            }
        }
    }
}
