package io.atlas.venue;

import static io.atlas.domain.FixedPoint.parse;

import io.atlas.domain.Instruction;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.domain.World;
import io.atlas.testkit.LogTail;
import io.atlas.testkit.WorldBuilder;
import io.atlas.venue.book.RestingOrder;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.link.VenueDoor;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.Topics;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.MarketStream;
import io.atlas.wire.snapshot.SnapshotWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A venue on an in-memory log with a link and a stream that remember. Its OMS is one list of instructions for partition 0,
 * sent on as the venue asks for it.
 */
final class VenueRig {
    static final String SYMBOL = "BTC-USD";
    static final long TICK_NS = 100_000_000L;

    final InMemoryLog store = new InMemoryLog(4);
    final List<Long> resumes = new ArrayList<>();
    final List<BookUpdate> updates = new ArrayList<>();
    private final NavigableMap<Long, Instruction> commands = new TreeMap<>();
    private final Deque<Runnable> inLink = new ArrayDeque<>();
    final World world;
    long snapshotEvery = SnapshotWriter.EVERY;
    private VenueDoor.Listener listener;
    private int starts;
    boolean linkTakesResumes = true;
    boolean lostResumes;
    VenueService venue;
    long nowNs = 1_000_000_000_000L;

    VenueRig(int tickMs) {
        world = new WorldBuilder("venue")
                .market(11, tickMs)
                .instrument(SYMBOL, "0.01", "0.00001", "50000")
                .build();
        start();
    }

    /** Starts a venue; one that ran before is forgotten, as after a crash. */
    void start() {
        inLink.clear();
        String owner = "venue-" + ++starts;
        venue = new VenueService(world, store.client(owner), door(), publisher(), owner, snapshotEvery);
    }

    private VenueDoor door() {
        return new VenueDoor() {
            @Override
            public boolean resume(int partition, long lastApplied) {
                if (linkTakesResumes) {
                    resumes.add(lastApplied);
                    if (partition == 0 && !lostResumes) {
                        sendAfter(lastApplied);
                    }
                }
                return linkTakesResumes;
            }

            @Override
            public int poll(Listener newListener, int limit) {
                listener = newListener;
                int count = 0;
                while (count < limit && !inLink.isEmpty()) {
                    inLink.removeFirst().run();
                    count++;
                }
                return count;
            }

            @Override
            public void close() {}
        };
    }

    private MarketStream.Publisher publisher() {
        return new MarketStream.Publisher() {
            @Override
            public void publish(BookUpdate update) {
                updates.add(update);
            }

            @Override
            public void close() {}
        };
    }

    private void sendAfter(long lastApplied) {
        commands.tailMap(lastApplied, false).values().forEach(this::send);
    }

    /** Puts the instruction into the link, naming the one before it. */
    void send(Instruction instruction) {
        long offset = OrderIds.offset(instruction.number());
        Long earlier = commands.lowerKey(offset);
        long previous = earlier == null ? -1 : earlier;
        inLink.addLast(() -> listener.onInstruction(previous, instruction));
    }

    void open(int partition) {
        inLink.addLast(() -> listener.onOpen(partition));
    }

    /** A new instruction of the OMS that the link does not get yet. */
    Instruction command(Instruction instruction) {
        commands.put(OrderIds.offset(instruction.number()), instruction);
        return instruction;
    }

    void instruct(Instruction instruction) {
        send(command(instruction));
    }

    /** An order of group {@code G<offset mod 5>}. */
    static Instruction.Enter order(long offset, Side side, String qty, String px) {
        return new Instruction.Enter(
                OrderIds.of(0, offset),
                "G" + offset % 5,
                SYMBOL,
                side,
                OrdType.LIMIT,
                TimeInForce.DAY,
                parse(qty),
                parse(px));
    }

    static Instruction.Cancel cancel(long offset, long orderOffset) {
        return new Instruction.Cancel(OrderIds.of(0, offset), OrderIds.of(0, orderOffset), SYMBOL);
    }

    int step() {
        return venue.doWork(nowNs);
    }

    /** Steps without letting time pass. */
    void steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    /** Lets that many ticks of time pass, with a few steps in each. */
    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            nowNs += TICK_NS;
            steps(3);
        }
    }

    /** Reads the journal with a reader of its own. */
    List<Entry<VenueRecord>> journal() {
        try (LogTail<VenueRecord> tail =
                new LogTail<>(store.client("reader"), Topics.REPORTS, 0, new VenueRecordCodec())) {
            return tail.entries();
        }
    }

    List<VenueReport> reports() {
        return journal().stream()
                .map(Entry::body)
                .filter(VenueReport.class::isInstance)
                .map(VenueReport.class::cast)
                .toList();
    }

    List<RestingOrder> resting() {
        List<RestingOrder> resting = new ArrayList<>(venue.view().restingOrders(SYMBOL, Side.BUY));
        resting.addAll(venue.view().restingOrders(SYMBOL, Side.SELL));
        return resting;
    }

    /** The book's levels in the order of an image. */
    List<BookUpdate.LevelChange> levels() {
        List<BookUpdate.LevelChange> levels = new ArrayList<>();
        for (RestingOrder order : resting()) {
            int last = levels.size() - 1;
            if (last >= 0 && levels.get(last).px() == order.px()) {
                levels.set(
                        last,
                        new BookUpdate.LevelChange(
                                order.side(), order.px(), levels.get(last).qty() + order.leavesQty()));
            } else {
                levels.add(new BookUpdate.LevelChange(order.side(), order.px(), order.leavesQty()));
            }
        }
        return levels;
    }

    List<RestingOrder> clients() {
        return resting().stream().filter(order -> !order.house()).toList();
    }
}
