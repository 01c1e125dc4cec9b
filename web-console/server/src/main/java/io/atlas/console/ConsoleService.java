package io.atlas.console;

import io.atlas.console.client.ClientSocket;
import io.atlas.console.client.Requests;
import io.atlas.console.http.Backend;
import io.atlas.console.login.LoginSession;
import io.atlas.console.login.Logins;
import io.atlas.console.login.Prefs;
import io.atlas.console.login.Worker;
import io.atlas.console.order.FixOrders;
import io.atlas.console.order.OrderDesk;
import io.atlas.console.order.RiskPreviewRecords;
import io.atlas.console.preview.Previews;
import io.atlas.console.rest.Api;
import io.atlas.console.rest.ApiReply;
import io.atlas.console.rest.ApiRequest;
import io.atlas.console.socket.DecodeRequests;
import io.atlas.console.socket.PageHub;
import io.atlas.console.view.Alarm;
import io.atlas.console.view.ConsoleView;
import io.atlas.console.view.FixDictionary;
import io.atlas.console.view.Health;
import io.atlas.console.view.TileConfig;
import io.atlas.console.view.Watched;
import io.atlas.domain.World;
import io.atlas.wire.agent.Agent;
import io.atlas.wire.config.Config;
import io.atlas.wire.feed.FeedSource;
import io.atlas.wire.feed.FeedSubscriber;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Partitions;
import io.atlas.wire.snapshot.SnapshotWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The console: folds the log and the feed, answers pages, sends orders. Stepped; everything but {@link #backend} and
 * {@link #ready} belongs to its agent's thread.
 *
 * <p>Of the outside it knows ports only: the log, the feed, {@link FixOrders}; {@link ConsoleServer} opens HTTP and FIX around it.
 */
public final class ConsoleService implements Agent {
    private static final int MAX_TASKS_PER_STEP = 256;
    private static final long LOOK_NS = 200_000_000L;

    /**
     * What a console is made of.
     *
     * @param partitions how many the log has
     * @param worldId frames of the feed from other worlds are dropped
     * @param dictionary the FIX dictionary, a file
     * @param folder where logins and preferences are kept
     * @param startNs epoch nanoseconds of this start: names the epoch that pages resume in
     * @param snapshotEvery how many records of the log between two snapshots
     */
    public record Settings(
            Config config,
            ConsoleConfig console,
            int partitions,
            long worldId,
            Path dictionary,
            Path folder,
            long startNs,
            long snapshotEvery) {
        /** With snapshots as often as usual. */
        public Settings(
                Config config,
                ConsoleConfig console,
                int partitions,
                long worldId,
                Path dictionary,
                Path folder,
                long startNs) {
            this(config, console, partitions, worldId, dictionary, folder, startNs, SnapshotWriter.EVERY);
        }
    }

    private final ConsoleConfig config;
    private final CommandLog log;
    private final FixOrders fix;
    private final ConsoleView view;
    private final FeedSubscriber feed;
    private final Worker worker = new Worker();
    private final Logins logins;
    private final Previews previews;
    private final OrderDesk desk;
    private final Api api;
    private final SocketDesk sockets;
    private final AgentInbox inbox;
    private final CompletableFuture<FixDictionary> dictionary;
    private final ConsoleFigures figures = new ConsoleFigures();
    private long nowNs;
    private long lookedNs;
    private volatile boolean ready;
    private volatile double undecided;
    private volatile double ordersSent;
    private volatile double bookPerSecond;
    private volatile double gaps;
    private volatile double backlog;
    private volatile double alarms;
    private volatile double snapshots;
    private volatile double quarantined;

    /**
     * @param log the agent's own; closed with the service
     * @param feed closed with the service
     * @param wakeup ends the agent's rest; run on any thread
     */
    public ConsoleService(Settings settings, CommandLog log, FeedSource feed, FixOrders fix, Runnable wakeup) {
        World world = settings.config().world();
        // A third of a second that nobody has to wait for: the first to need it is the first page.
        this.dictionary = CompletableFuture.supplyAsync(() -> FixDictionary.load(settings.dictionary()));
        this.config = settings.console();
        this.log = log;
        this.fix = fix;
        this.inbox = new AgentInbox(wakeup);
        this.view = new ConsoleView(
                world,
                settings.config().sessions(),
                config.desks().stream().map(ConsoleConfig.Desk::senderCompId).toList(),
                log,
                settings.partitions(),
                watched(settings),
                dictionary::join,
                TileConfig.DEFAULT,
                settings.snapshotEvery());
        this.feed = new FeedSubscriber(feed, settings.worldId(), view.feedListener());
        view.feedGaps(this.feed::gaps);
        this.logins = new Logins(config.users(), worker, inbox::put, settings.folder());
        Prefs prefs = new Prefs(
                settings.folder().resolve("prefs"),
                config.users().stream().map(login -> login.user().name()).toList(),
                worker);
        this.previews = new Previews(world, config.warnings(), new ViewSource(world, view, fix));
        Map<String, Integer> partitionOfAccount = partitions(world, settings.partitions());
        this.desk = new OrderDesk(
                world,
                previews,
                new ViewOrders(view),
                fix,
                view::caughtUp,
                new RiskPreviewRecords(log, account -> partitionOfAccount.getOrDefault(account, 0)));
        Requests requests = new ConsoleRequests(previews, () -> nowNs);
        this.api = new Api(config, view, logins, prefs, desk, new DecodeRequests(view::dictionary, requests));
        this.sockets = new SocketDesk(
                new PageHub(view, requests, Long.toString(settings.startNs(), 36), settings.startNs()), logins);
        this.nowNs = settings.startNs();
        figures.gauge("atlas_console_inbox", "Tasks waiting for the agent", inbox::size);
        figures.counter("atlas_console_inbox_refused", "Tasks refused because the inbox was full", inbox::refused);
        figures.counter("atlas_console_orders", "New orders sent", () -> ordersSent);
        figures.gauge("atlas_console_orders_undecided", "Requests the log does not show yet", () -> undecided);
        figures.gauge("atlas_console_book_updates_per_second", "Updates of the feed", () -> bookPerSecond);
        figures.counter("atlas_console_feed_gaps", "Updates of the feed that were missing", () -> gaps);
        figures.gauge("atlas_ready", "1 if everything serves, as /health says", () -> ready ? 1 : 0);
        figures.counter("atlas_console_snapshots", "Snapshots written", () -> snapshots);
        figures.gauge("atlas_alarms", "Alarms that hold or cannot be undone", () -> alarms);
        figures.counter("atlas_quarantined", "What the venue reported and cannot be", () -> quarantined);
        figures.gauge("atlas_console_log_backlog", "Records known to wait for being folded", () -> backlog);
    }

    private static Watched watched(Settings settings) {
        int partitions = settings.partitions();
        Set<String> accounts = new HashSet<>();
        Set<String> sessions = new HashSet<>();
        settings.console().users().forEach(login -> {
            accounts.addAll(login.user().accounts());
            sessions.addAll(login.user().sessions());
        });
        Map<String, Integer> ofAccount = partitions(settings.config().world(), partitions);
        return new Watched(
                accounts.stream().map(ofAccount::get).collect(Collectors.toSet()),
                settings.config().sessions().stream()
                        .filter(session -> sessions.contains(session.senderCompId()))
                        .map(session -> Partitions.of(session.group(), partitions))
                        .collect(Collectors.toSet()));
    }

    private static Map<String, Integer> partitions(World world, int partitions) {
        Map<String, Integer> ofAccount = new HashMap<>();
        world.groups().forEach(group -> group.accounts()
                .forEach(account -> ofAccount.put(account.name(), Partitions.of(group.name(), partitions))));
        return ofAccount;
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public int doWork(long now) {
        nowNs = now;
        int done = log.poll();
        done += view.doWork(now);
        done += feed.poll(now);
        done += inbox.run(MAX_TASKS_PER_STEP);
        done += desk.doWork(now);
        previews.doWork(now);
        done += logins.doWork(now);
        done += sockets.doWork(now);
        boolean due = now - lookedNs >= LOOK_NS;
        // Somebody waits for the start's end.
        if (due || !ready) {
            health();
        }
        if (due) {
            lookedNs = now;
            look();
        }
        return done;
    }

    private void health() {
        gatewayHealth();
        ready = view.caughtUp() && view.health().overall() == Health.State.OK;
    }

    private void look() {
        if (dictionary.isCompletedExceptionally()) {
            dictionary.join(); // A bad file ends the console now, not when somebody looks at a message.
        }
        undecided = desk.undecided();
        ordersSent = desk.sent();
        bookPerSecond = view.bookUpdatesPerSecond();
        gaps = view.gaps();
        backlog = view.backlog();
        snapshots = view.snapshots();
        alarms = view.alarms().stream()
                .filter(each -> each.state() != Alarm.State.MENDED)
                .count();
        quarantined = view.violations();
    }

    private void gatewayHealth() {
        long up = config.desks().stream()
                .filter(each -> fix.up(each.senderCompId()))
                .count();
        int all = config.desks().size();
        Health.State state = up == all ? Health.State.OK : up == 0 ? Health.State.DOWN : Health.State.DEGRADED;
        view.health().set("gateway", state, up + " of " + all + " desks logged on");
    }

    /** Whether history is read, every book is live and every desk logged on. Any thread. */
    public boolean ready() {
        return ready;
    }

    /** For the network side. Any thread. */
    public Backend backend() {
        return new Inward();
    }

    ConsoleFigures figures() {
        return figures;
    }

    /** Ends the sockets and closes the log's end and the feed's. */
    @Override
    public void close() {
        sockets.closeAll();
        worker.close();
        feed.close();
        view.close();
        log.close();
        figures.close();
    }

    /** Every call becomes a task of the agent. */
    private final class Inward implements Backend {
        @Override
        public boolean call(ApiRequest request, Consumer<ApiReply> reply) {
            return inbox.offer(() -> api.handle(request, nowNs, reply));
        }

        @Override
        public boolean upgrade(String sessionIdOrNull, Consumer<SocketLogin> reply) {
            return inbox.offer(() -> {
                LoginSession login = logins.findOrNull(sessionIdOrNull, nowNs);
                reply.accept(login == null ? null : new SocketLogin(login.idHash(), login.user(), login.csrf()));
            });
        }

        @Override
        public boolean opened(ClientSocket socket, String loginIdHash) {
            return inbox.offer(() -> sockets.opened(socket, loginIdHash));
        }

        @Override
        public boolean received(ClientSocket socket, String text, Runnable handled) {
            return inbox.offer(() -> {
                sockets.received(socket, text);
                handled.run();
            });
        }

        @Override
        public void closed(ClientSocket socket) {
            inbox.put(() -> sockets.closed(socket));
        }

        @Override
        public boolean health(Consumer<HealthReport> reply) {
            return inbox.offer(() -> reply.accept(HealthJson.report(view)));
        }

        @Override
        public String metrics() {
            return figures.scrape();
        }
    }
}
