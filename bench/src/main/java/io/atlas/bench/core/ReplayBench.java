package io.atlas.bench.core;

import static io.atlas.domain.FixedPoint.ONE;

import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.EpochStart;
import io.atlas.domain.Instruction;
import io.atlas.domain.MarketView;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Origin;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.oms.OmsService;
import io.atlas.oms.task.PartitionState;
import io.atlas.venue.JournalReplay;
import io.atlas.venue.VenueService;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.link.VenueDoor;
import io.atlas.wire.link.VenueLink;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.FileCommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.RecordCodec;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.MarketStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How fast the log is read again: makes a log of so many orders with the OMS, the venue and the gateway themselves, in memory, then
 * times the readers alone, the ledger's fold, and the services' starts from zero and from their snapshots, in CPU time of the one
 * thread that reads; the fold and the gateway also without the ledgers' checks, which is what those cost. Kafka's own share is
 * not in it.
 */
public final class ReplayBench {
    private static final int ROUNDS = 3;
    private static final long MS = 1_000_000L;
    private static final double NS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final int orders;
    private final InMemoryLog store = new InMemoryLog(1);
    private long nowNs = 1;

    private ReplayBench(PrintStream out, int orders) {
        this.out = out;
        this.orders = orders;
    }

    /** @param args the number of orders, 200,000 if nothing is said; a folder that gets the log, for {@link ColdReplay} */
    public static void main(String[] args) throws IOException {
        ReplayBench bench = new ReplayBench(System.out, args.length == 0 ? 200_000 : Integer.parseInt(args[0]));
        if (args.length == 2) {
            bench.makeLog();
            bench.save(Path.of(args[1]));
        } else {
            bench.run();
        }
    }

    private void save(Path folder) throws IOException {
        try (FileCommandLog files = FileCommandLog.open(folder)) {
            for (String topic : List.of(Topics.COMMANDS, Topics.EVENTS, Topics.LEDGER)) {
                files.createTopic(topic, 1);
                for (LogRecord each : store.records(topic, 0)) {
                    files.append(topic, 0, null, each.value(), each.stamps(), none());
                }
            }
        }
    }

    private void run() {
        makeLog();
        for (int round = 0; round < ROUNDS; round++) {
            read(Topics.COMMANDS, new CommandCodec());
            read(Topics.EVENTS, new OrderEventCodec());
            read(Topics.REPORTS, new VenueRecordCodec());
            read(Topics.LEDGER, new LedgerCodec());
            ledgerFold(true);
            ledgerFold(false);
            gateway("zero-" + round, true);
            gateway("zero-" + round, false);
            oms("zero-" + round, true);
            oms("snapshot-" + round, false);
            venue();
        }
    }

    private void makeLog() {
        CommandLog log = store.client("gateway");
        CommandCodec codec = new CommandCodec();
        log.append(Topics.COMMANDS, 0, null, codec.encode(-1, 0, null, 1, new EpochStart("g", -1, "{}")), null, none());
        Link link = new Link();
        OmsService oms = new OmsService(Worlds.small(), List.of(0), store.client("oms"), link.oms(), "oms", orders);
        VenueService venue =
                new VenueService(Worlds.small(), store.client("venue"), link.venue(), silent(), "venue", orders);
        for (Command deposit : deposits()) {
            log.append(
                    Topics.COMMANDS, 0, null, codec.encode(0, count(Topics.COMMANDS), null, 1, deposit), null, none());
        }
        for (int i = 0; i < orders; i++) {
            long seq = count(Topics.COMMANDS);
            log.append(Topics.COMMANDS, 0, null, codec.encode(0, seq, null, i, order(i)), null, none());
            if (i % 100 == 0) {
                step(oms, venue, 1);
            }
        }
        step(oms, venue, 2_000);
        oms.close();
        venue.close();
        GatewayReplay.start(store.client("first gateway"), "first gateway", true);
        out.printf(
                "log of %,d orders: %,d commands, %,d reports, %,d events, %,d entries%n",
                orders, count(Topics.COMMANDS), count(Topics.REPORTS), count(Topics.EVENTS), count(Topics.LEDGER));
    }

    private void step(OmsService oms, VenueService venue, int times) {
        for (int i = 0; i < times; i++) {
            nowNs += 4 * MS;
            oms.doWork(nowNs);
            venue.doWork(nowNs);
        }
    }

    /** Enough for all that follows. */
    private static List<Command> deposits() {
        return List.of(
                new Deposit("A-1-USD-1", "A-1", "USD", 10_000_000_000L * ONE, -1),
                new Deposit("B-1-BTC-1", "B-1", "BTC", 10_000_000 * ONE, -1));
    }

    /** Two groups in turn: every second order trades with the one before it, every tenth rests for ever. */
    private Command order(int i) {
        boolean rests = i % 10 == 9;
        Side side = i % 2 == 0 ? Side.BUY : Side.SELL;
        long px = (rests ? 60_000 + i / 10 % 5_000 : 50_000) * ONE;
        return new NewOrder(
                new Origin(
                        side == Side.BUY ? "A" : "B",
                        i,
                        "order-" + i,
                        side == Side.BUY ? "A-1" : "B-1",
                        "9c1185a5c5e9fc54"),
                Worlds.SYMBOL,
                side,
                OrdType.LIMIT,
                TimeInForce.GTC,
                ONE / 10,
                px,
                side == Side.BUY ? px / 10 : ONE / 10,
                new MarketView(49_999 * ONE, 50_001 * ONE, i),
                false,
                count(Topics.EVENTS) - 1);
    }

    private int count(String topic) {
        return store.records(topic, 0).size();
    }

    private <T> void read(String topic, RecordCodec<T> codec) {
        long bytes = 0;
        for (LogRecord record : store.records(topic, 0)) {
            bytes += record.value().length;
        }
        long startNs = cpuNs();
        long[] seen = new long[1];
        try (ValidReader<T> reader = new ValidReader<>(store.client("reader"), topic, 0, codec)) {
            reader.poll(entry -> seen[0] += entry.body().hashCode() == 0 ? 0 : 1, Integer.MAX_VALUE);
        }
        say("read " + topic + " (" + bytes / count(topic) + " bytes each)", count(topic), startNs);
    }

    private void ledgerFold(boolean checked) {
        long startNs = cpuNs();
        int inputs = GatewayReplay.ledgerFold(store.client("reader"), checked);
        say("ledger fold" + unchecked(checked), inputs, startNs);
    }

    private static String unchecked(boolean checked) {
        return checked ? "" : " without I1 to I3";
    }

    private void oms(String owner, boolean fromZero) {
        CommandLog log = fromZero ? withoutSnapshots() : store.client(owner);
        long startNs = cpuNs();
        OmsService oms = new OmsService(Worlds.small(), List.of(0), log, new Link().oms(), owner, Long.MAX_VALUE);
        while (oms.states().get(0) != PartitionState.RUNNING || oms.doWork(nowNs) > 0) {
            nowNs += MS;
            oms.doWork(nowNs);
        }
        int records = count(Topics.COMMANDS) + count(Topics.EVENTS) + count(Topics.REPORTS);
        say("oms from " + owner, fromZero ? records : orders, startNs);
    }

    /** Inputs are commands and events; what an earlier gateway wrote to {@code ledger.entries} is read and compared too. */
    private void gateway(String owner, boolean checked) {
        CommandLog log = withoutSnapshots();
        int inputs = count(Topics.COMMANDS) + count(Topics.EVENTS);
        long startNs = cpuNs();
        GatewayReplay.start(log, owner, checked);
        say("gateway from " + owner + unchecked(checked), inputs, startNs);
    }

    /** The same records, but no snapshots. */
    private CommandLog withoutSnapshots() {
        InMemoryLog copy = new InMemoryLog(1);
        CommandLog log = copy.client("copy");
        for (String topic : List.of(Topics.COMMANDS, Topics.REPORTS, Topics.EVENTS, Topics.LEDGER)) {
            for (LogRecord each : store.records(topic, 0)) {
                log.append(topic, 0, null, each.value(), each.stamps(), none());
            }
        }
        return log;
    }

    private void venue() {
        long startNs = cpuNs();
        try (JournalReplay replay = new JournalReplay(store.client("venue"), count(Topics.REPORTS) - 1)) {
            while (!replay.done()) {
                replay.doWork();
            }
        }
        say("venue from zero", count(Topics.REPORTS), startNs);
    }

    private void say(String what, long records, long startNs) {
        double seconds = (cpuNs() - startNs) / NS_PER_SECOND;
        out.printf("%-45s %,10d in %6.2f s of CPU: %,10.0f/s%n", what, records, seconds, records / seconds);
    }

    /** Of this thread: what other processes take of the machine does not count. */
    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static CommandLog.Outcome none() {
        return CommandLog.Outcome.IGNORED;
    }

    private static MarketStream.Publisher silent() {
        return new MarketStream.Publisher() {
            @Override
            public void publish(BookUpdate update) {}

            @Override
            public void close() {}
        };
    }

    /** Both ends of a venue link in one process; nothing is lost. */
    private static final class Link {
        private record Said(long previous, Instruction instruction, int open) {}

        private final Deque<Said> said = new ArrayDeque<>();
        private final Deque<long[]> resumes = new ArrayDeque<>();

        VenueLink oms() {
            return new VenueLink() {
                @Override
                public boolean open(int partition) {
                    return said.add(new Said(-1, null, partition));
                }

                @Override
                public boolean instruct(long previous, Instruction instruction) {
                    return said.add(new Said(previous, instruction, OrderIds.partition(instruction.number())));
                }

                @Override
                public int poll(Listener listener) {
                    int count = resumes.size();
                    for (long[] next = resumes.poll(); next != null; next = resumes.poll()) {
                        listener.onResume((int) next[0], next[1]);
                    }
                    return count;
                }

                @Override
                public void close() {}
            };
        }

        VenueDoor venue() {
            return new VenueDoor() {
                @Override
                public boolean resume(int partition, long lastApplied) {
                    return resumes.add(new long[] {partition, lastApplied});
                }

                @Override
                public int poll(Listener listener, int limit) {
                    int count = 0;
                    for (; count < limit && !said.isEmpty(); count++) {
                        Said next = said.poll();
                        if (next.instruction() == null) {
                            listener.onOpen(next.open());
                        } else {
                            listener.onInstruction(next.previous(), next.instruction());
                        }
                    }
                    return count;
                }

                @Override
                public void close() {}
            };
        }
    }
}
