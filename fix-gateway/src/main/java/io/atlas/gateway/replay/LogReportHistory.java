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
    private final Map<String, Instrument> instruments = new LinkedHashMap<>();
    private Ends gateway = (topic, partition) -> -1;

    /**
     * @param groupOfSession account group by SenderCompID
     * @param log the agent's
     */
    public LogReportHistory(World world, Map<String, String> groupOfSession, int partitions, CommandLog log) {
        this.groups = new Groups(world, groupOfSession);
        this.partitions = partitions;
        this.log = log;
        world.instruments().forEach(instrument -> instruments.put(instrument.symbol(), instrument));
    }

    /** The past is what that gateway has read; before this is called there is none. */
    public void endAt(Ends readByGateway) {
        gateway = readByGateway;
    }

    @Override
    public int partitionOf(String session) {
        return Partitions.of(groups.ofSession(session), partitions);
    }

    @Override
    public Reading read(Map<String, From> sessions) {
        int partition = partitionOf(sessions.keySet().iterator().next());
        return new PartitionReading(log, partition, gateway, new Reports(instruments), sessions);
    }
}
