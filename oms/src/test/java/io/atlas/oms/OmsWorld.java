package io.atlas.oms;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.EpochStart;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instruction;
import io.atlas.domain.MarketView;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.World;
import io.atlas.testkit.LogTail;
import io.atlas.testkit.WorldBuilder;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.link.VenueLink;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.OwnedPartition;
import io.atlas.wire.log.RecordCodec;
import io.atlas.wire.log.Stamps;
import io.atlas.wire.log.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;

/** A log with two partitions, a gateway and a venue that write what a test tells them to, and OMS processes beside them. */
final class OmsWorld {
    static final World WORLD = new WorldBuilder("test")
            .instrument("ACME-USD", "0.01", "0.001", "100")
            .group("GROUP", 100)
            .account("ALFA-1")
            .build();

    /** The venue's end of a link as a list: {@code open 0}, {@code 0: -1>1}. */
    static final class Link implements VenueLink {
        final List<String> said = new ArrayList<>();
        private final Deque<long[]> resumes = new ArrayDeque<>();

        @Override
        public boolean open(int partition) {
            return said.add("open " + partition);
        }

        @Override
        public boolean instruct(long previous, Instruction instruction) {
            long number = instruction.number();
            return said.add(OrderIds.partition(number) + ": " + previous + ">" + OrderIds.offset(number));
        }

        void resume(int partition, long lastApplied) {
            resumes.addLast(new long[] {partition, lastApplied});
        }

        @Override
        public int poll(Listener listener) {
            int count = resumes.size();
            while (!resumes.isEmpty()) {
                long[] resume = resumes.removeFirst();
                listener.onResume((int) resume[0], resume[1]);
            }
            return count;
        }

        @Override
        public void close() {}
    }

    /** Owns a partition of an input topic. */
    private static final class Writer<T> implements OwnedPartition.Listener<T> {
        private final CommandLog log;
        private final OwnedPartition<T> partition;

        Writer(CommandLog log, String topic, int partition, RecordCodec<T> codec, LongFunction<? extends T> start) {
            this.log = log;
            this.partition = new OwnedPartition<>(log, topic, partition, codec, "writer", start, this);
            step();
        }

        long write(T body, long time, byte[] stamps) {
            long offset = partition.position() + 1;
            partition.propose(null, null, time, body, stamps);
            step();
            return offset;
        }

        private void step() {
            do {
                log.poll();
            } while (partition.doWork(0) > 0);
        }

        @Override
        public void onHistory(Entry<T> entry) {}

        @Override
        public void onConfirmed(Entry<T> entry) {}

        @Override
        public void onOwned(long epoch, List<T> lost) {}

        @Override
        public void onBroken(String why) {
            throw new AssertionError(why);
        }

        @Override
        public void onLeft(String newOwner) {
            throw new AssertionError(newOwner);
        }
    }

    final InMemoryLog store;
    final Link link = new Link();
    private final List<Writer<Command>> gateways = new ArrayList<>();
    private final Writer<VenueRecord> venue;
    private long nowNs = 1_000_000_000L;
    private long inputs;

    OmsWorld() {
        this(new InMemoryLog(2));
    }

    /** A world with a log of its own; its gateway and venue go on in new epochs. */
    OmsWorld(InMemoryLog store) {
        this.store = store;
        for (int p = 0; p < 2; p++) {
            gateways.add(new Writer<>(
                    store.client("gateway-" + p),
                    Topics.COMMANDS,
                    p,
                    new CommandCodec(),
                    follows -> new EpochStart("writer", follows, "{}")));
        }
        venue = new Writer<>(
                store.client("venue"),
                Topics.REPORTS,
                0,
                new VenueRecordCodec(),
                follows -> new EpochStart("writer", follows, "{}"));
    }

    /** A new process for these partitions; it reads and writes under the client's name. */
    OmsService oms(String name, Integer... partitions) {
        return new OmsService(WORLD, List.of(partitions), store.client(name), link, name);
    }

    /** The same, with so many inputs between two snapshots. */
    OmsService omsWithSnapshots(String name, long snapshotEvery, Integer... partitions) {
        return new OmsService(WORLD, List.of(partitions), store.client(name), link, name, snapshotEvery);
    }

    void step(OmsService oms, int times) {
        for (int i = 0; i < times; i++) {
            nowNs += 1_000_000;
            oms.doWork(nowNs);
        }
    }

    /** Nothing happens for so long. */
    void pass(long ns) {
        nowNs += ns;
    }

    long nowNs() {
        return nowNs;
    }

    /** Writes the command of a new order; returns its id. */
    long order(int partition, String qty) {
        NewOrder order = new NewOrder(
                origin("ord"),
                "ACME-USD",
                Side.BUY,
                OrdType.LIMIT,
                TimeInForce.GTC,
                FixedPoint.parse(qty),
                FixedPoint.parse("100"),
                0,
                new MarketView(0, 0, 0),
                false,
                -1);
        return command(partition, order);
    }

    long cancel(long orderId) {
        CancelOrder cancel = new CancelOrder(origin("cxl"), "ord", orderId, "ACME-USD", Side.BUY, -1);
        return command(OrderIds.partition(orderId), cancel);
    }

    private long command(int partition, Command command) {
        byte[] stamps = Stamps.with(null, Stamps.WIRE_IN, 41);
        return OrderIds.of(partition, gateways.get(partition).write(command, 5_000, stamps));
    }

    private static Origin origin(String clOrdId) {
        return new Origin("ALFA", 1, clOrdId, "ALFA-1", "print");
    }

    /** The venue's record for the instruction of that number; returns its offset. */
    long report(long number, Outcome... outcomes) {
        Instruction instruction = new Instruction.Cancel(number, number, "ACME-USD");
        VenueReport report = new VenueReport(++inputs, 0, instruction, List.of(outcomes));
        return venue.write(report, 6_000, Stamps.with(null, Stamps.VENUE_IN, 42));
    }

    /** The valid events of a partition, EPOCH_STARTs apart. */
    List<Entry<OrderEvent>> events(int partition) {
        try (LogTail<OrderEvent> tail =
                new LogTail<>(store.client("test"), Topics.EVENTS, partition, new OrderEventCodec())) {
            return tail.entries().stream()
                    .filter(entry -> entry.body() instanceof OrdersChanged)
                    .toList();
        }
    }

    /** {@code orders.commands/0/1 OPENED}, {@code … NOOP}: each event's cause and kinds. */
    List<String> story(int partition) {
        return events(partition).stream()
                .map(entry -> {
                    OrdersChanged body = (OrdersChanged) entry.body();
                    StringBuilder line = new StringBuilder(entry.cause().toString());
                    body.changes().forEach(change -> line.append(' ').append(change.kind()));
                    return body.changes().isEmpty() ? line + " NOOP" : line.toString();
                })
                .toList();
    }
}
