package io.atlas.wire.owners;

import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Topics;
import java.util.List;

/**
 * Says once a second how one service stands to its partitions, and at once when a state changes; of those that were taken over
 * nothing, since they have another owner to speak for them. While the log does not answer it
 * keeps quiet after the first try: what nobody hears need not be said twice. Thread: the service's agent.
 */
public final class OwnersBeacon implements AutoCloseable {
    /** How often the present state is said. */
    public static final long PERIOD_NS = 1_000_000_000L;

    private final CommandLog log;
    private final String service;
    private final String owner;
    private final String address;
    private final String home;
    private List<PartitionStatus> said = List.of();
    private long dueNs = Long.MIN_VALUE;
    private int onTheirWay;

    /**
     * @param log closed with the beacon
     * @param address where the service's clients reach it; empty if nowhere
     * @param home see {@link OwnerRecord#home}
     */
    public OwnersBeacon(CommandLog log, String service, String owner, String address, String home) {
        this.log = log;
        this.service = service;
        this.owner = owner;
        this.address = address;
        this.home = home;
    }

    /** Says it if it is due; returns how many records that made. */
    public int doWork(List<PartitionStatus> all, long nowNs) {
        log.poll();
        List<PartitionStatus> statuses =
                all.stream().filter(status -> status.state() != OwnerState.LEFT).toList();
        if (onTheirWay > 0 || nowNs < dueNs && same(statuses)) {
            return 0;
        }
        dueNs = nowNs + PERIOD_NS;
        said = statuses;
        statuses.forEach(status -> say(status, nowNs));
        return statuses.size();
    }

    private boolean same(List<PartitionStatus> statuses) {
        if (statuses.size() != said.size()) {
            return false;
        }
        for (int i = 0; i < said.size(); i++) {
            if (statuses.get(i).state() != said.get(i).state()) {
                return false;
            }
        }
        return true;
    }

    private void say(PartitionStatus status, long nowNs) {
        OwnerRecord record = new OwnerRecord(
                service,
                status.partition(),
                status.epoch(),
                owner,
                status.state(),
                status.why(),
                status.quarantined(),
                address,
                home,
                nowNs);
        onTheirWay++;
        log.append(Topics.OWNERS, 0, record.key().text(), OwnerCodec.encode(record), null, new CommandLog.Outcome() {
            @Override
            public void appended(long offset) {
                onTheirWay--;
            }

            @Override
            public void failed(String why) {
                onTheirWay--;
            }
        });
    }

    /** Says that the service gives its partitions up, so that the next owner need not wait; what has failed stays said. */
    public void leave(long nowNs) {
        for (PartitionStatus status : said) {
            if (status.state() != OwnerState.FAILED) {
                say(
                        new PartitionStatus(
                                status.partition(), OwnerState.LEFT, status.epoch(), "", status.quarantined()),
                        nowNs);
            }
        }
        said = List.of();
    }

    @Override
    public void close() {
        log.close();
    }
}
