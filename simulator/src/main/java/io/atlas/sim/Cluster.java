package io.atlas.sim;

import io.atlas.domain.World;
import io.atlas.gateway.GatewayConfig;
import io.atlas.gateway.GatewayService;
import io.atlas.gateway.replay.LogReportHistory;
import io.atlas.oms.OmsService;
import io.atlas.sim.Instance.Role;
import io.atlas.sim.chance.Dice;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.Faults;
import io.atlas.sim.port.CrashPoint;
import io.atlas.sim.port.MachineClock;
import io.atlas.sim.port.SessionStore;
import io.atlas.sim.port.SimLink;
import io.atlas.sim.port.SimLog;
import io.atlas.sim.port.SimMarket;
import io.atlas.sim.port.SimSessions;
import io.atlas.testkit.ManualClock;
import io.atlas.venue.VenueService;
import io.atlas.wire.agent.Agent;
import io.atlas.wire.log.CommandLog;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The living services, and who starts them again: a crashed one, and one that left, comes back after a while under a new name
 * over the same log and stores. Two of a kind may live side by side until one of them leaves.
 */
final class Cluster {
    private static final int MOST_DOWN_STEPS = 300;
    private static final int MOST_PAUSE_STEPS = 600;
    /** So small that every restart meets a snapshot, and many a crash one half written. */
    private static final int LEAST_SNAPSHOT_EVERY = 15;

    private static final int MOST_SNAPSHOT_EVERY = 400;

    private static final int LAGS_AFTER_START = 800;
    private static final int MOST_TORN = 100;
    private static final int TORN_AND_AGENT_TELLS = 500;
    private static final List<Integer> PARTITIONS =
            IntStream.range(0, SimWorld.PARTITIONS).boxed().toList();

    private final World world;
    private final int snapshotEvery;
    private final GatewayConfig gatewayConfig;
    private final List<SessionStore> stores;
    private final SimLog log;
    private final SimLink link;
    private final SimMarket market;
    private final ManualClock clock;
    private final Dice dice;
    private final Dice storeDice;
    private final Map<String, String> groupBySession;
    private final Faults faults;
    private final boolean venueIsHonest;
    private final Map<Role, List<Instance>> living = new EnumMap<>(Role.class);
    private final Map<Role, MachineClock> clocks = new EnumMap<>(Role.class);
    private final Map<Role, Integer> downFor = new EnumMap<>(Role.class);
    private int started;

    /** @param storeDice for what concerns message stores only */
    Cluster(
            World world,
            Map<String, String> groupBySession,
            List<SessionStore> stores,
            SimLog log,
            SimLink link,
            SimMarket market,
            ManualClock clock,
            Dice dice,
            Dice storeDice,
            Faults faults) {
        this.world = world;
        this.snapshotEvery = (int) dice.between(LEAST_SNAPSHOT_EVERY, MOST_SNAPSHOT_EVERY);
        this.gatewayConfig =
                GatewayConfig.of(SimWorld.PARTITIONS, groupBySession).withSnapshotEvery(snapshotEvery);
        this.stores = stores;
        this.log = log;
        this.link = link;
        this.market = market;
        this.clock = clock;
        this.dice = dice;
        this.storeDice = storeDice;
        this.groupBySession = groupBySession;
        this.faults = faults;
        this.venueIsHonest = !faults.anyPossible(Fault.Area.HOSTILE);
        for (Role role : Role.values()) {
            living.put(role, new ArrayList<>());
            clocks.put(role, new MachineClock(clock));
            start(role);
        }
    }

    /** Starts one of that kind; while the log is gone it ends at once and will be tried again. */
    private boolean start(Role role) {
        String owner = role.name().toLowerCase(Locale.ROOT) + "-" + ++started;
        CrashPoint crash = new CrashPoint();
        CommandLog end = role == Role.VENUE ? log.venueEnd(owner, crash) : log.end(owner, crash);
        SimSessions sessions = null;
        Agent agent;
        try {
            switch (role) {
                case GATEWAY -> {
                    LogReportHistory history = new LogReportHistory(world, groupBySession, SimWorld.PARTITIONS, end);
                    sessions = new SimSessions(stores, history, clocks.get(role), dice, storeDice, crash);
                    GatewayService gateway = new GatewayService(
                            world, gatewayConfig, PARTITIONS, end, market.subscriber(crash), sessions, owner);
                    history.endAt(gateway::readUpTo);
                    agent = gateway;
                    living.get(role).forEach(older -> older.sessions().loseStores());
                }
                case OMS -> agent = new OmsService(world, PARTITIONS, end, link.link(crash), owner, snapshotEvery);
                default ->
                    agent = new VenueService(
                            world, end, link.door(crash), market.publisher(crash), owner, snapshotEvery);
            }
        } catch (CommandLog.LogUnavailable unavailable) {
            crash.kill();
            return false;
        }
        living.get(role).add(new Instance(role, owner, agent, crash, sessions));
        if (faults.possible(Fault.READER_LAGS) && dice.perMille(LAGS_AFTER_START)) {
            log.lag(owner);
        }
        return true;
    }

    /** Steps one instance of that kind, if one lives; returns how much it did. */
    int step(Role role) {
        List<Instance> instances = living.get(role);
        if (instances.isEmpty()) {
            return waitDown(role);
        }
        Instance instance = instances.size() == 1 ? instances.get(0) : dice.oneOf(instances);
        return step(instance);
    }

    /** Steps every instance of that kind. */
    void stepAll(Role role) {
        if (living.get(role).isEmpty()) {
            waitDown(role);
        }
        List.copyOf(living.get(role)).forEach(this::step);
    }

    private int waitDown(Role role) {
        int left = downFor.merge(role, -1, Integer::sum);
        if (left > 0) {
            return 0;
        }
        if (!start(role)) {
            downFor.put(role, dice.below(MOST_DOWN_STEPS));
            return 0;
        }
        return 1;
    }

    private int step(Instance instance) {
        if (instance.paused()) {
            return 0;
        }
        int work = 0;
        try {
            work = instance.step(clocks.get(instance.role()).nowNs());
        } catch (CrashPoint.Killed killed) {
            work = 1;
        }
        if (instance.crash().dead()) {
            faults.count(instance.role().crash());
            remove(instance);
            return 1;
        }
        instance.requireSound(venueIsHonest);
        if (instance.crash().stopped()) {
            stopped(instance);
        }
        // A process that has lost something ends, sooner or later; until then it is a zombie.
        if (instance.left() && dice.perMille(100)) {
            instance.crash().kill();
            remove(instance);
        }
        return work;
    }

    private void stopped(Instance instance) {
        instance.pause(1 + dice.below(MOST_PAUSE_STEPS));
        if (!instance.takeOverDue()) {
            faults.count(instance.role().frozen());
        } else if (start(instance.role())) {
            faults.count(instance.role().takenOver());
            instance.rival();
        }
    }

    private void remove(Instance instance) {
        if (instance.sessions() != null) {
            instance.sessions().disconnectAll();
            if (!instance.sessions().storesLost()) {
                stores.forEach(this::damage);
            }
        }
        List<Instance> instances = living.get(instance.role());
        instances.remove(instance);
        // A gateway whose sessions another took, which is dead now, is of no use to anybody: it is started again.
        instances.stream()
                .filter(other -> other.sessions() != null && other.sessions().storesLost())
                .forEach(other -> other.crash().kill());
        if (instances.isEmpty()) {
            downFor.put(instance.role(), dice.below(MOST_DOWN_STEPS));
        }
    }

    /** What the crash has left of a message store. */
    private void damage(SessionStore store) {
        if (faults.strikes(Fault.STORE_LOST, storeDice)) {
            store.loseAll();
        } else if (!store.sent().isEmpty() && faults.strikes(Fault.STORE_TORN, storeDice)) {
            int most = Math.min(MOST_TORN, store.sent().size());
            store.loseTail(1 + storeDice.below(most), !storeDice.perMille(TORN_AND_AGENT_TELLS));
        }
    }

    /** Kills one of that kind within its next calls to the world outside. */
    void crash(Role role) {
        List<Instance> instances = living.get(role);
        if (!instances.isEmpty()) {
            dice.oneOf(instances).crash().arm(dice.below(10));
        }
    }

    /** Starts a second one beside the living one; both run. */
    void startTwice(Role role) {
        if (living.get(role).size() == 1) {
            Instance first = only(role);
            if (start(role)) {
                faults.count(role.twice());
                first.rival();
            }
        }
    }

    /** Stops one of that kind within its next calls to the world outside; it wakes by itself. */
    void freeze(Role role) {
        List<Instance> instances = living.get(role);
        if (!instances.isEmpty()) {
            dice.oneOf(instances).crash().stop(dice.below(10));
        }
    }

    /** Stops the living one likewise and then starts another; the first wakes when much has been decided without it. */
    void takeOver(Role role) {
        if (living.get(role).size() == 1) {
            only(role).crash().stop(dice.below(10));
            only(role).takeOverWhenStopped();
        }
    }

    /** Somebody sets the clock of a machine. */
    void setClock(Role role, long byNs) {
        clocks.get(role).jump(byNs);
    }

    /** Makes the readers of one of that kind fall behind. */
    void lag(Role role) {
        List<Instance> instances = living.get(role);
        if (!instances.isEmpty()) {
            log.lag(dice.oneOf(instances).owner());
        }
    }

    /** From now on nobody is killed, and what is down comes back. */
    void calm() {
        for (List<Instance> instances : living.values()) {
            instances.forEach(instance -> instance.crash().disarm());
        }
    }

    /** Whether exactly one of each kind lives, is awake and has lost nothing. */
    boolean whole() {
        return living.values().stream()
                .allMatch(instances -> instances.size() == 1
                        && !instances.get(0).left()
                        && !instances.get(0).resting());
    }

    /** The living one of that kind. */
    Instance only(Role role) {
        return living.get(role).get(living.get(role).size() - 1);
    }

    /** The gateway clients can reach, or null. */
    SimSessions sessionsOrNull() {
        return living.get(Role.GATEWAY).isEmpty() ? null : only(Role.GATEWAY).sessions();
    }
}
