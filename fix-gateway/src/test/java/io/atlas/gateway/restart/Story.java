package io.atlas.gateway.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.World;
import io.atlas.gateway.GatewayConfig;
import io.atlas.gateway.GatewayService;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.testkit.WorldBuilder;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.LogFaults;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.MarketStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** A log, a gateway on it, its clients and an OMS; every step follows from the seed. */
final class Story {
    static final long NOW = 1_800_000_000_000_000_000L;
    private static final World WORLD = new WorldBuilder("restart")
            .instrument("BTC-USD", "0.01", "0.00001", "50000")
            .group("ALFA", 12)
            .account("ALFA-1", "USD", "200000")
            .build();
    private static final List<String> ACCOUNTS = List.of("ALFA-1", "HOUSE", "EXTERNAL");
    private static final int STEPS_TO_START = 40;

    final StoryClients clients = new StoryClients();
    private final InMemoryLog log;
    private final CommandLog gatewayLog;
    private final GatewayService gateway;
    private final StoryOms oms;
    private final Random random;
    private long nowNs = NOW;

    /** A new one, with a snapshot after so many inputs. */
    Story(long seed, long snapshotEvery) {
        this(new InMemoryLog(1), new StoryClients(), seed, snapshotEvery, "gw-1");
        log.faults(new LateCommands());
    }

    /** The gateway's commands take two polls to the log: whoever stops it loses what is on its way. */
    private static final class LateCommands implements LogFaults {
        @Override
        public Fate onAppend(String client, String topic, int partition) {
            return client.equals("gateway") && topic.equals(Topics.COMMANDS) ? Fate.landsAfter(2) : Fate.LANDS;
        }
    }

    private Story(InMemoryLog log, StoryClients past, long seed, long snapshotEvery, String owner) {
        this.log = log;
        this.random = new Random(seed);
        clients.after(past);
        gatewayLog = log.client("gateway");
        GatewayConfig config =
                GatewayConfig.of(1, Map.of("ALFA", "ALFA", "ALFA2", "ALFA")).withSnapshotEvery(snapshotEvery);
        gateway = new GatewayService(WORLD, config, List.of(0), gatewayLog, new Market(), clients, owner);
        oms = new StoryOms(log.client("oms"), seed);
    }

    /** What is in the log now, with another gateway that has not done anything yet. The clients' message stores are as they are. */
    Story successor(long seed, boolean withSnapshots) {
        InMemoryLog copy = new InMemoryLog(1);
        CommandLog writer = copy.client("copy");
        for (String topic : Topics.all(1).keySet()) {
            if (withSnapshots || !topic.equals(Topics.SNAPSHOTS)) {
                for (LogRecord record : log.records(topic, 0)) {
                    String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
                    writer.append(topic, 0, key, record.value(), record.stamps(), CommandLog.Outcome.IGNORED);
                }
            }
        }
        return new Story(copy, clients, seed, Long.MAX_VALUE, "gw-2");
    }

    /** One step of the story: somebody does something. */
    void step() {
        nowNs += 1_000_000;
        switch (random.nextInt(4)) {
            case 0 -> clients.asks(random, nowNs);
            case 1 -> oms.step(nowNs);
            default -> gateway.doWork(nowNs);
        }
    }

    /** Steps the gateway, at a standing clock, until it serves. */
    Story started() {
        for (int i = 0; i < STEPS_TO_START && !gateway.ready(); i++) {
            gateway.doWork(NOW);
        }
        assertThat(gateway.failed()).isEmpty();
        assertThat(gateway.ready()).as("serves").isTrue();
        return this;
    }

    void settle() {
        for (int i = 0; i < 30; i++) {
            oms.step(nowNs);
            gateway.doWork(nowNs);
        }
        assertThat(gateway.failed()).isEmpty();
    }

    /** Ends in good order. */
    void close() {
        gateway.close();
    }

    GatewayService gateway() {
        return gateway;
    }

    long snapshotsWritten() {
        return gateway.snapshotsWritten();
    }

    /** Balances of fold and overlay. */
    String balances() {
        StringBuilder text = new StringBuilder();
        for (Ledger ledger : List.of(gateway.folded(0), gateway.overlay(0))) {
            for (String account : ACCOUNTS) {
                for (String asset : List.of("USD", "BTC")) {
                    text.append(account).append(' ').append(asset).append(' ');
                    text.append(FixedPoint.format(ledger.available(account, asset)))
                            .append('/');
                    text.append(FixedPoint.format(ledger.reserved(account, asset)))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    /** Every record's value from that offset on. */
    List<String> bytes(String topic) {
        List<String> values = new ArrayList<>();
        log.records(topic, 0).forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
        return values;
    }

    private static final class Market implements MarketStream.Subscriber {
        @Override
        public int poll(Consumer<BookUpdate> handler) {
            long bid = FixedPoint.parse("49999");
            handler.accept(BookUpdate.heartbeat("BTC-USD", 1, 0, bid, FixedPoint.parse("50001")));
            return 0;
        }

        @Override
        public void close() {}
    }
}
