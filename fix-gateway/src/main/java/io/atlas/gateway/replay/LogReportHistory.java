package io.atlas.gateway.replay;

import io.atlas.domain.Instrument;
import io.atlas.domain.World;
import io.atlas.gateway.client.ReportHistory;
import io.atlas.gateway.order.Groups;
import io.atlas.gateway.order.Reports;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Partitions;
import java.util.LinkedHashMap;
import java.util.Map;

/** The history in {@code orders.commands} and {@code orders.events}, read from the beginning. */
public final class LogReportHistory implements ReportHistory {
    private final Groups groups;
    private final int partitions;
    private final CommandLog log;
    private Ends ends;
    private final Map<String, Instrument> instruments = new LinkedHashMap<>();

    /**
     * @param groupOfSession account group by SenderCompID
     * @param log the agent's
     */
    public LogReportHistory(World world, Map<String, String> groupOfSession, int partitions, CommandLog log) {
        this.groups = new Groups(world, groupOfSession);
        this.partitions = partitions;
        this.log = log;
        this.ends = (topic, partition) -> log.endOffset(topic, partition) - 1;
        world.instruments().forEach(instrument -> instruments.put(instrument.symbol(), instrument));
    }

    /**
     * Takes the ends from the gateway, which has read all that it tells of. Otherwise the log is asked, which may wait for the
     * broker: not for a gateway's agent. Before anything is read.
     */
    public void endAt(Ends gateway) {
        ends = gateway;
    }

    @Override
    public int partitionOf(String session) {
        return Partitions.of(groups.ofSession(session), partitions);
    }

    @Override
    public Reading read(Map<String, From> sessions) {
        int partition = partitionOf(sessions.keySet().iterator().next());
        return new PartitionReading(log, partition, ends, new Reports(instruments), sessions);
    }
}
