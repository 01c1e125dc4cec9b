package io.atlas.venue.core;

import com.sun.management.OperatingSystemMXBean;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instruction;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.testkit.WorldBuilder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How many commands one thread matches in a second of CPU time, reports made and invariants on. Run by hand: its main prints a line per
 * round of a million commands: orders around the touch, replaces of young ones, cancels of old ones.
 */
final class ThroughputCheck {
    private static final int COMMANDS = 1_000_000;
    private static final int ROUNDS = 12;
    private static final List<String> SYMBOLS = List.of("BTC-USD", "ETH-USD", "AAPL-USD", "EUR-USD");

    private ThroughputCheck() {}

    public static void main(String[] args) {
        WorldBuilder builder = new WorldBuilder("throughput");
        SYMBOLS.forEach(symbol -> builder.instrument(symbol, "0.01", "0.00001", "100"));
        VenueCore core = new VenueCore();
        core.beginEpoch(builder.build());
        Flow flow = new Flow();
        long[] seen = new long[2];
        for (int round = 1; round <= ROUNDS; round++) {
            List<Instruction> instructions = flow.next(COMMANDS);
            long startNs = cpuNs();
            long threadStartNs = threadCpuNs();
            for (Instruction instruction : instructions) {
                seen[0] += core.apply(instruction).outcomes().size();
                core.drainChanges((symbol, bidPx, askPx, levels, trades) -> seen[1] += levels.size());
            }
            double threadSeconds = (threadCpuNs() - threadStartNs) / 1e9;
            double seconds = (cpuNs() - startNs) / 1e9;
            long resting = SYMBOLS.stream()
                    .mapToLong(symbol -> core.restingOrders(symbol, Side.BUY).size())
                    .sum();
            System.out.printf(
                    "%,.0f commands/s (%,.0f without the collector), %,d outcomes, %,d level changes, %,d bids rest%n",
                    COMMANDS / seconds, COMMANDS / threadSeconds, seen[0] / round, seen[1] / round, resting);
        }
        ticks(core);
    }

    private static void ticks(VenueCore core) {
        for (int round = 0; round < 5; round++) {
            long startNs = cpuNs();
            for (int i = 0; i < 100_000; i++) {
                core.tickOrNull();
                core.drainChanges((symbol, bidPx, askPx, levels, trades) -> {});
            }
            System.out.printf("%,d ns a tick of %d symbols%n", (cpuNs() - startNs) / 100_000, SYMBOLS.size());
        }
    }

    /** CPU time of the process, collector included; what the neighbours do to the machine does not show in it. */
    private static long cpuNs() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long threadCpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Two orders in, one changed, two older ones out: the books keep their size. */
    private static final class Flow {
        private static final int ORDERS_KEPT = 20_000;

        private final Random random = new Random(7);
        private final Instruction.Enter[] entered = new Instruction.Enter[ORDERS_KEPT];
        private long offset;
        private int oldest;

        List<Instruction> next(int count) {
            List<Instruction> instructions = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                long number = OrderIds.of(0, offset++);
                int kind = i % 5;
                if (kind == 1 || kind == 3) {
                    instructions.add(enterInto(oldest, number));
                    oldest = (oldest + 1) % ORDERS_KEPT;
                } else if (kind == 4) {
                    Instruction.Enter young = entered[(oldest + ORDERS_KEPT - 1 - random.nextInt(200)) % ORDERS_KEPT];
                    instructions.add(young == null ? enterInto(oldest, number) : replace(number, young));
                } else {
                    Instruction.Enter old = entered[oldest];
                    instructions.add(
                            old == null
                                    ? enterInto(oldest, number)
                                    : new Instruction.Cancel(number, old.number(), old.symbol()));
                }
            }
            return instructions;
        }

        private Instruction.Enter enterInto(int slot, long number) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            TimeInForce tif = random.nextInt(10) == 0 ? TimeInForce.IOC : TimeInForce.DAY;
            String group = "GROUP-" + random.nextInt(32);
            String symbol = SYMBOLS.get(random.nextInt(4));
            entered[slot] = new Instruction.Enter(number, group, symbol, side, OrdType.LIMIT, tif, qty(), px(side));
            return entered[slot];
        }

        private Instruction replace(long number, Instruction.Enter order) {
            return new Instruction.Replace(number, order.number(), order.symbol(), qty(), px(order.side()));
        }

        private long qty() {
            return (1 + random.nextInt(50)) * FixedPoint.parse("0.00001");
        }

        /** The sides overlap by a few ticks, so that part of the orders trade on entry. */
        private long px(Side side) {
            long ticks = 10_000 + (side == Side.BUY ? -1 : 1) * (random.nextInt(40) - 8);
            return ticks * FixedPoint.parse("0.01");
        }
    }
}
