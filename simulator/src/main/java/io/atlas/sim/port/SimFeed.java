package io.atlas.sim.port;

import io.atlas.sim.chance.Dice;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.Faults;
import io.atlas.testkit.ManualClock;
import io.atlas.wire.feed.FeedFrame;
import io.atlas.wire.feed.FeedFrameHandler;
import io.atlas.wire.feed.FeedPublisher;
import io.atlas.wire.feed.FeedSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** The public feed: each receiver for itself may lose frames, get them twice, or late and so out of order. */
public final class SimFeed {
    /** The world that all frames are of. */
    public static final long WORLD = 1;

    private static final long MOST_DELAY_NS = 60_000_000L;

    private record Parcel(long dueNs, long number, FeedFrame frame) {}

    private static final Comparator<Parcel> IN_TURN =
            Comparator.comparingLong(Parcel::dueNs).thenComparingLong(Parcel::number);

    private final ManualClock clock;
    private final Dice dice;
    private final Faults faults;
    private final Consumer<FeedFrame> witness;
    private final List<PriorityQueue<Parcel>> receivers = new ArrayList<>();
    private long sent;

    /** @param witness sees every frame, none lost */
    public SimFeed(ManualClock clock, Dice dice, Faults faults, Consumer<FeedFrame> witness) {
        this.clock = clock;
        this.dice = dice;
        this.faults = faults;
        this.witness = witness;
    }

    /** Frames that have not arrived yet. */
    public int underWay() {
        return receivers.stream().mapToInt(PriorityQueue::size).sum();
    }

    /** A publisher's end. */
    public FeedPublisher publisher(CrashPoint crash) {
        return new FeedPublisher() {
            @Override
            public boolean publish(FeedFrame frame) {
                crash.pass();
                witness.accept(frame);
                receivers.forEach(receiver -> send(receiver, frame));
                return !receivers.isEmpty();
            }

            @Override
            public void close() {}
        };
    }

    private void send(PriorityQueue<Parcel> receiver, FeedFrame frame) {
        if (faults.strikes(Fault.FEED_LOST, dice)) {
            return;
        }
        put(receiver, frame);
        if (faults.strikes(Fault.FEED_DOUBLED, dice)) {
            put(receiver, frame);
        }
    }

    private void put(PriorityQueue<Parcel> receiver, FeedFrame frame) {
        long dueNs = clock.nowNs();
        if (faults.strikes(Fault.FEED_DELAYED, dice)) {
            dueNs += dice.between(0, MOST_DELAY_NS);
        }
        receiver.add(new Parcel(dueNs, ++sent, frame));
    }

    /** A receiver's end. */
    public FeedSource source() {
        PriorityQueue<Parcel> arriving = new PriorityQueue<>(IN_TURN);
        receivers.add(arriving);
        return new FeedSource() {
            @Override
            public int poll(FeedFrameHandler handler) {
                int frames = 0;
                while (!arriving.isEmpty() && arriving.peek().dueNs() <= clock.nowNs()) {
                    handler.onFrame(WORLD, arriving.remove().frame());
                    frames++;
                }
                return frames;
            }

            @Override
            public void close() {
                receivers.remove(arriving);
            }
        };
    }
}
