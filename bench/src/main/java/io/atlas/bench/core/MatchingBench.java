package io.atlas.bench.core;

import static io.atlas.domain.FixedPoint.ONE;

import io.atlas.domain.Instruction;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.venue.core.MarketChanges;
import io.atlas.venue.core.VenueCore;
import io.atlas.wire.market.BookUpdate;
import java.util.List;
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

/**
 * Matching in a book of 200 levels with 2,000 resting orders: of four commands one rests and is traded away by the second,
 * one rests and is cancelled by the fourth. Each gives its report and its book changes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MatchingBench {
    private static final int LEVELS = 100;
    private static final int ORDERS_PER_LEVEL = 10;
    private static final long MID_PX = 50_000 * ONE;
    private static final long TICK_PX = 1_000_000;
    private static final long QTY = ONE / 10;

    private VenueCore core;
    private MarketChanges changes;
    private long offset;

    @Setup
    public void fillBook(Blackhole hole) {
        core = new VenueCore();
        core.beginEpoch(Worlds.small());
        changes =
                (String symbol,
                        long bidPx,
                        long askPx,
                        List<BookUpdate.LevelChange> levels,
                        List<BookUpdate.Print> trades) -> hole.consume(levels);
        for (int i = 0; i < LEVELS * ORDERS_PER_LEVEL; i++) {
            long awayPx = (2 + i % LEVELS) * TICK_PX;
            apply(enter("A", Side.BUY, MID_PX - awayPx), hole);
            apply(enter("B", Side.SELL, MID_PX + awayPx), hole);
        }
    }

    @Benchmark
    @OperationsPerInvocation(4)
    public void matching(Blackhole hole) {
        apply(enter("A", Side.BUY, MID_PX), hole);
        apply(enter("B", Side.SELL, MID_PX), hole);
        Instruction.Enter resting = enter("A", Side.BUY, MID_PX - 40 * TICK_PX);
        apply(resting, hole);
        apply(new Instruction.Cancel(number(), resting.number(), Worlds.SYMBOL), hole);
    }

    private void apply(Instruction instruction, Blackhole hole) {
        hole.consume(core.apply(instruction));
        core.drainChanges(changes);
    }

    private Instruction.Enter enter(String group, Side side, long px) {
        return new Instruction.Enter(number(), group, Worlds.SYMBOL, side, OrdType.LIMIT, TimeInForce.DAY, QTY, px);
    }

    private long number() {
        return OrderIds.of(0, offset++);
    }
}
