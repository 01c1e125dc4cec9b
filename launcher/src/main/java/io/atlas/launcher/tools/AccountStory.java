package io.atlas.launcher.tools;

import static io.atlas.domain.FixedPoint.format;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerEntry.Posting;
import io.atlas.domain.LogPosition;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Rejected;
import io.atlas.launcher.replay.StoryScan;
import io.atlas.launcher.replay.StoryScan.Found;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.log.Topics;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Everything an account did: its deposits, its orders as they stand, its refusals, and every movement of its money. */
final class AccountStory {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private record Movement(LogPosition position, LogPosition cause, long timeNs, Posting posting) {}

    private record Decision(LogPosition position, long timeNs, String what) {}

    private final String account;
    private final Map<Long, Order> orders = new TreeMap<>();
    private final List<Decision> others = new ArrayList<>();
    private final List<Movement> movements = new ArrayList<>();

    AccountStory(StoryScan scan, String account) {
        this.account = account;
        Set<String> text = Set.of("\"account\":\"" + account + '"');
        for (int p = 0; p < scan.partitions(Topics.COMMANDS); p++) {
            List<Found> commands = scan.valid(Topics.COMMANDS, p, new CommandCodec(), text);
            // An account lives in one partition; its other topics there are worth reading only if it does.
            if (!commands.isEmpty()) {
                readCommands(commands, p);
                readEvents(scan.valid(Topics.EVENTS, p, new OrderEventCodec(), text));
                readEntries(scan.valid(Topics.LEDGER, p, new LedgerCodec(), text));
            }
        }
    }

    private void readCommands(List<Found> found, int partition) {
        CommandCodec codec = new CommandCodec();
        for (Found each : found) {
            var entry = codec.decode(each.record());
            Command command = entry.body();
            if (command instanceof NewOrder order && order.origin().account().equals(account)) {
                long id = OrderIds.of(partition, entry.offset());
                orders.put(id, Order.opened(id, order));
            } else if (command instanceof Deposit deposit && deposit.account().equals(account)) {
                String what = "DEPOSIT " + deposit.depositId() + ' ' + format(deposit.amount()) + ' ' + deposit.asset();
                others.add(new Decision(each.position(), entry.time(), what));
            } else if (command instanceof Rejected rejected
                    && rejected.origin().account().equals(account)) {
                others.add(new Decision(each.position(), entry.time(), RecordText.of(rejected)));
            }
        }
    }

    private void readEvents(List<Found> found) {
        OrderEventCodec codec = new OrderEventCodec();
        for (Found each : found) {
            if (codec.decode(each.record()).body() instanceof OrdersChanged changed) {
                for (OrderChange change : changed.changes()) {
                    orders.computeIfPresent(change.order().orderId(), (id, before) -> change.order());
                }
            }
        }
    }

    private void readEntries(List<Found> found) {
        LedgerCodec codec = new LedgerCodec();
        for (Found each : found) {
            var entry = codec.decode(each.record());
            if (entry.body() instanceof LedgerEntry body) {
                for (Posting posting : body.postings()) {
                    if (posting.account().equals(account)) {
                        movements.add(new Movement(each.position(), entry.cause(), entry.time(), posting));
                    }
                }
            }
        }
    }

    boolean isEmpty() {
        return orders.isEmpty() && others.isEmpty() && movements.isEmpty();
    }

    void print(PrintWriter out) {
        out.printf("account %s%n", account);
        if (!others.isEmpty()) {
            out.printf("%n%d deposits and refusals%n", others.size());
            others.forEach(each -> out.printf("%s  %-26s %s%n", time(each.timeNs()), each.position(), each.what()));
        }
        out.printf("%n%d orders (`audit --order ID` tells the story of one)%n", orders.size());
        if (!orders.isEmpty()) {
            out.printf(
                    "%-12s %-22s %-10s %-4s %14s %14s %14s %14s  %s%n",
                    "OrderID", "ClOrdID", "symbol", "side", "qty", "px", "traded", "leaves", "state");
        }
        for (Order order : orders.values()) {
            out.printf(
                    "%-12s %-22s %-10s %-4s %14s %14s %14s %14s  %s%n",
                    OrderIds.text(order.orderId()),
                    order.clOrdId(),
                    order.symbol(),
                    order.side(),
                    format(order.qty()),
                    format(order.px()),
                    format(order.cumQty()),
                    format(order.leavesQty()),
                    order.state());
        }
        out.printf("%n%d movements%n", movements.size());
        if (!movements.isEmpty()) {
            out.printf(
                    "%-26s  %-24s %-6s %22s %22s %22s %22s%n",
                    "time (UTC)", "cause", "asset", "available", "reserved", "available after", "reserved after");
        }
        for (Movement movement : movements) {
            Posting posting = movement.posting();
            out.printf(
                    "%-26s  %-24s %-6s %22s %22s %22s %22s%n",
                    time(movement.timeNs()),
                    movement.cause(),
                    posting.asset(),
                    signed(posting.availableAmount()),
                    signed(posting.reservedAmount()),
                    format(posting.availableAfter()),
                    format(posting.reservedAfter()));
        }
        out.flush();
    }

    private static String time(long timeNs) {
        return TIME.format(Instant.ofEpochSecond(timeNs / SECOND_NS, timeNs % SECOND_NS));
    }

    private static String signed(long amount) {
        return (amount > 0 ? "+" : "") + format(amount);
    }

    ObjectNode json(ObjectMapper mapper) {
        ObjectNode node = mapper.createObjectNode().put("account", account);
        ArrayNode decisions = node.putArray("depositsAndRefusals");
        others.forEach(each -> decisions
                .addObject()
                .put("position", each.position().toString())
                .put("time", Long.toString(each.timeNs()))
                .put("what", each.what()));
        ArrayNode list = node.putArray("orders");
        orders.values().forEach(order -> list.addObject()
                .put("orderId", OrderIds.text(order.orderId()))
                .put("clOrdId", order.clOrdId())
                .put("symbol", order.symbol())
                .put("side", order.side().name())
                .put("qty", format(order.qty()))
                .put("px", format(order.px()))
                .put("cumQty", format(order.cumQty()))
                .put("leavesQty", format(order.leavesQty()))
                .put("state", order.state().name()));
        ArrayNode moves = node.putArray("movements");
        movements.forEach(each -> moves.addObject()
                .put("position", each.position().toString())
                .put("cause", each.cause().toString())
                .put("time", Long.toString(each.timeNs()))
                .put("asset", each.posting().asset())
                .put("available", format(each.posting().availableAmount()))
                .put("reserved", format(each.posting().reservedAmount()))
                .put("availableAfter", format(each.posting().availableAfter()))
                .put("reservedAfter", format(each.posting().reservedAfter())));
        return node;
    }
}
