package io.atlas.console.view;

import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.Instruction;
import io.atlas.domain.Instrument;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerRecord;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.domain.World;
import io.atlas.wire.config.SessionConfig;
import io.atlas.wire.feed.FeedBook;
import io.atlas.wire.feed.FeedListener;
import io.atlas.wire.feed.FeedUpdate;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

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
    private final FixDictionary dictionary;
    private final Rate orderRate = new Rate();
    private final Rate bookRate = new Rate();
    private final LogFeed log;
    private ViewListener listener = ViewListener.NONE;
    private LongSupplier gaps = () -> 0;
    private long violations;
    private long nowNs;
    private long second;
    private boolean caughtUp;

    /**
     * Opens the readers; may wait for the broker.
     *
     * @param sessions all configured FIX sessions
     * @param desks SenderCompIDs of the console's own sessions
     * @param partitions how many the log has
     * @param watched those that are read whole
     */
    public ConsoleView(
            World world,
            List<SessionConfig> sessions,
            Collection<String> desks,
            CommandLog log,
            int partitions,
            Watched watched,
            FixDictionary dictionary,
            TileConfig tiles) {
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
        this.log = new LogFeed(log, partitions, watched, new Folds());
        health.set("log", Health.State.DEGRADED, "Reading history");
        health.set("feed", Health.State.DOWN, "No book yet");
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
        int work = log.poll();
        if (!caughtUp && log.caughtUp()) {
            caughtUp = true;
            health.set("log", Health.State.OK, "Read up to the end");
        }
        if (now / SECOND_NS != second) {
            second = now / SECOND_NS;
            markets.values().forEach(market -> market.advance(now));
            sessions.advance(now);
            feedHealth();
        }
        return work;
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

    public FixDictionary dictionary() {
        return dictionary;
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
        return log.backlog();
    }

    /** Reports of the venue that were impossible, so far. */
    public long violations() {
        return violations;
    }

    public List<Alarm> alarms() {
        return alarms.alarms();
    }

    /** What serves; the parts {@code log} and {@code feed} are kept here, others are set by who knows them. */
    public Health health() {
        return health;
    }

    /** Shows an alarm to everybody. */
    public void raise(Alarm alarm) {
        alarms.raise(alarm);
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
        log.close();
    }

    /** Each record to the folds it concerns. */
    private final class Folds implements LogFeed.Sink {
        @Override
        public void onCommand(int partition, Entry<Command> entry) {
            orders.apply(partition, entry.offset(), entry.time(), entry.body());
            if (entry.body() instanceof Deposit deposit) {
                balances.apply(deposit);
            }
        }

        @Override
        public void onEvent(int partition, Entry<OrderEvent> entry) {
            if (!(entry.body() instanceof OrdersChanged event)) {
                return;
            }
            orders.apply(entry.time(), event);
            fills.apply(partition, entry.offset(), entry.time(), event);
            if (caughtUp) {
                latency.apply(event, entry.stamps(), nowNs);
            }
            for (int i = 0; i < event.changes().size(); i++) {
                if (event.changes().get(i).kind() == OrderChange.Kind.QUARANTINED) {
                    quarantined(new LogPosition(Topics.EVENTS, partition, entry.offset()) + "." + i, entry, event, i);
                }
            }
        }

        private void quarantined(String id, Entry<OrderEvent> entry, OrdersChanged event, int index) {
            violations++;
            String order = OrderIds.text(event.changes().get(index).order().orderId());
            alarms.raise(new Alarm(
                    id,
                    entry.time(),
                    Alarm.Severity.CRITICAL,
                    "The venue reported the impossible for order " + order + "; a trade of it posts to SUSPENSE"));
        }

        @Override
        public void onReport(Entry<VenueRecord> entry) {
            if (!(entry.body() instanceof VenueReport report)) {
                return;
            }
            if (report.instruction() instanceof Instruction.Enter && caughtUp) {
                orderRate.count(nowNs);
            }
            for (int i = 0; i < report.outcomes().size(); i++) {
                if (report.outcomes().get(i) instanceof VenueReport.Traded traded) {
                    SymbolMarket market = markets.get(traded.symbol());
                    if (market != null) {
                        market.apply(trade(entry.offset() + "." + i, entry.time(), traded));
                    }
                }
            }
        }

        private Trade trade(String id, long timeNs, VenueReport.Traded traded) {
            return new Trade(
                    id,
                    traded.symbol(),
                    timeNs,
                    traded.px(),
                    traded.qty(),
                    traded.aggressor(),
                    orders.accountOrNull(traded.buyOrderId()),
                    orders.accountOrNull(traded.sellOrderId()));
        }

        @Override
        public void onLedger(Entry<LedgerRecord> entry) {
            if (entry.body() instanceof LedgerEntry postings) {
                balances.apply(postings);
            }
        }

        @Override
        public void onFix(int partition, LogRecord record) {
            String pos = new LogPosition(Topics.FIX_MESSAGES, partition, record.offset()).toString();
            FixRecord message = fix.applyOrNull(pos, record.value());
            if (message != null) {
                sessions.apply(message);
                listener.onFix(message);
            }
        }
    }
}
