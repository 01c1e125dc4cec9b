package io.atlas.console.view;

import io.atlas.console.client.Role;
import io.atlas.console.client.User;
import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.EpochStart;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instruction;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerRecord;
import io.atlas.domain.MarketView;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrderState;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.domain.World;
import io.atlas.testkit.WorldBuilder;
import io.atlas.wire.config.PasswordHash;
import io.atlas.wire.config.SessionConfig;
import io.atlas.wire.feed.FeedFrame;
import io.atlas.wire.feed.FeedFrameHandler;
import io.atlas.wire.feed.FeedSource;
import io.atlas.wire.feed.FeedSubscriber;
import io.atlas.wire.feed.FeedTrade;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.RecordCodec;
import io.atlas.wire.log.Stamps;
import io.atlas.wire.log.Topics;
import io.atlas.wire.market.BookUpdate.LevelChange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A console's view over a log in memory and a feed by hand: one partition, BTC-USD and ETH-USD, accounts DESK-1 (session DESK)
 * and ALGO1-1 (session ALGO1). Records are written as their services would; time moves only by {@link #after}.
 */
public final class ConsoleRig {
    public static final long START_NS = 1_800_000_000_000_000_000L;
    public static final long MS = 1_000_000L;
    public static final World WORLD = new WorldBuilder("test")
            .instrument("BTC-USD", "0.01", "0.00001", "50000")
            .instrument("ETH-USD", "0.01", "0.0001", "2500")
            .group("DESK", 100)
            .borrower("DESK-1", Map.of("BTC", "25"), "USD", "1000000")
            .group("ALGO1", 100)
            .account("ALGO1-1", "USD", "1000000")
            .build();
    public static final FixDictionary DICTIONARY =
            FixDictionary.load(Path.of("..", "..", "fix-config", "FIX44-ATLAS.xml"));
    public static final User TRADER =
            new User("trader", Set.of(Role.VIEWER, Role.TRADER), List.of("DESK-1"), List.of("DESK", "ALGO1"), "DESK");
    public static final User ALGO =
            new User("algo", Set.of(Role.VIEWER), List.of("ALGO1-1"), List.of("ALGO1"), "ALGO1");

    private static final Watched ALL = new Watched(Set.of(0), Set.of(0));
    private static final long WORLD_ID = 7;
    private static final long NEVER = Long.MAX_VALUE;

    private final InMemoryLog store;
    private final CommandLog writer;
    private final CommandLog log;
    private final Map<String, Long> seqs = new HashMap<>();
    private final Deque<FeedFrame> frames = new ArrayDeque<>();
    private final FeedSubscriber feed;
    private final Map<String, Long> feedSeqs = new HashMap<>();
    public final ConsoleView view;
    public long nowNs = START_NS;
    private long fixCount;

    /** A new log. */
    public ConsoleRig() {
        this(NEVER);
    }

    /** A new log; the view writes a snapshot every so many records. */
    public ConsoleRig(long snapshotEvery) {
        this(new InMemoryLog(1), new HashMap<>(), ALL, snapshotEvery);
        for (String topic : List.of(Topics.COMMANDS, Topics.EVENTS, Topics.REPORTS, Topics.LEDGER)) {
            write(topic, -1, 0, new EpochStart("test", -1, "{}"), null);
        }
    }

    private ConsoleRig(InMemoryLog store, Map<String, Long> seqs, Watched watched, long snapshotEvery) {
        this.store = store;
        this.writer = store.client();
        this.seqs.putAll(seqs);
        PasswordHash hash =
                PasswordHash.of("pbkdf2$20000$xpVI3vphX8zO0KIo2Rkcrg==$eH4IjrG4zWqszQcciiE9g0F5n6Oc6eI7Bhy244ogxpc=");
        List<SessionConfig> sessions = new ArrayList<>();
        for (String session : List.of("DESK", "ALGO1")) {
            sessions.add(new SessionConfig(
                    session,
                    session,
                    List.of(session + "-1"),
                    Set.of(SessionConfig.Role.TRADE, SessionConfig.Role.MARKET_DATA),
                    hash,
                    30));
        }
        log = store.client();
        view = new ConsoleView(
                WORLD, sessions, Set.of("DESK"), log, 1, watched, () -> DICTIONARY, TileConfig.DEFAULT, snapshotEvery);
        feed = new FeedSubscriber(new HandFeed(), WORLD_ID, view.feedListener());
        view.feedGaps(feed::gaps);
    }

    /** Another console on the same log, started now. */
    public ConsoleRig restarted() {
        return restarted(ALL);
    }

    /** Another console whose users may see this much. */
    public ConsoleRig restarted(Watched watched) {
        ConsoleRig again = new ConsoleRig(store, seqs, watched, NEVER);
        again.nowNs = nowNs;
        return again.step();
    }

    /** Another console that starts from the beginning: no snapshot is of its making. */
    public ConsoleRig withoutSnapshots() {
        InMemoryLog copy = new InMemoryLog(1);
        CommandLog into = copy.client();
        for (String topic :
                List.of(Topics.COMMANDS, Topics.EVENTS, Topics.REPORTS, Topics.LEDGER, Topics.FIX_MESSAGES)) {
            store.records(topic, 0)
                    .forEach(record -> into.append(
                            topic, 0, text(record.key()), record.value(), record.stamps(), CommandLog.Outcome.IGNORED));
        }
        while (into.poll() > 0) {
            continue;
        }
        ConsoleRig again = new ConsoleRig(copy, seqs, ALL, NEVER);
        again.nowNs = nowNs;
        return again.step();
    }

    /** Every chunk of a snapshot is written over by something else. */
    public void damageSnapshots() {
        for (LogRecord record : List.copyOf(store.records(Topics.SNAPSHOTS, 0))) {
            if (!text(record.key()).endsWith("manifest")) {
                writer.append(
                        Topics.SNAPSHOTS,
                        0,
                        text(record.key()),
                        new byte[] {'{', '}'},
                        null,
                        CommandLog.Outcome.IGNORED);
            }
        }
        while (writer.poll() > 0) {
            continue;
        }
    }

    private static String text(byte[] keyOrNull) {
        return keyOrNull == null ? null : new String(keyOrNull, StandardCharsets.UTF_8);
    }

    /** How many records of the log the view has read, FIX messages apart. */
    public long recordsRead() {
        return view.recordsRead();
    }

    private final class HandFeed implements FeedSource {
        @Override
        public int poll(FeedFrameHandler handler) {
            int count = frames.size();
            while (!frames.isEmpty()) {
                handler.onFrame(WORLD_ID, frames.removeFirst());
            }
            return count;
        }

        @Override
        public void close() {
            frames.clear();
        }
    }

    /** Lets the view read what has arrived, without moving time. */
    public ConsoleRig step() {
        int work;
        do {
            work = writer.poll() + log.poll() + view.doWork(nowNs) + feed.poll(nowNs);
        } while (work > 0);
        return this;
    }

    /** Moves time and steps. */
    public ConsoleRig after(long ms) {
        nowNs += ms * MS;
        return step();
    }

    public static long px(String text) {
        return FixedPoint.parse(text);
    }

    private <T> long write(String topic, long epoch, long seq, T body, byte[] stamps) {
        long offset = store.records(topic, 0).size();
        writer.append(
                topic, 0, null, codec(topic).encode(epoch, seq, null, nowNs, body), stamps, CommandLog.Outcome.IGNORED);
        while (writer.poll() > 0) {
            continue;
        }
        return offset;
    }

    private <T> long write(String topic, T body, byte[] stamps) {
        long seq = seqs.merge(topic, 1L, Long::sum);
        return write(topic, 0, seq, body, stamps);
    }

    @SuppressWarnings("unchecked") // One codec per topic; the callers below write what it takes.
    private static <T> RecordCodec<T> codec(String topic) {
        return (RecordCodec<T>)
                switch (topic) {
                    case Topics.COMMANDS -> (RecordCodec<?>) new CommandCodec();
                    case Topics.EVENTS -> new OrderEventCodec();
                    case Topics.LEDGER -> new LedgerCodec();
                    default -> new VenueRecordCodec();
                };
    }

    public long command(Command command) {
        return write(Topics.COMMANDS, command, null);
    }

    /** An order of that account is recorded; returns its id. */
    public long newOrder(String account, String clOrdId, Side side, String qty, String px) {
        String session = account.substring(0, account.length() - 2);
        long offset = command(new NewOrder(
                new Origin(session, 1, clOrdId, account, "0"),
                "BTC-USD",
                side,
                OrdType.LIMIT,
                TimeInForce.DAY,
                px(qty),
                px(px),
                px("1"),
                new MarketView(px("49999"), px("50001"), 1),
                false,
                -1));
        return OrderIds.of(0, offset);
    }

    public static Order order(long id, String account, String clOrdId, OrderState state, String qty, String cum) {
        long leaves = state.terminal() ? 0 : px(qty) - px(cum);
        long amount = FixedPoint.multiplyExact(px(cum), px("50000"));
        return new Order(
                id,
                clOrdId,
                account,
                "BTC-USD",
                Side.BUY,
                OrdType.LIMIT,
                TimeInForce.DAY,
                px(qty),
                px("50000"),
                state,
                px(cum),
                leaves,
                amount,
                null,
                null);
    }

    /** The OMS tells of one change. */
    public long event(OrderChange.Kind kind, Order order, Reason reason) {
        return event(List.of(new OrderChange(kind, order, null, reason, null)), null);
    }

    public long event(List<OrderChange> changes, byte[] stamps) {
        return event(changes, stamps, store.records(Topics.COMMANDS, 0).size() - 1);
    }

    /** @param commandsSeen the last command the OMS had folded, be it not in the log yet */
    public long event(List<OrderChange> changes, byte[] stamps, long commandsSeen) {
        OrderEvent event = new OrdersChanged(commandsSeen, changes);
        return write(Topics.EVENTS, event, stamps);
    }

    public static OrderChange trade(Order order, String lastQty) {
        return new OrderChange(
                OrderChange.Kind.TRADE,
                order,
                null,
                Reason.NONE,
                new OrderChange.Execution("9.1", px(lastQty), px("50000"), true, true));
    }

    /** Stamps of these hops, each with that many milliseconds after the present. */
    public byte[] stamps(int firstHop, long... ms) {
        byte[] stamps = null;
        for (int i = 0; i < ms.length; i++) {
            stamps = Stamps.with(stamps, firstHop + i, nowNs + ms[i] * MS);
        }
        return stamps;
    }

    /** The venue reports trades of BTC-USD. */
    public long trades(VenueReport.Traded... traded) {
        VenueRecord report = new VenueReport(1, 1, null, List.of(traded));
        return write(Topics.REPORTS, report, null);
    }

    /** An order of BTC-USD reaches the venue. */
    public long entered(long orderId) {
        Instruction enter = new Instruction.Enter(
                orderId, "DESK", "BTC-USD", Side.BUY, OrdType.LIMIT, TimeInForce.DAY, px("1"), px("50000"));
        return write(Topics.REPORTS, new VenueReport(1, 1, enter, List.of(new VenueReport.Accepted(orderId))), null);
    }

    public static VenueReport.Traded traded(String px, String qty, Side aggressor, long buyOrderId) {
        return new VenueReport.Traded("BTC-USD", px(px), px(qty), buyOrderId, OrderIds.NONE, aggressor);
    }

    public void deposit(String account, String asset, String amount) {
        command(new Deposit(account + asset, account, asset, px(amount), -1));
        balance(account, asset, amount, "0");
    }

    /** The ledger tells of a balance after a posting. */
    public void balance(String account, String asset, String available, String reserved) {
        LedgerRecord entry =
                new LedgerEntry(List.of(new LedgerEntry.Posting(account, asset, 0, 0, px(available), px(reserved))));
        write(Topics.LEDGER, entry, null);
    }

    /** The gateway tells of a FIX message; fields with {@code |} between. */
    public void fix(String session, boolean in, long seq, String type, String fields) {
        String raw = ("8=FIX.4.4|9=1|35=" + type + "|34=" + seq + "|" + fields + "10=000|").replace("|", "\\u0001");
        String json = "{\"v\":1,\"type\":\"" + (in ? "FIX_IN" : "FIX_OUT") + "\",\"time\":\"" + (nowNs + fixCount++)
                + "\",\"session\":\"" + session + "\",\"msgSeqNum\":\"" + seq + "\",\"msgType\":\"" + type
                + "\",\"raw\":\"" + raw + "\"}";
        writer.append(
                Topics.FIX_MESSAGES,
                0,
                session,
                json.getBytes(StandardCharsets.UTF_8),
                null,
                CommandLog.Outcome.IGNORED);
        while (writer.poll() > 0) {
            continue;
        }
    }

    /** The feed gives the whole book: px, qty, px, qty, … best first. */
    public void book(String symbol, List<String> bids, List<String> asks) {
        long seq = feedSeqs.merge(symbol, 1L, Long::sum);
        frames.add(new FeedFrame.Snapshot(symbol, 1, seq, 0, 1, seq, nowNs, levels(bids, asks)));
    }

    /** The feed changes the book. */
    public void update(String symbol, List<String> bids, List<String> asks) {
        long seq = feedSeqs.merge(symbol, 1L, Long::sum);
        List<FeedTrade> none = List.of();
        frames.add(new FeedFrame.Increment(symbol, 1, seq, 0, 1, seq, nowNs, levels(bids, asks), none));
    }

    private static List<LevelChange> levels(List<String> bids, List<String> asks) {
        List<LevelChange> levels = new ArrayList<>();
        for (int i = 0; i < bids.size(); i += 2) {
            levels.add(new LevelChange(Side.BUY, px(bids.get(i)), px(bids.get(i + 1))));
        }
        for (int i = 0; i < asks.size(); i += 2) {
            levels.add(new LevelChange(Side.SELL, px(asks.get(i)), px(asks.get(i + 1))));
        }
        return levels;
    }
}
