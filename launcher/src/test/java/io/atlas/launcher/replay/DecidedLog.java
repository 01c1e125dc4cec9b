package io.atlas.launcher.replay;

import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.EpochStart;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.MarketView;
import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.fix.FixMessage;
import io.atlas.gateway.fix.FixMessageRecords;
import io.atlas.gateway.fix.RecordedRequest;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.gateway.order.Groups;
import io.atlas.gateway.order.OrderPartition;
import io.atlas.gateway.order.Proposals;
import io.atlas.gateway.risk.Touch;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.FileCommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A gateway's partition that is asked in FIX text: the log it makes has its decisions and the messages they were made on. */
final class DecidedLog implements Proposals, ClientSessions {
    private static final long START_NS = 1_800_000_000_000_000_000L;
    private static final long STEP_NS = 1_000_000L;
    private static final long FRESH_NS = 3_000_000_000L;

    private final InMemoryLog store = new InMemoryLog();
    private final CommandLog log;
    private final FixMessageRecords messages;
    private final CommandCodec codec = new CommandCodec();
    private final Touch touch = new Touch(FRESH_NS);
    private final OrderPartition orders;
    private final Deque<Entry<Command>> proposed = new ArrayDeque<>();
    private boolean losing;
    private long nowNs = START_NS;
    private long seq;
    private long pos;

    /**
     * A world with money in it.
     *
     * @param written the configuration in the log
     * @param decides the configuration that the gateway goes by
     */
    DecidedLog(World written, World decides) {
        Topics.all(1).forEach(store::createTopic);
        log = store.client();
        messages = new FixMessageRecords(log, session -> 0);
        Groups groups = new Groups(decides, Map.of("ALFA", "ALFA"));
        orders = new OrderPartition(0, decides, new Ledger(decides), groups, touch, this, this);
        EpochStart start = new EpochStart("gateway", -1, WorldJson.write(written));
        append(codec.encode(-1, 0, null, nowNs, start), null);
        propose(new Deposit("usd", "ALFA-1", "USD", FixedPoint.parse("100000"), -1), nowNs, null);
        propose(new Deposit("btc", "ALFA-1", "BTC", FixedPoint.parse("1"), -1), nowNs, null);
        readBack();
        orders.onLive(nowNs);
        market();
    }

    private void append(byte[] value, byte[] stamps) {
        log.append(Topics.COMMANDS, 0, null, value, stamps, CommandLog.Outcome.IGNORED);
        log.poll();
    }

    /** The market is told: 49999 to 50001. */
    void market() {
        touch.onView("BTC-USD", new MarketView(FixedPoint.parse("49999"), FixedPoint.parse("50001"), 7), nowNs);
    }

    void pass(long ns) {
        nowNs += ns;
    }

    /** A message comes and is copied; {@code fields} after the header, with {@code |} between them. */
    String comes(String msgType, long msgSeqNum, String fields) {
        nowNs += STEP_NS;
        String raw = ("8=FIX.4.4|9=0|35=" + msgType + "|34=" + msgSeqNum + "|49=ALFA|56=ATLAS|" + fields + "|10=000|")
                .replace('|', '\u0001');
        messages.accept(new FixMessage("ALFA", true, nowNs, raw, 5, ++pos), CommandLog.Outcome.IGNORED);
        log.poll();
        return raw;
    }

    /** A message comes, is decided on and the decision is recorded. */
    void asks(String msgType, long msgSeqNum, String fields) {
        decides(comes(msgType, msgSeqNum, fields));
        readBack();
    }

    private void decides(String raw) {
        ClientRequest request = RecordedRequest.readOrNull("ALFA", raw, nowNs + 1_000, false);
        nowNs += STEP_NS;
        orders.onRequest(request, nowNs);
    }

    /** A message is decided on, but the log does not take the decision. */
    void asksInVain(String msgType, long msgSeqNum, String fields) {
        losing = true;
        decides(comes(msgType, msgSeqNum, fields));
        losing = false;
        List<Command> lost = proposed.stream().map(Entry::body).toList();
        proposed.clear();
        nowNs += STEP_NS;
        orders.onOwned(lost, nowNs);
        readBack();
    }

    private void readBack() {
        while (!proposed.isEmpty()) {
            orders.onConfirmed(proposed.removeFirst(), nowNs);
        }
    }

    @Override
    public void propose(Command command, long atNs, byte[] stamps) {
        long offset = log.endOffset(Topics.COMMANDS, 0);
        if (!losing) {
            seq++;
            append(codec.encode(0, seq, null, atNs, command), stamps);
        }
        proposed.addLast(new Entry<>(offset, 0, seq, null, atNs, command, stamps));
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public long eventsSeen() {
        return -1;
    }

    @Override
    public int poll(Consumer<ClientRequest> handler, int limit) {
        return 0;
    }

    @Override
    public void send(String session, Report report, ReportCause causeOrNull) {
        // Nobody listens.
    }

    @Override
    public void decided(String session, long msgSeqNum) {
        // Nobody waits.
    }

    @Override
    public ReportCause sentUpTo(String session, String topic) {
        return null;
    }

    /** The offset of the first command that came of that ClOrdID. */
    long commandOf(String clOrdId) {
        return first(Topics.COMMANDS, "\"clOrdId\":\"" + clOrdId + '"');
    }

    /** The offset of that session message. */
    long messageOf(long msgSeqNum) {
        return first(Topics.FIX_MESSAGES, "\"msgSeqNum\":\"" + msgSeqNum + '"');
    }

    private long first(String topic, String text) {
        return Recorded.all(log, topic, 0).stream()
                .filter(record -> Recorded.text(record).contains(text))
                .findFirst()
                .orElseThrow()
                .offset();
    }

    /** Writes it to a folder with one topic changed. */
    Path to(Path folder, String topic, UnaryOperator<List<LogRecord>> change) throws IOException {
        try (FileCommandLog written = FileCommandLog.open(folder)) {
            for (String each : Topics.all(1).keySet()) {
                written.createTopic(each, 1);
            }
            for (String each : List.of(Topics.COMMANDS, Topics.FIX_MESSAGES)) {
                List<LogRecord> records = Recorded.all(log, each, 0);
                for (LogRecord record : each.equals(topic) ? change.apply(records) : records) {
                    written.append(each, 0, null, record.value(), record.stamps(), CommandLog.Outcome.IGNORED);
                }
            }
        }
        return folder;
    }
}
