package io.atlas.sim;

import io.atlas.gateway.GatewayService;
import io.atlas.oms.OmsService;
import io.atlas.oms.task.PartitionState;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.port.CrashPoint;
import io.atlas.sim.port.SimSessions;
import io.atlas.venue.VenueService;
import io.atlas.wire.agent.Agent;

/** One life of one service. */
final class Instance {
    /** The services of the order path. */
    enum Role {
        GATEWAY(Fault.GATEWAY_CRASH, Fault.GATEWAY_TWICE, Fault.GATEWAY_FROZEN, Fault.GATEWAY_TAKEN_OVER),
        OMS(Fault.OMS_CRASH, Fault.OMS_TWICE, Fault.OMS_FROZEN, Fault.OMS_TAKEN_OVER),
        VENUE(Fault.VENUE_CRASH, Fault.VENUE_TWICE, Fault.VENUE_FROZEN, Fault.VENUE_TAKEN_OVER);

        private final Fault crash;
        private final Fault twice;
        private final Fault frozen;
        private final Fault takenOver;

        Role(Fault crash, Fault twice, Fault frozen, Fault takenOver) {
            this.crash = crash;
            this.twice = twice;
            this.frozen = frozen;
            this.takenOver = takenOver;
        }

        Fault crash() {
            return crash;
        }

        Fault twice() {
            return twice;
        }

        Fault frozen() {
            return frozen;
        }

        Fault takenOver() {
            return takenOver;
        }
    }

    private final Role role;
    private final String owner;
    private final Agent agent;
    private final CrashPoint crash;
    private final SimSessions sessionsOrNull;
    private int pausedSteps;
    private boolean rivalled;
    private boolean takeOverDue;

    Instance(Role role, String owner, Agent agent, CrashPoint crash, SimSessions sessionsOrNull) {
        this.role = role;
        this.owner = owner;
        this.agent = agent;
        this.crash = crash;
        this.sessionsOrNull = sessionsOrNull;
    }

    Role role() {
        return role;
    }

    String owner() {
        return owner;
    }

    CrashPoint crash() {
        return crash;
    }

    /** A gateway's sessions. */
    SimSessions sessions() {
        return sessionsOrNull;
    }

    GatewayService gateway() {
        return (GatewayService) agent;
    }

    VenueService venue() {
        return (VenueService) agent;
    }

    /** A second one was started beside it: what it thinks from now on may be a zombie's dream, which the log ignores. */
    void rival() {
        rivalled = true;
    }

    /** When it has stopped, another one takes its place. */
    void takeOverWhenStopped() {
        takeOverDue = true;
    }

    /** Whether that is due; once. */
    boolean takeOverDue() {
        boolean due = takeOverDue;
        takeOverDue = false;
        return due;
    }

    /** It misses that many of its next steps. */
    void pause(int steps) {
        pausedSteps = steps;
    }

    /** Whether it will miss its next step. */
    boolean resting() {
        return pausedSteps > 0;
    }

    /** Whether it misses this step; after the last one it wakes. */
    boolean paused() {
        if (pausedSteps == 0) {
            return false;
        }
        pausedSteps--;
        if (pausedSteps == 0) {
            crash.wake();
        }
        return true;
    }

    int step(long nowNs) {
        return agent.doWork(nowNs);
    }

    /** Another instance has taken something from it: a process would end now. */
    boolean left() {
        return switch (role) {
            case GATEWAY -> gateway().left();
            case OMS -> ((OmsService) agent).states().containsValue(PartitionState.LEFT);
            case VENUE -> venue().left();
        };
    }

    /** Throws if a partition stopped by a broken invariant, or an honest venue was caught saying the impossible. */
    void requireSound(boolean venueIsHonest) {
        if (role == Role.GATEWAY && !gateway().failed().isEmpty()) {
            Throwable why = gateway().failed().values().iterator().next();
            throw new IllegalStateException(owner + " stopped a partition: " + why.getMessage(), why);
        }
        if (role == Role.OMS) {
            OmsService oms = (OmsService) agent;
            if (oms.states().containsValue(PartitionState.FAILED)) {
                throw new IllegalStateException(owner + " stopped a partition: " + oms.states());
            }
            if (oms.quarantinedCount() > 0 && !rivalled && venueIsHonest) {
                throw new IllegalStateException(owner + " quarantined a report, though the venue is honest");
            }
        }
    }
}
