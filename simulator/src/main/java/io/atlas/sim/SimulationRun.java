package io.atlas.sim;

import io.atlas.domain.LogPosition;
import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.Report;
import io.atlas.sim.Instance.Role;
import io.atlas.sim.chance.Dice;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.FaultPlan;
import io.atlas.sim.chance.Faults;
import io.atlas.sim.check.CheckFailed;
import io.atlas.sim.check.Checkers;
import io.atlas.sim.check.LogWitness;
import io.atlas.sim.client.OrderMakers;
import io.atlas.sim.client.SimClient;
import io.atlas.sim.client.Witness;
import io.atlas.sim.port.SessionStore;
import io.atlas.sim.port.SimFeed;
import io.atlas.sim.port.SimLink;
import io.atlas.sim.port.SimLog;
import io.atlas.sim.port.SimMarket;
import io.atlas.testkit.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** One seeded world from its first record to the end of its last order. Use {@link #run}. */
public final class SimulationRun {
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final int STEPS_PER_ORDER = 2_000;
    private static final int LEAST_STEPS = 200_000;
    private static final int MOST_ROUNDS = 8_000;
    private static final int QUIET_ROUNDS = 4;
    private static final int CHECKPOINT_STEPS = 6_000;
    private static final int IDLE_STEPS = 40;
    private static final LogWitness.Landing UNOBSERVED = (position, landed, valid) -> {};

    private final int orders;
    private final Dice dice;
    private final Faults faults;
    private final ManualClock clock = new ManualClock(START_NS);
    private final RunRecord record = new RunRecord();
    private final List<SessionStore> stores = new ArrayList<>();
    private final List<SimClient> clients = new ArrayList<>();
    private final SimLog log;
    private final SimLink link;
    private final SimMarket market;
    private final Checkers checkers;
    private final Cluster cluster;
    private final SimFeed feed;
    private final FeedSide feedSide;
    private final Breaker breaker;
    private long steps;
    private int idle;

    private SimulationRun(long seed, int orders, Function<Dice, FaultPlan> plan, LogWitness.Landing also) {
        this.orders = orders;
        this.dice = new Dice(seed);
        this.faults = new Faults(plan.apply(dice.split()));
        World world = SimWorld.of(seed);
        log = new SimLog(world, SimWorld.PARTITIONS, clock, dice.split(), faults);
        link = new SimLink(clock, dice.split(), faults);
        checkers = new Checkers(world, SimWorld.PARTITIONS, log, (position, landed, valid) -> {
            record.landed(position, landed, valid);
            also.landed(position, landed, valid);
        });
        market = new SimMarket(dice.split(), faults, update -> {
            checkers.books().onUpdate(update);
            checkers.feed().onMarket(update);
        });
        Map<String, List<String>> accounts = SimWorld.accountsBySession(world);
        accounts.keySet().forEach(session -> stores.add(new SessionStore(session)));
        // Dice of its own for what came later: seeds without it play much as they did before.
        Dice later = new Dice(~seed);
        cluster = new Cluster(
                world,
                SimWorld.groupBySession(world),
                stores,
                log,
                link,
                market,
                clock,
                dice.split(),
                later.split(),
                faults);
        feed = new SimFeed(clock, dice.split(), faults, checkers.feed()::onPublished);
        feedSide = new FeedSide(market, feed, checkers.feed(), clock, dice.split(), faults);
        OrderMakers makers = new OrderMakers(world, accounts, market);
        int left = orders;
        for (String session : accounts.keySet()) {
            int share = clients.size() == accounts.size() - 1 ? left : orders / accounts.size();
            left -= share;
            clients.add(new SimClient(
                    session,
                    share,
                    makers,
                    clock,
                    dice.split(),
                    later.split(),
                    cluster::sessionsOrNull,
                    new Recording()));
        }
        breaker = new Breaker(faults, dice.split(), later.split(), clock, cluster, feedSide, log, link, clients);
    }

    private final class Recording implements Witness {
        @Override
        public void sent(String session, long seqNum, ClientRequest request) {
            checkers.witness().sent(session, seqNum, request);
        }

        @Override
        public void heard(String session, long seqNum, Report report) {
            record.heard(session, report);
            checkers.witness().heard(session, seqNum, report);
        }

        @Override
        public void heardAgain(String session, Report report) {
            record.heard(session, report);
            checkers.witness().heardAgain(session, report);
        }
    }

    /**
     * Plays a seed.
     *
     * @param plan draws the faults from the run's dice: {@link FaultPlan#drawn}, or a plan of the caller's
     * @throws SimulationFailure if an invariant does not hold or something does not finish
     */
    public static Summary run(long seed, int orders, Function<Dice, FaultPlan> plan) {
        return run(seed, orders, plan, UNOBSERVED);
    }

    /** As above, with the plan that the seed draws, without some kinds of fault. */
    public static Summary run(long seed, int orders, Set<Fault> without) {
        return run(seed, orders, dice -> FaultPlan.drawn(dice).without(without), UNOBSERVED, without);
    }

    /** As the first, and tells of every record that lands, so that the log can be kept. */
    public static Summary run(long seed, int orders, Function<Dice, FaultPlan> plan, LogWitness.Landing also) {
        return run(seed, orders, plan, also, Set.of());
    }

    private static Summary run(
            long seed, int orders, Function<Dice, FaultPlan> plan, LogWitness.Landing also, Set<Fault> without) {
        SimulationRun run = new SimulationRun(seed, orders, plan, also);
        try {
            run.play();
        } catch (RuntimeException e) {
            LogPosition position = e instanceof CheckFailed failed ? failed.positionOrNull() : null;
            throw new SimulationFailure(seed, orders, without, run.steps, run.record.around(position), e);
        }
        return new Summary(
                seed,
                orders,
                run.steps,
                run.record.records(),
                run.clock.nowNs() - START_NS,
                run.faults.byKind(),
                run.checkers.done(),
                run.record.hash());
    }

    private void play() {
        long mostSteps = LEAST_STEPS + (long) orders * STEPS_PER_ORDER;
        while (clients.stream().anyMatch(SimClient::trading)) {
            step();
            breaker.step();
            if (steps > mostSteps) {
                throw new IllegalStateException("does not get on: " + missing());
            }
            if (steps % CHECKPOINT_STEPS == 0) {
                checkers.replay().checkpoint();
            }
        }
        breaker.calm();
        finish(false);
        finish(true);
    }

    private void step() {
        steps++;
        int what = dice.below(100);
        int work = 0;
        if (what < 26) {
            work = cluster.step(Role.GATEWAY);
        } else if (what < 46) {
            work = cluster.step(Role.OMS);
        } else if (what < 66) {
            work = cluster.step(Role.VENUE);
            compareBooks();
        } else if (what < 96) {
            dice.oneOf(clients).step();
        } else {
            log.step();
        }
        checkers.witness().read();
        if (dice.perMille(400)) {
            feedSide.step();
        }
        idle = work > 0 ? 0 : idle + 1;
        // When all wait for some timeout, time flies.
        clock.advance(idle > IDLE_STEPS ? dice.between(100_000, 20_000_000) : dice.between(5_000, 90_000));
    }

    private void compareBooks() {
        if (cluster.whole() && cluster.only(Role.VENUE).venue().unconfirmed() == 0 && dice.perMille(20)) {
            checkers.witness().read();
            checkers.books().compare(cluster.only(Role.VENUE).venue().view());
        }
    }

    /** Faults are over: everything sent must be answered, settled and heard; then, with {@code cancelling}, every order ended. */
    private void finish(boolean cancelling) {
        long before = -1;
        int still = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            steps++;
            for (Role role : Role.values()) {
                cluster.stepAll(role);
            }
            checkers.witness().read();
            feedSide.finish();
            clients.forEach(client -> client.finish(cancelling));
            log.calm();
            checkers.witness().read();
            // Several rounds, so that everybody has had a turn who has just woken and knows nothing yet.
            still = record.records() == before && settled(cancelling) ? still + 1 : 0;
            before = record.records();
            if (still >= QUIET_ROUNDS) {
                checkEnd(cancelling);
                return;
            }
            // Mostly less than a tick, so that nothing new happens; now and then enough for whoever waits for a
            // timeout.
            clock.advance(round % 20 == 19 ? 50_000_000 : 100_000);
        }
        throw new IllegalStateException("does not finish: " + missing());
    }

    private boolean settled(boolean closed) {
        return cluster.whole()
                && cluster.only(Role.GATEWAY).gateway().ready()
                && cluster.only(Role.GATEWAY).gateway().idle()
                && cluster.only(Role.GATEWAY).sessions().undecided() == 0
                && cluster.only(Role.VENUE).venue().serving()
                && cluster.only(Role.VENUE).venue().unconfirmed() == 0
                && link.inFlight() == 0
                && feedSide.settled(cluster.only(Role.VENUE).venue().view())
                && checkers.decisions().outstanding() == 0
                && clients.stream().allMatch(client -> client.settled() && !(closed && client.hasOpenOrders()));
    }

    private void checkEnd(boolean closed) {
        for (int i = 0; i < clients.size(); i++) {
            SessionStore store = stores.get(i);
            SimClient client = clients.get(i);
            if (store.watermark() != client.sentUpTo()
                    || client.heardUpTo() != store.sent().size()) {
                throw new IllegalStateException(String.format(
                        "I11: %s sent %d (decided up to %d), heard %d (stored: %d)",
                        client.session(),
                        client.sentUpTo(),
                        store.watermark(),
                        client.heardUpTo(),
                        store.sent().size()));
            }
        }
        checkers.atEnd(closed);
        for (int p = 0; p < SimWorld.PARTITIONS; p++) {
            checkers.serial().compare(p, cluster.only(Role.GATEWAY).gateway().folded(p));
            checkers.replay()
                    .compareLedger(p, cluster.only(Role.GATEWAY).gateway().folded(p));
            checkers.replay()
                    .compareLedger(p, cluster.only(Role.GATEWAY).gateway().overlay(p));
        }
        cluster.only(Role.VENUE).venue().audit();
        checkers.books().compare(cluster.only(Role.VENUE).venue().view());
        feedSide.compare(cluster.only(Role.VENUE).venue().view());
        checkers.replay().compareVenue(cluster.only(Role.VENUE).venue().view());
    }

    private String missing() {
        return "one of each lives " + cluster.whole() + ", link " + link.inFlight() + ", outstanding "
                + checkers.decisions().outstanding() + ", "
                + clients.stream().map(SimClient::missing).toList();
    }
}
