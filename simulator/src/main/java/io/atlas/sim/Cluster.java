package io.atlas.sim;

import io.atlas.domain.World;
import io.atlas.gateway.GatewayConfig;
import io.atlas.gateway.GatewayService;
import io.atlas.oms.OmsService;
import io.atlas.sim.Instance.Role;
import io.atlas.sim.chance.Dice;
import io.atlas.sim.chance.FaultCounts;
import io.atlas.sim.port.CrashPoint;
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
    private static final int LAGS_AFTER_RESTART = 500;
    private static final List<Integer> PARTITIONS =
            IntStream.range(0, SimWorld.PARTITIONS).boxed().toList();

    private final World world;
    private final GatewayConfig gatewayConfig;
    private final List<SessionStore> stores;
    private final SimLog log;
    private final SimLink link;
    private final SimMarket market;
    private final ManualClock clock;
    private final Dice dice;
    private final FaultCounts counts;
    private final Map<Role, List<Instance>> living = new EnumMap<>(Role.class);
    private final Map<Role, Integer> downFor = new EnumMap<>(Role.class);
    private boolean lagging = true;
    private int started;

    Cluster(
            World world,
            Map<String, String> groupBySession,
            List<SessionStore> stores,
            SimLog log,
            SimLink link,
            SimMarket market,
            ManualClock clock,
            Dice dice,
            FaultCounts counts) {
        this.world = world;
        this.gatewayConfig = GatewayConfig.of(SimWorld.PARTITIONS, groupBySession);
        this.stores = stores;
        this.log = log;
        this.link = link;
        this.market = market;
        this.clock = clock;
        this.dice = dice;
        this.counts = counts;
        for (Role role : Role.values()) {
            living.put(role, new ArrayList<>());
            start(role);
        }
    }

    private void start(Role role) {
        String owner = role.name().toLowerCase(Locale.ROOT) + "-" + ++started;
        CrashPoint crash = new CrashPoint();
        CommandLog end = log.end(owner, crash);
        SimSessions sessions = null;
        Agent agent;
        switch (role) {
            case GATEWAY -> {
                living.get(role).forEach(older -> older.sessions().loseStores());
                sessions = new SimSessions(stores, clock, dice, crash);
                agent = new GatewayService(
                        world, gatewayConfig, PARTITIONS, end, market.subscriber(crash), sessions, owner);
            }
            case OMS -> agent = new OmsService(world, PARTITIONS, end, link.link(crash), owner);
            default -> agent = new VenueService(world, end, link.door(crash), market.publisher(crash), owner);
        }
        living.get(role).add(new Instance(role, owner, agent, crash, sessions));
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

    private int waitDown(Role role) {
        int left = downFor.merge(role, -1, Integer::sum);
        if (left > 0) {
            return 0;
        }
        start(role);
        if (lagging && dice.perMille(LAGS_AFTER_RESTART)) {
            log.lag(only(role).owner());
        }
        return 1;
    }

    private int step(Instance instance) {
        if (instance.paused()) {
            return 0;
        }
        int work = 0;
        try {
            work = instance.step(clock.nowNs());
        } catch (CrashPoint.Killed killed) {
            work = 1;
        }
        if (instance.crash().dead()) {
            counts.add(instance.role().crash());
            remove(instance);
            return 1;
        }
        instance.requireSound();
        // A process that has lost something ends, sooner or later; until then it is a zombie.
        if (instance.left() && dice.perMille(100)) {
            instance.crash().kill();
            remove(instance);
        }
        return work;
    }

    private void remove(Instance instance) {
        if (instance.sessions() != null) {
            instance.sessions().disconnectAll();
        }
        List<Instance> instances = living.get(instance.role());
        instances.remove(instance);
        if (instances.isEmpty()) {
            downFor.put(instance.role(), dice.below(MOST_DOWN_STEPS));
        }
    }

    /** Kills one of that kind within its next calls to the world outside. */
    void crash(Role role) {
        List<Instance> instances = living.get(role);
        if (!instances.isEmpty()) {
            dice.oneOf(instances).crash().arm(dice.below(10));
        }
    }

    /** Starts a second one beside the living one. */
    void startTwice(Role role) {
        if (living.get(role).size() == 1) {
            counts.add(role.twice());
            only(role).rival();
            // Half of the time the older one is as if stopped, and wakes when all has been decided without it.
            if (dice.perMille(500)) {
                only(role).pause(dice.below(MOST_PAUSE_STEPS));
            }
            start(role);
        }
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
        lagging = false;
        living.values()
                .forEach(instances ->
                        instances.forEach(instance -> instance.crash().disarm()));
    }

    /** Whether exactly one of each kind lives and has lost nothing. */
    boolean whole() {
        return living.values().stream()
                .allMatch(
                        instances -> instances.size() == 1 && !instances.get(0).left());
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
