package io.atlas.sim;

import io.atlas.md.MdPublisherService;
import io.atlas.sim.chance.Dice;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.Faults;
import io.atlas.sim.check.I13FeedBook;
import io.atlas.sim.port.CrashPoint;
import io.atlas.sim.port.SimFeed;
import io.atlas.sim.port.SimMarket;
import io.atlas.testkit.ManualClock;
import io.atlas.venue.core.VenueView;
import io.atlas.wire.feed.FeedBook;
import io.atlas.wire.feed.FeedListener;
import io.atlas.wire.feed.FeedSubscriber;
import io.atlas.wire.feed.FeedUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The publisher of the feed, which may die at any call, and those who follow it, who come and go. */
final class FeedSide {
    private static final int FOLLOWERS = 2;
    private static final int NEW_FOLLOWER_PER_MILLION = 400;

    /** Hands what a subscriber believes to the checker. */
    private final class Follower implements FeedListener {
        private final FeedSubscriber subscriber = new FeedSubscriber(feed.source(), SimFeed.WORLD, this);
        private final Map<String, Long> seqs = new HashMap<>();

        @Override
        public void onUpdate(FeedBook book, FeedUpdate update) {
            checker.onUpdate(update, seqs.get(book.symbol()));
            onState(book);
        }

        @Override
        public void onState(FeedBook book) {
            seqs.put(book.symbol(), book.seq());
            if (book.state() == FeedBook.State.LIVE) {
                checker.onLive(book);
            }
        }
    }

    private final SimMarket market;
    private final SimFeed feed;
    private final I13FeedBook checker;
    private final ManualClock clock;
    private final Dice dice;
    private final Faults faults;
    private final List<Follower> followers = new ArrayList<>();
    private MdPublisherService publisher;
    private CrashPoint crash;

    FeedSide(SimMarket market, SimFeed feed, I13FeedBook checker, ManualClock clock, Dice dice, Faults faults) {
        this.market = market;
        this.feed = feed;
        this.checker = checker;
        this.clock = clock;
        this.dice = dice;
        this.faults = faults;
        startPublisher();
        for (int i = 0; i < FOLLOWERS; i++) {
            followers.add(new Follower());
        }
    }

    private void startPublisher() {
        crash = new CrashPoint();
        publisher = new MdPublisherService(market.publishersSubscriber(crash), feed.publisher(crash));
    }

    /** The publisher dies within its next calls to the world outside. */
    void crash() {
        crash.arm(dice.below(10));
    }

    /** One of them does what is due; now and then a follower is replaced by one that knows nothing. */
    void step() {
        if (dice.perMille(500)) {
            stepPublisher();
        } else {
            dice.oneOf(followers).subscriber.poll(clock.nowNs());
        }
        if (dice.perMillion(NEW_FOLLOWER_PER_MILLION)) {
            followers.remove(dice.below(followers.size())).subscriber.close();
            followers.add(new Follower());
        }
    }

    private void stepPublisher() {
        try {
            publisher.doWork(clock.nowNs());
        } catch (CrashPoint.Killed killed) {
            faults.count(Fault.MD_CRASH);
            startPublisher();
        }
    }

    /** Faults are over: everybody has a turn. */
    void finish() {
        crash.disarm();
        stepPublisher();
        followers.forEach(follower -> follower.subscriber.poll(clock.nowNs()));
    }

    /** Whether the publisher serves, nothing is under way and every book is live, and up to what the venue said last. */
    boolean settled(VenueView venue) {
        return publisher.ready()
                && feed.underWay() == 0
                && venue.symbols().stream().allMatch(symbol -> followers.stream()
                        .allMatch(follower -> upToDate(follower.subscriber.bookOrNull(symbol))));
    }

    /** Whoever has lost the very last update learns of it by the next heartbeat. */
    private boolean upToDate(FeedBook bookOrNull) {
        return bookOrNull != null
                && bookOrNull.state() == FeedBook.State.LIVE
                && checker.bookSeq(bookOrNull)
                        == market.lastOrNull(bookOrNull.symbol()).bookSeq();
    }

    void compare(VenueView venue) {
        for (Follower follower : followers) {
            venue.symbols().forEach(symbol -> checker.compare(follower.subscriber.bookOrNull(symbol), symbol, venue));
        }
        if (publisher.mismatches() > 0) {
            throw new IllegalStateException("I13: the publisher's book was not the venue's image");
        }
    }
}
