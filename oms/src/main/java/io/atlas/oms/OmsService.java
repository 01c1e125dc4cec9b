package io.atlas.oms;

import io.atlas.domain.LogPosition;
import io.atlas.domain.World;
import io.atlas.oms.forward.Forwarder;
import io.atlas.oms.forward.Instructions;
import io.atlas.oms.task.PartitionState;
import io.atlas.oms.task.PartitionTask;
import io.atlas.oms.task.ReportFeed;
import io.atlas.wire.agent.Agent;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.link.VenueLink;
import io.atlas.wire.log.Chain;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.owners.PartitionStatus;
import io.atlas.wire.snapshot.LastSnapshot;
import io.atlas.wire.snapshot.SnapshotWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All OMS partitions of a process, each a task of its own: one that stops or starts over leaves the others alone. */
public final class OmsService implements Agent, PartitionStatus.Source {
    private static final Logger LOG = LoggerFactory.getLogger(OmsService.class);

    private final CommandLog log;
    private final VenueLink link;
    private final ReportFeed feed;
    private final Map<Integer, PartitionTask> tasks = new TreeMap<>();
    private final AtomicLong quarantined = new AtomicLong();
    private volatile long inertCount;
    private long nowNs;

    /**
     * @param partitions those of {@code orders.events} to own
     * @param log closed with the service
     * @param link closed with the service
     * @param owner unique per start of a process
     */
    public OmsService(World world, List<Integer> partitions, CommandLog log, VenueLink link, String owner) {
        this(world, partitions, log, link, owner, SnapshotWriter.EVERY);
    }

    /** @param snapshotEvery how many inputs of a partition lie between two snapshots */
    public OmsService(
            World world, List<Integer> partitions, CommandLog log, VenueLink link, String owner, long snapshotEvery) {
        this.log = log;
        this.link = link;
        this.feed = new ReportFeed(log);
        Instructions instructions = new Instructions(world);
        String config = WorldJson.write(world);
        String configHash = Chain.hash(config.getBytes(StandardCharsets.UTF_8));
        for (int partition : partitions) {
            tasks.put(
                    partition,
                    new PartitionTask(
                            partition,
                            log,
                            feed,
                            this::onQuarantined,
                            () -> new Forwarder(partition, link, instructions),
                            owner,
                            config,
                            configHash,
                            snapshotEvery));
        }
    }

    private void onQuarantined(LogPosition input, String why) {
        quarantined.incrementAndGet();
        LOG.warn("quarantined {}: {}", input, why);
    }

    @Override
    public String name() {
        return "oms";
    }

    @Override
    public int doWork(long now) {
        nowNs = now;
        int work = log.poll();
        work += link.poll(this::onResume);
        work += feed.poll(nowNs);
        long inert = feed.inertCount();
        for (PartitionTask task : tasks.values()) {
            work += task.doWork(nowNs);
            inert += task.inertCount();
        }
        inertCount = inert;
        return work;
    }

    private void onResume(int partition, long lastApplied) {
        PartitionTask task = tasks.get(partition);
        // The venue speaks to every OMS; partitions of others are not ours to answer for.
        if (task != null) {
            task.onResume(lastApplied);
        }
    }

    /** Inputs, or parts of them, set aside since the start of the process. Any thread. */
    public long quarantinedCount() {
        return quarantined.get();
    }

    /** Records read that did nothing: a zombie's writes, or what followed a hole. Any thread. */
    public long inertCount() {
        return inertCount;
    }

    /** How each partition stands, for {@code owners}; the count of quarantined inputs is that of all together. */
    @Override
    public List<PartitionStatus> statuses() {
        long count = quarantined.get();
        return tasks.values().stream().map(task -> task.status(count)).toList();
    }

    /** Every partition with its state. Any thread. */
    public Map<Integer, PartitionState> states() {
        Map<Integer, PartitionState> states = new TreeMap<>();
        tasks.forEach((partition, task) -> states.put(partition, task.state()));
        return states;
    }

    private boolean lastSnapshotsPending() {
        boolean pending = false;
        for (PartitionTask task : tasks.values()) {
            pending |= task.finish();
        }
        return pending;
    }

    @Override
    public void close() {
        LastSnapshot.write(this::lastSnapshotsPending, () -> doWork(nowNs));
        tasks.values().forEach(PartitionTask::close);
        feed.close();
        link.close();
        log.close();
    }
}
