package io.atlas.console.view;

import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.Instruction;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerRecord;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Hands each record of the log to the folds it concerns. */
final class ViewSink implements LogFeed.Sink {
    private final OrderFold orders;
    private final FillFold fills;
    private final BalanceFold balances;
    private final AlarmFold alarms;
    private final Map<String, SymbolMarket> markets;
    private final LatencyFold latency;
    private final FixFold fix;
    private final SessionFold sessions;
    private final Rate orderRate;
    private final Consumer<FixRecord> fixTold;
    private long violations;
    private long nowNs;
    private boolean caughtUp;

    ViewSink(
            OrderFold orders,
            FillFold fills,
            BalanceFold balances,
            AlarmFold alarms,
            Map<String, SymbolMarket> markets,
            LatencyFold latency,
            FixFold fix,
            SessionFold sessions,
            Rate orderRate,
            Consumer<FixRecord> fixTold) {
        this.orders = orders;
        this.fills = fills;
        this.balances = balances;
        this.alarms = alarms;
        this.markets = markets;
        this.latency = latency;
        this.fix = fix;
        this.sessions = sessions;
        this.orderRate = orderRate;
        this.fixTold = fixTold;
    }

    /** What is counted by the clock is counted of what comes after history. */
    void at(long now, boolean live) {
        nowNs = now;
        caughtUp = live;
    }

    /** What the venue reported and cannot be, so far. */
    long violations() {
        return violations;
    }

    /** Takes that count back. */
    void violations(long restored) {
        violations = restored;
    }

    /** What of the folds is kept over a restart. */
    ViewRows.Folds kept() {
        return new ViewRows.Folds(orders, fills, balances, alarms, markets, this::violations);
    }

    @Override
    public void onCommand(int partition, Entry<Command> entry) {
        orders.apply(partition, entry.offset(), entry.time(), entry.body());
        if (entry.body() instanceof Deposit deposit) {
            balances.apply(deposit);
        }
    }

    @Override
    public void onEvent(int partition, Entry<OrderEvent> entry) {
        if (!(entry.body() instanceof OrdersChanged event)) {
            return;
        }
        orders.apply(entry.time(), event);
        fills.apply(partition, entry.offset(), entry.time(), event);
        if (caughtUp) {
            latency.apply(event, entry.stamps(), nowNs);
        }
        List<String> texts = Quarantines.texts(event);
        for (int i = 0; i < texts.size(); i++) {
            violations++;
            String id = new LogPosition(Topics.EVENTS, partition, entry.offset()) + "." + i;
            alarms.raise(new Alarm(id, entry.time(), Alarm.Severity.CRITICAL, texts.get(i)));
        }
    }

    @Override
    public void onReport(Entry<VenueRecord> entry) {
        if (!(entry.body() instanceof VenueReport report)) {
            return;
        }
        if (report.instruction() instanceof Instruction.Enter && caughtUp) {
            orderRate.count(nowNs);
        }
        for (int i = 0; i < report.outcomes().size(); i++) {
            if (report.outcomes().get(i) instanceof VenueReport.Traded traded) {
                SymbolMarket market = markets.get(traded.symbol());
                if (market != null) {
                    market.apply(trade(entry.offset() + "." + i, entry.time(), traded));
                }
            }
        }
    }

    private Trade trade(String id, long timeNs, VenueReport.Traded traded) {
        return new Trade(
                id,
                traded.symbol(),
                timeNs,
                traded.px(),
                traded.qty(),
                traded.aggressor(),
                orders.accountOrNull(traded.buyOrderId()),
                orders.accountOrNull(traded.sellOrderId()));
    }

    @Override
    public void onLedger(Entry<LedgerRecord> entry) {
        if (entry.body() instanceof LedgerEntry postings) {
            balances.apply(postings);
        }
    }

    @Override
    public void onFix(int partition, LogRecord record) {
        String pos = new LogPosition(Topics.FIX_MESSAGES, partition, record.offset()).toString();
        FixRecord message = fix.applyOrNull(pos, record.value());
        if (message != null) {
            sessions.apply(message);
            fixTold.accept(message);
        }
    }
}
