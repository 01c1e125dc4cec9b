package io.atlas.launcher.services;

import io.atlas.domain.Invariant;
import io.atlas.wire.agent.Agent;
import io.atlas.wire.owners.OwnerState;
import io.atlas.wire.owners.OwnersBeacon;
import io.atlas.wire.owners.PartitionStatus;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service that says in {@code owners} how it stands. One that has lost a partition to another owner ends, whole: its sessions and
 * links belong to the other one now. One that has broken an invariant outside its partitions' tasks is not stepped any more and says so; the
 * process and its other services go on. Thread: the agent's.
 */
public final class OwnedAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedAgent.class);
    /** How often the service is asked; a partition that was lost does nothing meanwhile by itself. */
    private static final long LOOK_NS = 5_000_000L;

    /** Another owner has taken over. The message is for people. */
    static final class TakenOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenOver(String message) {
            super(message);
        }
    }

    private final Agent agent;
    private final PartitionStatus.Source source;
    private final OwnersBeacon beacon;
    private final Runnable beside;
    private List<PartitionStatus> statuses = List.of();
    private boolean stopped;
    private long lookDueNs = Long.MIN_VALUE;
    private long nowNs;
    private volatile boolean ready;

    /** @param beside what else is to be looked after now and then, on the agent's thread */
    OwnedAgent(Agent agent, PartitionStatus.Source source, OwnersBeacon beacon, Runnable beside) {
        this.agent = agent;
        this.beside = beside;
        this.source = source;
        this.beacon = beacon;
    }

    @Override
    public String name() {
        return agent.name();
    }

    @Override
    public int doWork(long now) {
        nowNs = now;
        int work = stopped ? 0 : step();
        if (now >= lookDueNs) {
            lookDueNs = now + LOOK_NS;
            look();
        }
        return work;
    }

    private int step() {
        try {
            return agent.doWork(nowNs);
        } catch (Invariant.Broken broken) {
            stop(broken);
            return 1;
        }
    }

    private void look() {
        if (!stopped) {
            statuses = source.statuses();
        }
        beacon.doWork(statuses, nowNs);
        beside.run();
        ready = statuses.stream()
                .allMatch(status -> status.state() == OwnerState.RUNNING || status.state() == OwnerState.FAILED);
        for (PartitionStatus status : statuses) {
            if (status.state() == OwnerState.LEFT) {
                throw new TakenOver(String.format(
                        "partition %d of the %s belongs to %s now: this one leaves. Start it again without that"
                                + " partition, or with --take-over to have it back",
                        status.partition(), name(), status.why()));
            }
        }
    }

    /** Whether every partition serves or has failed, as of the last look. Any thread. */
    public boolean ready() {
        return ready;
    }

    /** Rule 12: never log and go on. What it holds is let go of, so that nothing of it acts any more. */
    private void stop(Invariant.Broken broken) {
        stopped = true;
        LOG.error("ALARM {} stopped: {}", name(), broken.getMessage(), broken);
        statuses = source.statuses().stream()
                .map(was -> new PartitionStatus(
                        was.partition(), OwnerState.FAILED, was.epoch(), broken.getMessage(), was.quarantined()))
                .toList();
        agent.close();
    }

    @Override
    public void close() {
        ready = false;
        beacon.leave(nowNs);
        if (!stopped) {
            agent.close();
        }
        beacon.close();
    }
}
