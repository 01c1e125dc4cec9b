package io.atlas.gateway;

import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report.BusinessReject;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.gateway.order.Groups;
import io.atlas.gateway.risk.Touch;
import io.atlas.wire.agent.Agent;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Partitions;
import io.atlas.wire.market.MarketStream;
import io.atlas.wire.owners.OwnerState;
import io.atlas.wire.owners.PartitionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway behind its FIX sessions: routes each request to the partition of its account group and steps the partitions it
 * owns. A partition that fails is stopped and stays visible as failed; the others go on.
 *
 * <p>Thread: the agent's. Everything is called on it.
 */
public final class GatewayService implements Agent, PartitionStatus.Source {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayService.class);
    private static final int REQUEST_LIMIT = 256;
    private static final int NOT_AVAILABLE = 4;
    /** How long the end waits for a log that does not move: 200 ms. */
    private static final int MAX_IDLE_STEPS = 400;

    private static final long IDLE_NS = 500_000;
    /** Shorter than the age at which an owner's last sign of life lets another start. */
    private static final long LONG_REST_NS = 2_000_000_000L;

    private final GatewayConfig config;
    private final Groups groups;
    private final Touch touch;
    private final CommandLog log;
    private final MarketStream.Subscriber market;
    private final ClientSessions sessions;
    private final Map<Integer, PartitionTask> tasks = new TreeMap<>();
    private final Map<Integer, Throwable> failed = new TreeMap<>();
    private long nowNs;

    /** @param owner unique to this instance */
    public GatewayService(
            World world,
            GatewayConfig config,
            List<Integer> partitions,
            CommandLog log,
            MarketStream.Subscriber market,
            ClientSessions sessions,
            String owner) {
        this.config = config;
        this.groups = new Groups(world, config.groupOfSession());
        this.touch = new Touch(config.touchFreshForNs());
        this.log = log;
        this.market = market;
        this.sessions = sessions;
        String worldJson = WorldJson.write(world);
        for (int partition : partitions) {
            Supplier<PartitionRun> fresh =
                    () -> new PartitionRun(partition, world, worldJson, config, groups, touch, sessions, log, owner);
            tasks.put(partition, new PartitionTask(partition, world, log, config.snapshotEvery(), fresh));
        }
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public int doWork(long now) {
        if (nowNs != 0 && now - nowNs >= LONG_REST_NS) {
            rested(now - nowNs);
        }
        nowNs = now;
        int work = log.poll();
        work += market.poll(update -> touch.onUpdate(update, nowNs));
        if (started() && certain()) {
            work += sessions.poll(this::onRequest, REQUEST_LIMIT);
        }
        return work + doPartitions();
    }

    /** A stopped process, or a machine that slept: a gateway that was started meanwhile may have taken the partitions. */
    private void rested(long forNs) {
        String why = "not stepped for " + forNs / 1_000_000 + " ms: asking the log whose the partition is";
        tasks.values().forEach(task -> task.doubt(why));
    }

    private boolean certain() {
        for (Map.Entry<Integer, PartitionTask> task : tasks.entrySet()) {
            if (!task.getValue().certain() && !failed.containsKey(task.getKey())) {
                return false;
            }
        }
        return true;
    }

    private int doPartitions() {
        int work = 0;
        for (Map.Entry<Integer, PartitionTask> task : tasks.entrySet()) {
            if (!failed.containsKey(task.getKey())) {
                work += step(task.getKey(), task.getValue());
            }
        }
        return work;
    }

    /**
     * Requests wait until the whole history is in: before that, "unknown" and "not processed" would be said of orders that
     * an earlier life has accepted.
     */
    private boolean started() {
        for (Map.Entry<Integer, PartitionTask> task : tasks.entrySet()) {
            if (!task.getValue().started() && !failed.containsKey(task.getKey())) {
                return false;
            }
        }
        return true;
    }

    private int step(int partition, PartitionTask task) {
        try {
            return task.doWork(nowNs);
        } catch (RuntimeException e) {
            stop(partition, e);
            return 1;
        }
    }

    /** Rule 12: what is broken stops, and says so; its log stays readable. */
    private void stop(int partition, RuntimeException cause) {
        failed.put(partition, cause);
        LOG.error("ALARM partition {} stopped: {}", partition, cause.getMessage(), cause);
    }

    private void onRequest(ClientRequest request) {
        String group = groups.ofSession(request.arrival().session());
        int partition = Partitions.of(group, config.partitions());
        PartitionTask task = tasks.get(partition);
        if (task == null || failed.containsKey(partition)) {
            refuse(request);
            return;
        }
        try {
            task.onRequest(request, nowNs);
        } catch (RuntimeException e) {
            stop(partition, e);
        }
    }

    private void refuse(ClientRequest request) {
        Arrival arrival = request.arrival();
        sessions.send(arrival.session(), BusinessReject.to(request, NOT_AVAILABLE, "PARTITION_NOT_AVAILABLE"), null);
        sessions.decided(arrival.session(), arrival.msgSeqNum());
    }

    /** The last record of {@code orders.commands} or {@code orders.events} that was read; -1 before the first. */
    public long readUpTo(String topic, int partition) {
        return tasks.get(partition).readUpTo(topic);
    }

    /** Whether every partition takes orders. */
    public boolean ready() {
        return failed.isEmpty() && tasks.values().stream().allMatch(PartitionTask::ready);
    }

    /** Whether nothing is undecided, unfolded or unwritten. */
    public boolean idle() {
        return tasks.values().stream().allMatch(PartitionTask::idle);
    }

    /** Partitions that have stopped, and why. */
    public Map<Integer, Throwable> failed() {
        return Map.copyOf(failed);
    }

    /** How each partition stands, for {@code owners}. */
    @Override
    public List<PartitionStatus> statuses() {
        List<PartitionStatus> statuses = new ArrayList<>();
        tasks.forEach((partition, task) -> {
            PartitionStatus status = task.status();
            Throwable broken = failed.get(partition);
            statuses.add(
                    broken == null
                            ? status
                            : new PartitionStatus(
                                    partition,
                                    OwnerState.FAILED,
                                    status.epoch(),
                                    String.valueOf(broken.getMessage()),
                                    0));
        });
        return statuses;
    }

    /** Whether another gateway has taken any of our partitions. */
    public boolean left() {
        return tasks.values().stream().anyMatch(PartitionTask::left);
    }

    /** Balances of a partition as decisions see them: with all that is tentative. */
    public Ledger overlay(int partition) {
        return tasks.get(partition).overlay();
    }

    /** Balances of a partition as the log has them. */
    public Ledger folded(int partition) {
        return tasks.get(partition).folded();
    }

    /** Records that did nothing, over all partitions. */
    public long inertCount() {
        return tasks.values().stream().mapToLong(PartitionTask::inertCount).sum();
    }

    /** How many snapshots it has brought to the log, over all partitions. */
    public long snapshotsWritten() {
        return tasks.values().stream()
                .mapToLong(PartitionTask::snapshotsWritten)
                .sum();
    }

    /** Writes a last snapshot of each partition, so that the next start is short, unless the log does not answer. */
    @Override
    public void close() {
        int idleSteps = 0;
        while (idleSteps < MAX_IDLE_STEPS && lastSnapshots()) {
            if (doPartitions() + log.poll() > 0) {
                idleSteps = 0;
            } else {
                idleSteps++;
                LockSupport.parkNanos(IDLE_NS);
            }
        }
        tasks.values().forEach(PartitionTask::close);
        log.close();
    }

    private boolean lastSnapshots() {
        boolean any = false;
        for (Map.Entry<Integer, PartitionTask> task : tasks.entrySet()) {
            any |= !failed.containsKey(task.getKey()) && task.getValue().lastSnapshot(nowNs);
        }
        return any;
    }
}
