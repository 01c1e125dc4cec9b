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
import io.atlas.wire.log.CommandLog;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All OMS partitions of a process, each a task of its own: one that stops or starts over leaves the others alone. */
public final class OmsService implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(OmsService.class);

    private final CommandLog log;
    private final VenueLink link;
    private final ReportFeed feed;
    private final Map<Integer, PartitionTask> tasks = new TreeMap<>();
    private final AtomicLong quarantined = new AtomicLong();
    private volatile long inertCount;

    /**
     * @param partitions those of {@code orders.events} to own
     * @param log closed with the service
     * @param link closed with the service
     * @param owner unique per start of a process
     */
    public OmsService(World world, List<Integer> partitions, CommandLog log, VenueLink link, String owner) {
        this.log = log;
        this.link = link;
        this.feed = new ReportFeed(log);
        Instructions instructions = new Instructions(world);
        String config = WorldJson.write(world);
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
                            config));
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
    public int doWork(long nowNs) {
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

    /** Every partition with its state. Any thread. */
    public Map<Integer, PartitionState> states() {
        Map<Integer, PartitionState> states = new TreeMap<>();
        tasks.forEach((partition, task) -> states.put(partition, task.state()));
        return states;
    }

    @Override
    public void close() {
        tasks.values().forEach(PartitionTask::close);
        feed.close();
        link.close();
        log.close();
    }
}
