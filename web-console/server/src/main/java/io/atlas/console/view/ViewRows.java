package io.atlas.console.view;

import io.atlas.domain.OrdType;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.wire.snapshot.RowReader;
import io.atlas.wire.snapshot.RowSource;
import io.atlas.wire.snapshot.RowWriter;
import io.atlas.wire.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * What the log has made of the folds, as rows of a snapshot, there and back. Rows are taken into the folds all at once when the
 * last one has been read, so that a snapshot that turns out to be unreadable leaves them as they were: empty.
 */
final class ViewRows implements Snapshot.Rows {
    /** Raise it when the rows, or what a fold makes of a record, change. */
    static final int VERSION = 1;

    private static final String ORDER = "order";
    private static final String FILL = "fill";
    private static final String HOLDING = "holding";
    private static final String DEPOSIT = "deposit";
    private static final String DEPOSIT_ID = "depositId";
    private static final String ALARM = "alarm";
    private static final String COUNTS = "counts";

    /** The folds. */
    record Folds(
            OrderFold orders,
            FillFold fills,
            BalanceFold balances,
            AlarmFold alarms,
            Map<String, SymbolMarket> markets,
            LongConsumer violations) {}

    private record Count(long violations) {}

    private final Folds folds;
    private final MarketRows marketRows;
    private final List<OrderFold.Saved> orders = new ArrayList<>();
    private final List<Runnable> others = new ArrayList<>();

    ViewRows(Folds folds) {
        this.folds = folds;
        this.marketRows = new MarketRows(folds.markets(), others);
    }

    /** Everything as it is now; the folds may go on while the rows are written. */
    static RowSource of(Folds folds, long violations) {
        List<RowSource> all = new ArrayList<>();
        all.add(RowSource.of(List.of(new Count(violations)), (out, count) -> out.start(COUNTS)
                .number("violations", count.violations())
                .end()));
        all.add(RowSource.of(folds.orders().saved(), ViewRows::order));
        all.add(RowSource.of(folds.fills().saved(), ViewRows::fill));
        all.add(RowSource.of(folds.balances().savedHoldings(), ViewRows::holding));
        all.add(RowSource.of(folds.balances().savedDeposits(), (out, deposit) -> out.start(DEPOSIT)
                .text("account", deposit.account())
                .text("asset", deposit.asset())
                .decimal("amount", deposit.amount())
                .end()));
        all.add(RowSource.of(
                folds.balances().savedDepositIds(),
                (out, id) -> out.start(DEPOSIT_ID).text("id", id).end()));
        all.add(RowSource.of(folds.alarms().saved(), ViewRows::alarm));
        folds.markets().values().forEach(market -> all.add(MarketRows.of(market)));
        return RowSource.all(all.toArray(RowSource[]::new));
    }

    private static void order(RowWriter out, OrderFold.Saved saved) {
        OrderRow row = saved.row();
        out.start(ORDER)
                .text("account", row.account)
                .text("key", row.key)
                .text("clOrdId", row.clOrdId)
                .id("orderId", row.orderId)
                .textIfAny("symbol", row.symbol)
                .wordIfAny("side", row.side)
                .wordIfAny("ordType", row.ordType)
                .wordIfAny("tif", row.tif)
                .decimal("qty", row.qty)
                .decimal("px", row.px)
                .decimal("cumQty", row.cumQty)
                .decimal("leavesQty", row.leavesQty)
                .decimal("cumAmount", row.cumAmount)
                .word("word", row.word)
                .wordIfAny("told", row.told)
                .wordIfAny("requested", row.requested)
                .decimal("wantedQty", row.wantedQty)
                .decimal("wantedPx", row.wantedPx)
                .word("reason", row.reason)
                .textIfAny("text", row.text)
                .number("time", row.timeNs)
                .number("updated", row.updatedNs)
                .text("source", row.source)
                .number("closedAs", saved.closedAs())
                .end();
    }

    private static OrderFold.Saved order(RowReader in) {
        OrderRow row = new OrderRow(in.text("account").intern(), in.text("key"));
        row.clOrdId = in.text("clOrdId");
        row.orderId = in.id("orderId");
        String symbol = in.textOrNull("symbol");
        row.symbol = symbol == null ? null : symbol.intern();
        row.side = in.wordOrNull("side", Side.class);
        row.ordType = in.wordOrNull("ordType", OrdType.class);
        row.tif = in.wordOrNull("tif", TimeInForce.class);
        row.qty = in.decimal("qty");
        row.px = in.decimal("px");
        row.cumQty = in.decimal("cumQty");
        row.leavesQty = in.decimal("leavesQty");
        row.cumAmount = in.decimal("cumAmount");
        row.word = in.word("word", Word.class);
        row.told = in.wordOrNull("told", Pending.class);
        row.requested = in.wordOrNull("requested", Pending.class);
        row.requestRecorded = row.requested != null;
        row.wantedQty = in.decimal("wantedQty");
        row.wantedPx = in.decimal("wantedPx");
        row.reason = in.word("reason", Reason.class);
        row.text = in.textOrNull("text");
        row.timeNs = in.number("time");
        row.updatedNs = in.number("updated");
        row.source = in.text("source").intern();
        row.recorded = true;
        return new OrderFold.Saved(row, Math.toIntExact(in.number("closedAs")));
    }

    private static void fill(RowWriter out, Fill fill) {
        out.start(FILL)
                .text("execId", fill.execId())
                .text("tradeId", fill.tradeId())
                .id("orderId", fill.orderId())
                .text("clOrdId", fill.clOrdId())
                .text("account", fill.account())
                .number("time", fill.timeNs())
                .text("symbol", fill.symbol())
                .word("side", fill.side())
                .decimal("qty", fill.qty())
                .decimal("px", fill.px())
                .decimal("amount", fill.amount())
                .flag("aggressor", fill.aggressor())
                .end();
    }

    private static Fill fill(RowReader in) {
        return new Fill(
                in.text("execId"),
                in.text("tradeId"),
                in.id("orderId"),
                in.text("clOrdId"),
                in.text("account").intern(),
                in.number("time"),
                in.text("symbol").intern(),
                in.word("side", Side.class),
                in.decimal("qty"),
                in.decimal("px"),
                in.decimal("amount"),
                in.flag("aggressor"));
    }

    private static void holding(RowWriter out, BalanceFold.SavedHolding saved) {
        out.start(HOLDING)
                .text("account", saved.account())
                .text("asset", saved.holding().asset())
                .decimal("available", saved.holding().available())
                .decimal("reserved", saved.holding().reserved())
                .end();
    }

    private static void alarm(RowWriter out, Alarm alarm) {
        out.start(ALARM)
                .text("id", alarm.id())
                .number("time", alarm.timeNs())
                .word("severity", alarm.severity())
                .text("text", alarm.text())
                .end();
    }

    @Override
    public void onRow(RowReader in) {
        switch (in.kind()) {
            case COUNTS -> {
                long violations = in.number("violations");
                others.add(() -> folds.violations().accept(violations));
            }
            case ORDER -> orders.add(order(in));
            case FILL -> {
                Fill fill = fill(in);
                others.add(() -> folds.fills().restore(fill));
            }
            case HOLDING -> {
                String account = in.text("account");
                Holding holding = new Holding(in.text("asset"), in.decimal("available"), in.decimal("reserved"), 0);
                others.add(() -> folds.balances().restore(new BalanceFold.SavedHolding(account, holding)));
            }
            case DEPOSIT -> {
                BalanceFold.SavedDeposit deposit =
                        new BalanceFold.SavedDeposit(in.text("account"), in.text("asset"), in.decimal("amount"));
                others.add(() -> folds.balances().restore(deposit));
            }
            case DEPOSIT_ID -> {
                String id = in.text("id");
                others.add(() -> folds.balances().restoreDepositId(id));
            }
            case ALARM -> {
                Alarm alarm = new Alarm(
                        in.text("id"), in.number("time"), in.word("severity", Alarm.Severity.class), in.text("text"));
                others.add(() -> folds.alarms().raise(alarm));
            }
            default -> marketRows.onRow(in);
        }
    }

    /** All rows have been read: into the folds with them. */
    void restore() {
        folds.orders().restore(orders);
        others.forEach(Runnable::run);
    }
}
