package io.atlas.bench.core;

import io.atlas.domain.Command;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.OrderEvent;
import io.atlas.gateway.GatewayConfig;
import io.atlas.gateway.GatewayService;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.ledger.LedgerFold;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.MarketStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The gateway's two ways through the history of one partition. */
final class GatewayReplay {
    private static final int READ_LIMIT = 512;
    private static final long MS = 1_000_000L;

    private GatewayReplay() {}

    /**
     * What {@code replay --verify} does to know what {@code ledger.entries} must hold; returns how many inputs it folded.
     *
     * @param checked whether I1 to I3 are checked at each step, as always in production
     */
    static int ledgerFold(CommandLog log, boolean checked) {
        int[] entries = new int[1];
        LedgerFold.Output output = new LedgerFold.Output() {
            @Override
            public void command(Entry<Command> input, LedgerEntry entry) {
                entries[0]++;
            }

            @Override
            public void event(Entry<OrderEvent> input, LedgerEntry entry) {
                entries[0]++;
            }
        };
        LedgerFold fold = new LedgerFold(Worlds.small(), 0, output, checked);
        try (ValidReader<Command> commands = new ValidReader<>(log, Topics.COMMANDS, 0, new CommandCodec());
                ValidReader<OrderEvent> events = new ValidReader<>(log, Topics.EVENTS, 0, new OrderEventCodec())) {
            int read;
            do {
                read = commands.poll(fold::onCommand, READ_LIMIT) + events.poll(fold::onEvent, READ_LIMIT);
                fold.advance(events.position(), read == 0 ? Long.MAX_VALUE : -1);
            } while (read > 0);
        }
        return entries[0];
    }

    /** A start as after any restart: what an earlier gateway wrote to {@code ledger.entries} is read and compared too. */
    static void start(CommandLog log, String owner, boolean checked) {
        GatewayConfig config = GatewayConfig.of(1, Map.of("A", "A", "B", "B")).withSnapshotEvery(Long.MAX_VALUE);
        GatewayService gateway = new GatewayService(
                Worlds.small(), checked ? config : config.unchecked(), List.of(0), log, noMarket(), toldAll(), owner);
        long nowNs = 1;
        while (!gateway.ready() || !gateway.idle()) {
            nowNs += MS;
            gateway.doWork(nowNs);
            if (!gateway.failed().isEmpty()) {
                throw new IllegalStateException("gateway", gateway.failed().get(0));
            }
        }
    }

    private static MarketStream.Subscriber noMarket() {
        return new MarketStream.Subscriber() {
            @Override
            public int poll(Consumer<BookUpdate> handler) {
                return 0;
            }

            @Override
            public void close() {}
        };
    }

    /** Sessions whose stores have every report, as after any restart that lost no file. */
    private static ClientSessions toldAll() {
        return new ClientSessions() {
            @Override
            public int poll(Consumer<ClientRequest> handler, int limit) {
                return 0;
            }

            @Override
            public void send(String session, Report report, ReportCause causeOrNull) {
                throw new IllegalStateException("told already: " + report);
            }

            @Override
            public void decided(String session, long msgSeqNum) {}

            @Override
            public ReportCause sentUpTo(String session, String topic) {
                return new ReportCause(topic, Long.MAX_VALUE, 0);
            }
        };
    }
}
