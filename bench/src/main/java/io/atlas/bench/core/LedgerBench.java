package io.atlas.bench.core;

import static io.atlas.domain.FixedPoint.ONE;

import io.atlas.domain.Deposit;
import io.atlas.domain.MarketView;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderState;
import io.atlas.domain.Origin;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.gateway.ledger.Postings;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** An order's money: reserve, settle a fill of half of it, release the rest. Buys and sells in turn, postings produced. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LedgerBench {
    private static final int ORDERS = 1_024;
    private static final long PX = 50_000 * ONE;
    private static final long QTY = ONE / 10;

    private final NewOrder[] commands = new NewOrder[ORDERS];
    private final OrderChange[] trades = new OrderChange[ORDERS];
    private final OrderChange[] ends = new OrderChange[ORDERS];
    private Ledger ledger;
    private Postings postings;
    private int next;

    @Setup
    public void fund(Blackhole hole) {
        ledger = new Ledger(Worlds.small());
        postings = (account, asset, available, reserved, availableAfter, reservedAfter) -> hole.consume(availableAfter);
        ledger.deposit(new Deposit("usd", Worlds.ACCOUNT, "USD", 1_000_000 * ONE, -1), postings);
        ledger.deposit(new Deposit("btc", Worlds.ACCOUNT, "BTC", 10 * ONE, -1), postings);
        for (int id = 0; id < ORDERS; id++) {
            prepare(id, id % 2 == 0 ? Side.BUY : Side.SELL);
        }
    }

    private void prepare(int id, Side side) {
        long need = side == Side.BUY ? PX / 10 : QTY;
        commands[id] = new NewOrder(
                new Origin("A", id, "c" + id, Worlds.ACCOUNT, ""),
                Worlds.SYMBOL,
                side,
                OrdType.LIMIT,
                TimeInForce.DAY,
                QTY,
                PX,
                need,
                new MarketView(PX, PX, 1),
                false,
                -1);
        Order half = Order.opened(id, commands[id]).filled(OrderState.PARTIALLY_FILLED, QTY / 2, PX / 20);
        trades[id] = new OrderChange(
                OrderChange.Kind.TRADE,
                half,
                null,
                Reason.NONE,
                new OrderChange.Execution("1.0", QTY / 2, PX, true, true));
        ends[id] = new OrderChange(
                OrderChange.Kind.CANCELED, half.in(OrderState.CANCELED), null, Reason.USER_CANCEL, null);
    }

    @Benchmark
    @OperationsPerInvocation(3)
    public void reserveSettleRelease() {
        int id = next;
        next = (next + 1) % ORDERS;
        ledger.open(id, ledger.reserve(commands[id], postings));
        ledger.apply(trades[id], postings);
        ledger.apply(ends[id], postings);
    }
}
