package io.atlas.venue.core;

import com.sun.management.OperatingSystemMXBean;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instruction;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.World;
import io.atlas.testkit.WorldBuilder;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How many commands one thread matches in a second of CPU time, reports made and invariants on. Run by hand: its main prints a line per
 * round. Half the commands enter orders around the touch, the rest cancels and replaces young ones.
 */
final class ThroughputCheck {
    private static final int COMMANDS = 1_000_000;
    private static final int ROUNDS = 12;
    private static final List<String> SYMBOLS = List.of("BTC-USD", "ETH-USD", "AAPL-USD", "EUR-USD");

    private ThroughputCheck() {}

    public static void main(String[] args) {
        WorldBuilder builder = new WorldBuilder("throughput");
        SYMBOLS.forEach(symbol -> builder.instrument(symbol, "0.01", "0.00001", "100"));
        World world = builder.build();
        List<Instruction> instructions = instructions();
        long[] seen = new long[2];
        for (int round = 0; round < ROUNDS; round++) {
            VenueCore core = new VenueCore();
            core.beginEpoch(world);
            long startNs = cpuNs();
            for (Instruction instruction : instructions) {
                seen[0] += core.apply(instruction).outcomes().size();
                core.drainChanges((symbol, bidPx, askPx, levels, trades) -> seen[1] += levels.size());
            }
            double seconds = (cpuNs() - startNs) / 1e9;
            long resting = SYMBOLS.stream()
                    .mapToLong(symbol -> core.restingOrders(symbol, Side.BUY).size())
                    .sum();
            System.out.printf(
                    "%,.0f commands/s, %d outcomes, %d level changes, %d bids rest%n",
                    COMMANDS / seconds, seen[0] / (round + 1), seen[1] / (round + 1), resting);
        }
        ticks(world);
    }

    /** CPU time of the process, collector included; what the neighbours do to the machine does not show in it. */
    private static long cpuNs() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void ticks(World world) {
        VenueCore core = new VenueCore();
        core.beginEpoch(world);
        for (int round = 0; round < 5; round++) {
            long startNs = cpuNs();
            for (int i = 0; i < 100_000; i++) {
                core.tickOrNull();
                core.drainChanges((symbol, bidPx, askPx, levels, trades) -> {});
            }
            System.out.printf("%,d ns a tick of %d symbols%n", (cpuNs() - startNs) / 100_000, SYMBOLS.size());
        }
    }

    private static List<Instruction> instructions() {
        Random random = new Random(7);
        List<Instruction> instructions = new ArrayList<>(COMMANDS);
        String[] symbolOf = new String[COMMANDS];
        for (int i = 0; i < COMMANDS; i++) {
            long number = OrderIds.of(0, i);
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            // The sides overlap by a few ticks, so about half of all orders trade on entry.
            long ticks = 10_000 + (side == Side.BUY ? -1 : 1) * (random.nextInt(40) - 8);
            long px = ticks * FixedPoint.parse("0.01");
            long qty = (1 + random.nextInt(50)) * FixedPoint.parse("0.00001");
            int kind = random.nextInt(10);
            int earlier = Math.max(0, i - 1 - random.nextInt(400));
            String symbol = SYMBOLS.get(random.nextInt(4));
            if (kind < 5 || symbolOf[earlier] == null) {
                symbolOf[i] = symbol;
                TimeInForce tif = random.nextInt(10) == 0 ? TimeInForce.IOC : TimeInForce.DAY;
                String group = "GROUP-" + random.nextInt(32);
                instructions.add(new Instruction.Enter(number, group, symbol, side, OrdType.LIMIT, tif, qty, px));
            } else if (kind < 8) {
                instructions.add(new Instruction.Cancel(number, OrderIds.of(0, earlier), symbolOf[earlier]));
            } else {
                instructions.add(new Instruction.Replace(number, OrderIds.of(0, earlier), symbolOf[earlier], qty, px));
            }
        }
        return instructions;
    }
}
