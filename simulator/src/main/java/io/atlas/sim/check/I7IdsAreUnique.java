package io.atlas.sim.check;

import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Execution;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Quarantine;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Traded;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * I7: an ExecID is never used for two reports (150=I, which carries 0, apart); a TradeID has exactly two legs, of equal
 * price and quantity, on opposite sides: each is an order's, once, or the house's.
 */
final class I7IdsAreUnique extends Checker {
    private final LogIndex index;
    private final Map<String, Report> byExecId = new HashMap<>();
    private final Set<String> legs = new HashSet<>();
    private long expectedLegs;

    I7IdsAreUnique(LogIndex index) {
        super("I7");
        this.index = index;
    }

    @Override
    void onReport(Entry<VenueReport> entry) {
        for (VenueReport.Outcome outcome : entry.body().outcomes()) {
            if (outcome instanceof Traded trade) {
                expectedLegs += Facts.clientOrders(trade).size();
                check(trade.qty() > 0 && trade.px() > 0, "%s", trade);
            }
        }
    }

    @Override
    void onEvent(int partition, Entry<OrdersChanged> entry) {
        for (OrderChange change : entry.body().changes()) {
            if (change.kind() == OrderChange.Kind.TRADE) {
                leg(entry, change);
            }
        }
        for (Quarantine quarantine : entry.body().quarantines()) {
            if (quarantine.trade() != null) {
                boolean buy = quarantine.trade().side() == Side.BUY;
                String tradeId = quarantine.trade().execution().tradeId();
                check(legs.add(tradeId + (buy ? " buy" : " sell")), "a leg twice: %s", quarantine);
            }
        }
    }

    private void leg(Entry<OrdersChanged> entry, OrderChange change) {
        Execution execution = change.execution();
        boolean buy = change.order().side() == Side.BUY;
        check(legs.add(execution.tradeId() + (buy ? " buy" : " sell")), "a leg twice: %s", change);
        int dot = execution.tradeId().indexOf('.');
        long offset = Long.parseLong(execution.tradeId().substring(0, dot));
        int outcome = Integer.parseInt(execution.tradeId().substring(dot + 1));
        check(
                entry.cause().topic().equals(Topics.REPORTS) && entry.cause().offset() == offset,
                "TradeID %s in an event caused by %s",
                execution.tradeId(),
                entry.cause());
        List<VenueReport.Outcome> outcomes = index.reportOrNull(offset).body().outcomes();
        check(
                outcome < outcomes.size() && outcomes.get(outcome) instanceof Traded,
                "TradeID %s is no trade",
                execution.tradeId());
        Traded trade = (Traded) outcomes.get(outcome);
        long other = buy ? trade.sellOrderId() : trade.buyOrderId();
        check(
                (buy ? trade.buyOrderId() : trade.sellOrderId())
                                == change.order().orderId()
                        && trade.symbol().equals(change.order().symbol())
                        && trade.qty() == execution.lastQty()
                        && trade.px() == execution.lastPx()
                        && execution.house() == (other < 0)
                        && execution.aggressor() == (trade.aggressor() == (buy ? Side.BUY : Side.SELL)),
                "%s (the venue says: %s)",
                change,
                trade);
    }

    @Override
    void onHeard(String session, long seqNum, Report report) {
        if (report instanceof ExecutionReport execution) {
            boolean status = execution.execType() == 'I';
            check(status == execution.execId().equals("0"), "%s: ExecID of %c", execution, execution.execType());
            if (!status) {
                Report before = byExecId.put(execution.execId(), execution);
                check(before == null || before.equals(execution), "one ExecID: %s and %s", before, execution);
            }
        }
    }

    @Override
    void onHeardAgain(String session, Report report) {
        if (report instanceof ExecutionReport execution) {
            Report before = byExecId.get(execution.execId());
            check(execution.equals(before), "one ExecID: %s and %s", before, execution);
        }
    }

    @Override
    void atEnd(boolean closed) {
        check(legs.size() == expectedLegs, "legs in events: %d (in trades: %d)", legs.size(), expectedLegs);
    }
}
