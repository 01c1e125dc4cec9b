package io.atlas.wire.json;

import static io.atlas.domain.FixedPoint.parse;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.EpochStart;
import io.atlas.domain.Instruction;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerEntry.Posting;
import io.atlas.domain.LedgerRecord;
import io.atlas.domain.LogPosition;
import io.atlas.domain.MarketView;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdStatus;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrderState;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Quarantine;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.wire.log.Entry;
import java.util.List;
import java.util.Map;

/**
 * One short story as records: ALGO1 has $1,000,000, buys 0.2 BTC at 50,010, gets 0.15 from the house, replaces the rest to
 * 50,020, then cancels it. The pages of {@code wire/doc} quote these records.
 */
final class Samples {
    private static final int PARTITION = 0;
    private static final long TIME = 1_767_225_600_000_000_000L;
    private static final long EPOCH = 0;
    private static final long ORDER = OrderIds.of(PARTITION, 2);
    private static final long REPLACE = OrderIds.of(PARTITION, 4);
    private static final long CANCEL = OrderIds.of(PARTITION, 5);
    private static final MarketView MARKET = new MarketView(parse("49999"), parse("50001"), 88_123);

    private Samples() {}

    static List<Entry<Command>> commands() {
        return List.of(
                start(0, new EpochStart("gateway-7f3a", -1, "{\"name\":\"demo\",\"instruments\":[],\"groups\":[]}")),
                entry(1, null, new Deposit("ALGO1-1-USD-1", "ALGO1-1", "USD", parse("1000000"), -1)),
                entry(
                        2,
                        null,
                        new NewOrder(
                                origin(17, "ord-1", "9c1185a5c5e9fc54"),
                                "BTC-USD",
                                Side.BUY,
                                OrdType.LIMIT,
                                TimeInForce.DAY,
                                parse("0.2"),
                                parse("50010"),
                                parse("10002"),
                                MARKET,
                                false,
                                -1)),
                entry(
                        3,
                        null,
                        new Rejected(
                                origin(18, "ord-2", "5d41402abc4b2a76"),
                                Rejected.Request.NEW,
                                null,
                                new Rejected.Terms(
                                        "BTC-USD",
                                        Side.BUY,
                                        OrdType.LIMIT,
                                        TimeInForce.DAY,
                                        parse("50"),
                                        parse("50010")),
                                null,
                                Reason.INSUFFICIENT_FUNDS,
                                "OrderQty(38)=50 Price(44)=50010 needs 2500500 USD (expected: at most 989998)",
                                3)),
                entry(
                        4,
                        null,
                        new ReplaceOrder(
                                origin(19, "rpl-1", "7d793037a0760186"),
                                "ord-1",
                                ORDER,
                                "BTC-USD",
                                Side.BUY,
                                parse("0.2"),
                                parse("50020"),
                                parse("0.5"),
                                MARKET,
                                3)),
                entry(
                        5,
                        null,
                        new CancelOrder(
                                origin(20, "cxl-1", "e4da3b7fbbce2345"), "rpl-1", ORDER, "BTC-USD", Side.BUY, 5)),
                entry(
                        6,
                        null,
                        new Rejected(
                                origin(21, "cxl-2", "1679091c5a880faf"),
                                Rejected.Request.CANCEL,
                                "rpl-1",
                                null,
                                new Rejected.Existing(ORDER, OrdStatus.CANCELED, parse("0.15"), 0),
                                Reason.TOO_LATE,
                                "OrigClOrdID(41)=rpl-1 is CANCELED (expected: an open order)",
                                8)));
    }

    static List<Entry<OrderEvent>> orderEvents() {
        Order opened = order("ord-1", "50010", OrderState.PENDING_SUBMIT, "0");
        Order filled = order("ord-1", "50010", OrderState.PARTIALLY_FILLED, "0.15");
        Order replacing = filled.with(new Order.PendingReplace(REPLACE, "rpl-1", parse("0.2"), parse("50020")));
        Order replaced = order("rpl-1", "50020", OrderState.PARTIALLY_FILLED, "0.15");
        OrderChange.Execution execution = new OrderChange.Execution("41.1", parse("0.15"), parse("50001"), true, true);
        return List.of(
                entry(1, command(1), new OrdersChanged(1, List.of())),
                entry(2, command(2), new OrdersChanged(2, List.of(change(OrderChange.Kind.OPENED, opened)))),
                entry(
                        3,
                        report(41),
                        new OrdersChanged(
                                3,
                                List.of(
                                        change(OrderChange.Kind.ACCEPTED, order("ord-1", "50010", OrderState.NEW, "0")),
                                        new OrderChange(
                                                OrderChange.Kind.TRADE, filled, null, Reason.NONE, execution)))),
                entry(
                        4,
                        command(4),
                        new OrdersChanged(
                                4,
                                List.of(new OrderChange(
                                        OrderChange.Kind.PENDING_REPLACE, replacing, "rpl-1", Reason.NONE, null)))),
                entry(
                        6,
                        command(5),
                        new OrdersChanged(
                                5,
                                List.of(new OrderChange(
                                        OrderChange.Kind.PENDING_CANCEL,
                                        replaced.with(new Order.PendingCancel(CANCEL, "cxl-1")),
                                        "cxl-1",
                                        Reason.NONE,
                                        null)))),
                entry(
                        7,
                        report(43),
                        new OrdersChanged(
                                5,
                                List.of(new OrderChange(
                                        OrderChange.Kind.CANCELED,
                                        replaced.in(OrderState.CANCELED),
                                        "cxl-1",
                                        Reason.USER_CANCEL,
                                        null)))),
                entry(8, report(44), setAside(replaced.in(OrderState.CANCELED))));
    }

    /** A fill after the end, and one of an order that does not exist. */
    private static OrdersChanged setAside(Order ended) {
        OrderChange.Execution late = new OrderChange.Execution("44.0", parse("0.05"), parse("50001"), false, true);
        OrderChange.Execution nobodys = new OrderChange.Execution("44.1", parse("1"), parse("50002"), true, true);
        Quarantine afterTheEnd = new Quarantine(
                Quarantine.Why.WRONG_STATE,
                "order 0-2 (rpl-1): PART_FILL while CANCELED",
                ended.orderId(),
                OrderIds.NONE,
                new Quarantine.Leg("BTC-USD", Side.BUY, late));
        Quarantine ofNobody = new Quarantine(
                Quarantine.Why.UNKNOWN_ORDER,
                "order 0-3: unknown, or ended long ago",
                OrderIds.of(0, 3),
                OrderIds.NONE,
                new Quarantine.Leg("BTC-USD", Side.SELL, nobodys));
        Quarantine falseAnswer = new Quarantine(
                Quarantine.Why.UNKNOWN_ORDER, "order 0-3: unknown, or ended long ago", OrderIds.of(0, 3), CANCEL, null);
        return new OrdersChanged(
                5,
                List.of(new OrderChange(OrderChange.Kind.QUARANTINED, ended, null, Reason.NONE, late, afterTheEnd)),
                List.of(ofNobody, falseAnswer));
    }

    static List<Entry<VenueRecord>> venueRecords() {
        return List.of(
                entry(
                        41,
                        command(2),
                        new VenueReport(
                                38,
                                5_120,
                                new Instruction.Enter(
                                        ORDER,
                                        "ALGO1",
                                        "BTC-USD",
                                        Side.BUY,
                                        OrdType.LIMIT,
                                        TimeInForce.DAY,
                                        parse("0.2"),
                                        parse("50010")),
                                List.of(
                                        new VenueReport.Accepted(ORDER),
                                        new VenueReport.Traded(
                                                "BTC-USD",
                                                parse("50001"),
                                                parse("0.15"),
                                                ORDER,
                                                OrderIds.NONE,
                                                Side.BUY)))),
                entry(
                        42,
                        command(4),
                        new VenueReport(
                                39,
                                5_131,
                                new Instruction.Replace(REPLACE, ORDER, "BTC-USD", parse("0.2"), parse("50020")),
                                List.of(new VenueReport.Replaced(ORDER, REPLACE, parse("0.2"), parse("50020"))))),
                entry(
                        43,
                        command(5),
                        new VenueReport(
                                40,
                                5_140,
                                new Instruction.Cancel(CANCEL, ORDER, "BTC-USD"),
                                List.of(new VenueReport.Canceled(ORDER, CANCEL, Reason.USER_CANCEL)))),
                entry(
                        44,
                        null,
                        new VenueReport(
                                41,
                                5_152,
                                null,
                                List.of(new VenueReport.Traded(
                                        "ETH-USD",
                                        parse("2499.9"),
                                        parse("1.25"),
                                        OrderIds.of(2, 30),
                                        OrderIds.NONE,
                                        Side.SELL)))));
    }

    static List<Entry<LedgerRecord>> ledgerRecords() {
        return List.of(
                entry(
                        1,
                        command(1),
                        new LedgerEntry(List.of(
                                new Posting("EXTERNAL", "USD", parse("-1000000"), 0, parse("-1000000"), 0),
                                new Posting("ALGO1-1", "USD", parse("1000000"), 0, parse("1000000"), 0)))),
                entry(
                        2,
                        command(2),
                        new LedgerEntry(List.of(new Posting(
                                "ALGO1-1", "USD", parse("-10002"), parse("10002"), parse("989998"), parse("10002"))))),
                entry(3, event(2), new LedgerEntry(List.of())),
                entry(
                        4,
                        event(3),
                        new LedgerEntry(List.of(
                                new Posting(
                                        "ALGO1-1",
                                        "USD",
                                        parse("1.35"),
                                        parse("-7501.5"),
                                        parse("989999.35"),
                                        parse("2500.5")),
                                new Posting("HOUSE", "USD", parse("7500.15"), 0, parse("7500.15"), 0),
                                new Posting("ALGO1-1", "BTC", parse("0.15"), 0, parse("0.15"), 0),
                                new Posting("HOUSE", "BTC", parse("-0.15"), 0, parse("-0.15"), 0)))));
    }

    private static Order order(String clOrdId, String px, OrderState state, String cumQty) {
        long qty = parse("0.2");
        long cum = parse(cumQty);
        return new Order(
                ORDER,
                clOrdId,
                "ALGO1-1",
                "BTC-USD",
                Side.BUY,
                OrdType.LIMIT,
                TimeInForce.DAY,
                qty,
                parse(px),
                state,
                cum,
                qty - cum,
                cum == 0 ? 0 : parse("7500.15"),
                null,
                null);
    }

    private static OrderChange change(OrderChange.Kind kind, Order order) {
        return new OrderChange(kind, order, null, Reason.NONE, null);
    }

    private static Origin origin(long msgSeqNum, String clOrdId, String content) {
        return new Origin("ALGO1", msgSeqNum, clOrdId, "ALGO1-1", content);
    }

    private static LogPosition command(long offset) {
        return new LogPosition("orders.commands", PARTITION, offset);
    }

    private static LogPosition event(long offset) {
        return new LogPosition("orders.events", PARTITION, offset);
    }

    private static LogPosition report(long offset) {
        return new LogPosition("exec.reports", 0, offset);
    }

    private static <T> Entry<T> start(long offset, T body) {
        return new Entry<>(offset, -1, 0, null, TIME, body, null);
    }

    /** Each partition of the story begins with its EPOCH_START at offset 0, and nothing in it is inert. */
    private static <T> Entry<T> entry(long offset, LogPosition cause, T body) {
        return new Entry<>(offset, EPOCH, offset, cause, TIME + 1_000_000 * commandOf(offset, cause), body, null);
    }

    /** An output's time is that of its cause: in the end, of a command, one a millisecond. */
    private static long commandOf(long offset, LogPosition cause) {
        if (cause == null || cause.topic().equals("orders.commands")) {
            return cause == null ? offset : cause.offset();
        }
        return Map.of(event(2), 2L, event(3), 2L, report(41), 2L, report(43), 5L, report(44), 5L)
                .get(cause);
    }
}
