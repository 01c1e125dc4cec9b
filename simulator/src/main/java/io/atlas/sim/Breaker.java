package io.atlas.sim;

import io.atlas.sim.Instance.Role;
import io.atlas.sim.chance.Dice;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.Faults;
import io.atlas.sim.client.SimClient;
import io.atlas.sim.port.SimLink;
import io.atlas.sim.port.SimLog;
import io.atlas.testkit.ManualClock;
import java.util.List;

/** Breaks things between two steps of a run, as the seed's plan and chance have it. What breaks inside a step is with the ports. */
final class Breaker {
    private static final long MOST_FORWARD_NS = 60_000_000_000L;
    private static final long MOST_BACK_NS = 2_000_000_000L;
    private static final long MOST_SLEPT_NS = 120_000_000_000L;

    private final Faults faults;
    private final Dice dice;
    private final Dice laterDice;
    private final ManualClock clock;
    private final Cluster cluster;
    private final FeedSide feedSide;
    private final SimLog log;
    private final SimLink link;
    private final List<SimClient> clients;

    /** @param laterDice for kinds that came later: the others are thrown as without them */
    Breaker(
            Faults faults,
            Dice dice,
            Dice laterDice,
            ManualClock clock,
            Cluster cluster,
            FeedSide feedSide,
            SimLog log,
            SimLink link,
            List<SimClient> clients) {
        this.faults = faults;
        this.dice = dice;
        this.laterDice = laterDice;
        this.clock = clock;
        this.cluster = cluster;
        this.feedSide = feedSide;
        this.log = log;
        this.link = link;
        this.clients = clients;
    }

    /** Breaks what is due to break now. */
    void step() {
        for (Role role : Role.values()) {
            if (faults.due(role.crash(), dice)) {
                cluster.crash(role);
            }
            if (faults.due(role.twice(), dice)) {
                cluster.startTwice(role);
            }
            if (faults.due(role.frozen(), dice)) {
                cluster.freeze(role);
            }
            if (faults.due(role.takenOver(), dice)) {
                cluster.takeOver(role);
            }
        }
        if (faults.due(Fault.MD_CRASH, dice)) {
            feedSide.crash();
        }
        setClocks();
        breakLog();
        if (faults.due(Fault.LINK_CUT, dice)) {
            link.cut();
        }
        if (faults.due(Fault.LINK_BLOCKED, dice)) {
            link.block();
        }
        if (faults.strikes(Fault.CLIENT_DISCONNECTED, dice)) {
            dice.oneOf(clients).disconnect();
        }
        if (faults.strikes(Fault.CLIENT_STARTS_ANEW, laterDice)) {
            laterDice.oneOf(clients).startAnew();
        }
    }

    private void setClocks() {
        if (faults.strikes(Fault.CLOCK_FORWARD, dice)) {
            cluster.setClock(anyRole(), dice.between(1, MOST_FORWARD_NS));
        }
        if (faults.strikes(Fault.CLOCK_BACK, dice)) {
            cluster.setClock(anyRole(), -dice.between(1, MOST_BACK_NS));
        }
        if (faults.strikes(Fault.WORLD_SLEPT, dice)) {
            clock.advance(dice.between(1, MOST_SLEPT_NS));
        }
    }

    private void breakLog() {
        if (faults.due(Fault.READER_LAGS, dice)) {
            cluster.lag(anyRole());
        }
        if (faults.due(Fault.LOG_STALLED, dice)) {
            log.stall();
        }
        if (faults.due(Fault.LOG_GONE, dice)) {
            log.vanish();
        }
        if (faults.due(Fault.LOG_RESTARTED, dice)) {
            log.restart();
        }
        if (faults.due(Fault.DISK_FULL, dice)) {
            log.fill();
        }
    }

    private Role anyRole() {
        return Role.values()[dice.below(Role.values().length)];
    }

    /** From now on all goes well, and what is broken is mended. */
    void calm() {
        faults.calm();
        link.calm();
        cluster.calm();
        log.calm();
    }
}
