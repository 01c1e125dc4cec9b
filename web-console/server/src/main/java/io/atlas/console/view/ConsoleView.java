package io.atlas.console.view;

import io.atlas.domain.Instrument;
import io.atlas.domain.World;
import io.atlas.wire.config.SessionConfig;
import io.atlas.wire.feed.FeedBook;
import io.atlas.wire.feed.FeedListener;
import io.atlas.wire.feed.FeedUpdate;
import io.atlas.wire.log.Chain;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.owners.OwnerRecord;
import io.atlas.wire.snapshot.RowSource;
import io.atlas.wire.snapshot.SnapshotId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Everything the console shows, folded from the log and the feed, for reading. Prices, quantities and amounts in units of
 * 1e-8, times in epoch nanoseconds.
 *
 * <p>Threads: all methods, those of {@link #feedListener} included, belong to the console's agent.
 */
public final class ConsoleView implements AutoCloseable {
    /** The source of the console's own orders. */
    public static final String CONSOLE = "CONSOLE";

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long LOOK_NS = SECOND_NS / 4;

    private final List<Instrument> instruments;
    private final Map<String, SymbolMarket> markets = new LinkedHashMap<>();
    private final OrderFold orders;
    private final FillFold fills;
    private final BalanceFold balances;
    private final Valuation valuation;
    private final FixFold fix = new FixFold();
    private final SessionFold sessions;
    private final LatencyFold latency = new LatencyFold();
    private final AlarmFold alarms;
    private final Health health = new Health();
    private final OwnerWatch owners;
    private final PartWatch parts;
    private final Supplier<FixDictionary> dictionary;
    private final Rate orderRate = new Rate();
    private final Rate bookRate = new Rate();
    private final ViewSink sink;
    private final History history;
    private ViewListener listener = ViewListener.NONE;
    private LongSupplier gaps = () -> 0;
    private long nowNs;
    private long second;
    private long lookedNs;
    private boolean caughtUp;
    private long readingNs;

    /**
     * Reads nothing yet; {@link #doWork} does.
     *
     * @param sessions all configured FIX sessions
     * @param desks SenderCompIDs of the console's own sessions
     * @param partitions how many the log has
     * @param watched those that are read whole
     * @param dictionary asked for when the first FIX message is shown
     * @param snapshotEvery how many records between two snapshots
     */
    public ConsoleView(
            World world,
            List<SessionConfig> sessions,
            Collection<String> desks,
            CommandLog log,
            int partitions,
            Watched watched,
            Supplier<FixDictionary> dictionary,
            TileConfig tiles,
            long snapshotEvery) {
        this.instruments = world.instruments();
        instruments.forEach(one -> markets.put(one.symbol(), new SymbolMarket(one, tiles)));
        this.orders = new OrderFold(Set.copyOf(desks), order -> listener.onOrder(order));
        this.fills = new FillFold(fill -> listener.onFill(fill));
        this.alarms = new AlarmFold(alarm -> listener.onAlarm(alarm));
        this.balances = new BalanceFold(world);
        this.valuation =
                new Valuation(instruments, symbol -> markets.get(symbol).markPx());
        this.sessions = new SessionFold(sessions);
        this.dictionary = dictionary;
        this.sink = new ViewSink(
                orders,
                fills,
                balances,
                alarms,
                markets,
                latency,
                fix,
                this.sessions,
                orderRate,
                message -> listener.onFix(message));
        this.history = new History(log, snapshotId(world, desks, watched), snapshotEvery, new History.Folds() {
            @Override
            public ViewRows reader() {
                return new ViewRows(sink.kept());
            }

            @Override
            public RowSource rows() {
                return ViewRows.of(sink.kept(), sink.violations());
            }

            @Override
            public LogFeed feed(LogFeed.Start start) {
                return new LogFeed(log, partitions, watched, start, sink);
            }
        });
        this.owners = new OwnerWatch(log, alarms, health);
        this.parts = new PartWatch(alarms, health, Set.of(OwnerWatch.PART));
        health.set("log", Health.State.DEGRADED, "Reading history");
        health.set("feed", Health.State.DOWN, "No book yet");
    }

    /** Consoles that watch something else have snapshots of their own. */
    private static SnapshotId snapshotId(World world, Collection<String> desks, Watched watched) {
        String shown = String.join(",", new TreeSet<>(desks)) + ' ' + new TreeSet<>(watched.orders());
        String name =
                "console-" + Chain.hash(shown.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
        return SnapshotId.of(name, 0, ViewRows.VERSION, world);
    }

    /** Who is told of orders, fills, messages and alarms as they are folded; one listener, the channels. */
    public void listener(ViewListener told) {
        listener = told;
    }

    /** Where the number of gaps in the feed comes from. */
    public void feedGaps(LongSupplier source) {
        gaps = source;
    }

    /** Reads a bounded lot of the log; returns how much there was to do. */
    public int doWork(long now) {
        nowNs = now;
        sink.at(now, caughtUp);
        int work = history.doWork(now) + owners.poll();
        if (!caughtUp) {
            readingHealth();
        }
        if (now / SECOND_NS != second) {
            second = now / SECOND_NS;
            markets.values().forEach(market -> market.advance(now));
            sessions.advance(now);
        }
        if (now - lookedNs >= LOOK_NS) {
            lookedNs = now;
            owners.look(now);
            parts.look(now);
        }
        return work;
    }

    /** A page that watches sees it move, but not more often than it can show. */
    private void readingHealth() {
        caughtUp = history.caughtUp();
        if (caughtUp || nowNs / LOOK_NS != readingNs / LOOK_NS) {
            readingNs = nowNs;
            health.set("log", caughtUp ? Health.State.OK : Health.State.DEGRADED, history.text());
        }
    }

    private void feedHealth() {
        long live = markets.values().stream()
                .filter(market -> market.state() == FeedBook.State.LIVE)
                .count();
        Health.State state =
                live == markets.size() ? Health.State.OK : live == 0 ? Health.State.DOWN : Health.State.DEGRADED;
        health.set("feed", state, live + " of " + markets.size() + " books live");
    }

    /** For the feed's subscriber. */
    public FeedListener feedListener() {
        return new FeedListener() {
            @Override
            public void onUpdate(FeedBook book, FeedUpdate update) {
                bookRate.count(nowNs);
                changed(book, update.timeNs());
            }

            @Override
            public void onState(FeedBook book) {
                changed(book, 0);
                feedHealth();
            }

            private void changed(FeedBook book, long timeNs) {
                SymbolMarket market = markets.get(book.symbol());
                if (market != null) {
                    market.book(book, timeNs);
                }
            }
        };
    }

    /** Whether everything that was in the log at the start has been folded. */
    public boolean caughtUp() {
        return caughtUp;
    }

    public List<Instrument> instruments() {
        return instruments;
    }

    /** All symbols, in the order of the configuration. */
    public Collection<SymbolMarket> markets() {
        return markets.values();
    }

    public SymbolMarket marketOrNull(String symbol) {
        return markets.get(symbol);
    }

    /** The feed's book, null if the symbol is unknown or nothing has been heard of it. */
    public FeedBook bookOrNull(String symbol) {
        SymbolMarket market = markets.get(symbol);
        return market == null ? null : market.bookOrNull();
    }

    /** The account's orders, oldest first; empty for an unknown account. */
    public List<OrderView> orders(String account) {
        return orders.orders(account);
    }

    public OrderView orderOrNull(String account, String key) {
        return orders.orderOrNull(account, key);
    }

    /** The account's last fills, oldest first. */
    public List<Fill> fills(String account) {
        return fills.fills(account);
    }

    /** The account's money; null for an account that is not configured. */
    public AccountView balancesOrNull(String account) {
        BalanceFold.Account known = balances.accountOrNull(account);
        return known == null ? null : valuation.value(account, known);
    }

    /** Rises with each posting of the account. */
    public long balancesVersion(String account) {
        BalanceFold.Account known = balances.accountOrNull(account);
        return known == null ? 0 : known.version();
    }

    /** The newest FIX messages of these sessions, oldest first. */
    public List<FixRecord> fixMessages(Set<String> of, int limit) {
        return fix.newest(of, limit);
    }

    /** May wait for it to be read. */
    public FixDictionary dictionary() {
        return dictionary.get();
    }

    /** Those of the given sessions that are configured. */
    public List<SessionView> sessions(Set<String> of) {
        return sessions.sessions(of);
    }

    /** Rises with each change of a session. */
    public long sessionsVersion() {
        return sessions.version();
    }

    public LatencyView latency() {
        return latency.view();
    }

    public double ordersPerSecond() {
        return orderRate.perSecond(nowNs);
    }

    public double bookUpdatesPerSecond() {
        return bookRate.perSecond(nowNs);
    }

    /** Updates of the feed that were missing so far. */
    public long gaps() {
        return gaps.getAsLong();
    }

    /** Records known to wait for being folded. */
    public long backlog() {
        return history.backlog();
    }

    /** Records of the log read since the start, FIX messages apart. */
    public long recordsRead() {
        return history.read();
    }

    /** Snapshots written since the start. */
    public long snapshots() {
        return history.snapshots();
    }

    /** Reports of the venue that were impossible, so far. */
    public long violations() {
        return sink.violations();
    }

    public List<Alarm> alarms() {
        return alarms.alarms();
    }

    /** What serves; the parts {@code log} and {@code feed} are kept here, others are set by who knows them. */
    public Health health() {
        return health;
    }

    /** What each service has said last in {@code owners}. */
    public List<OwnerRecord> owners() {
        return owners.owners();
    }

    /** How long ago that word arrived here, in nanoseconds. */
    public long silenceNs(OwnerRecord record) {
        return owners.silenceNs(record, nowNs);
    }

    /** An order has left the console: WAITING until the log tells more; nothing if the log shows it already. */
    public void sent(SentOrder order) {
        orders.sent(order);
    }

    /** A cancel or replace has left the console; quantity and price are those of a replace. */
    public void changeSent(String account, String key, Pending request, long qty, long px, long now) {
        orders.changeSent(account, key, request, qty, px, now);
    }

    /** What was sent has no answer: shown as unknown until the log tells. */
    public void unanswered(String account, String key, long now) {
        orders.unanswered(account, key, now);
    }

    /** What was sent was refused without a record: a new order is rejected by it, another one stays as it is. */
    public void refusedUnrecorded(String account, String key, String text, long now) {
        orders.refusedUnrecorded(account, key, text, now);
    }

    @Override
    public void close() {
        owners.close();
        history.close();
    }
}
