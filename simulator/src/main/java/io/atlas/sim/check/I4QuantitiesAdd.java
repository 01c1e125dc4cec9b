package io.atlas.sim.check;

import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrdersChanged;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.wire.log.Entry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/**
 * I4: CumQty + LeavesQty = OrderQty while open; LeavesQty = 0 when terminal; CumQty never falls; AvgPx = Σ(px·qty) / CumQty.
 * In the log by the sum of the trades, and in what clients hear by the decimals they read.
 */
final class I4QuantitiesAdd extends Checker {
    private static final BigInteger UNIT = BigInteger.valueOf(100_000_000L);

    private static final class Traded {
        private long qty;
        private BigInteger amount = BigInteger.ZERO;
    }

    private static final class Heard {
        private BigDecimal cumQty = BigDecimal.ZERO;
        private BigDecimal amount = BigDecimal.ZERO;
    }

    private final Map<Long, Traded> orders = new HashMap<>();
    private final Map<String, Heard> heardByOrderId = new HashMap<>();

    I4QuantitiesAdd() {
        super("I4");
    }

    @Override
    void onEvent(int partition, Entry<OrdersChanged> entry) {
        for (OrderChange change : entry.body().changes()) {
            Order order = change.order();
            Traded traded = orders.computeIfAbsent(order.orderId(), any -> new Traded());
            if (change.kind() == OrderChange.Kind.TRADE) {
                traded.qty += change.execution().lastQty();
                traded.amount =
                        traded.amount.add(BigInteger.valueOf(change.execution().lastPx())
                                .multiply(BigInteger.valueOf(change.execution().lastQty()))
                                .divide(UNIT));
            }
            check(order.cumQty() == traded.qty, "%s: CumQty (its trades: %d)", order, traded.qty);
            check(
                    BigInteger.valueOf(order.cumAmount()).equals(traded.amount),
                    "%s: Σ px·qty (its trades: %s)",
                    order,
                    traded.amount);
            boolean terminal = I5StatesMove.terminal(order.state());
            check(
                    terminal ? order.leavesQty() == 0 : order.cumQty() + order.leavesQty() == order.qty(),
                    "%s: CumQty + LeavesQty",
                    order);
            check(terminal || order.leavesQty() > 0, "%s: open with nothing left", order);
        }
    }

    @Override
    void onHeard(String session, long seqNum, Report report) {
        if (!(report instanceof ExecutionReport execution)
                || "ACF04E56".indexOf(execution.execType()) < 0
                || execution.orderId().equals("NONE")) {
            return;
        }
        Heard heard = heardByOrderId.computeIfAbsent(execution.orderId(), any -> new Heard());
        BigDecimal cumQty = new BigDecimal(execution.cumQty());
        BigDecimal leavesQty = new BigDecimal(execution.leavesQty());
        BigDecimal qty = new BigDecimal(execution.qty());
        if (execution.trade() != null) {
            BigDecimal lastQty = new BigDecimal(execution.trade().lastQty());
            heard.cumQty = heard.cumQty.add(lastQty);
            heard.amount = heard.amount.add(
                    lastQty.multiply(new BigDecimal(execution.trade().lastPx())));
        }
        check(cumQty.compareTo(heard.cumQty) == 0, "%s: CumQty (heard: %s)", execution, heard.cumQty);
        check(
                leavesQty.signum() == 0 || cumQty.add(leavesQty).compareTo(qty) == 0,
                "%s: CumQty + LeavesQty = OrderQty",
                execution);
        if (cumQty.signum() > 0) {
            BigDecimal avgPx = new BigDecimal(execution.avgPx());
            BigDecimal expected = heard.amount.divide(heard.cumQty, avgPx.scale(), RoundingMode.HALF_UP);
            check(avgPx.compareTo(expected) == 0, "%s: AvgPx (heard: %s)", execution, expected);
        }
    }
}
