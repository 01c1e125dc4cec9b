package io.atlas.launcher.md;

import io.aeron.Aeron;
import io.atlas.launcher.Home;
import io.atlas.launcher.Ports;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.WorldId;
import io.atlas.launcher.broker.EmbeddedDriver;
import io.atlas.wire.aeron.AeronClient;
import io.atlas.wire.aeron.AeronFeedSource;
import io.atlas.wire.aeron.AeronMarketSubscriber;
import io.atlas.wire.aeron.AeronStream;
import io.atlas.wire.aeron.FeedAddress;
import io.atlas.wire.feed.FeedFrameHandler;
import io.atlas.wire.feed.FeedSource;
import io.atlas.wire.feed.FeedSubscriber;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code md}: the market from the public feed, in the terminal; with {@code --check} compared with the venue all the time. */
@Command(
        name = "md",
        mixinStandardHelpOptions = true,
        description = "Shows the market from the multicast feed: all symbols, or one book with its trades.")
public final class MdCommand implements Callable<Integer> {
    private static final long IDLE_NS = 1_000_000L;
    private static final long SCREEN_NS = 200_000_000L;
    private static final long LINES_NS = 1_000_000_000L;
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SYMBOL", description = "one book and its trades, as BTC-USD")
    private String symbol;

    @Mixin
    private Home home;

    @Option(
            names = "--kafka-port",
            defaultValue = "19092",
            description = "as given to `up`; the feed's ports follow from it (default: ${DEFAULT-VALUE})")
    private int kafkaPort;

    @Option(
            names = "--feed",
            paramLabel = "WAY",
            defaultValue = "AUTO",
            description = "auto, multicast or unicast (default: ${DEFAULT-VALUE}: as the publisher on this machine)")
    private FeedAddress.Transport transport;

    @Option(names = "--check", description = "compares every book with the venue's own stream (I13)")
    private boolean check;

    @Option(names = "--seconds", paramLabel = "N", description = "ends after so long (default: at Ctrl-C)")
    private long seconds;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean running = true;
    private LiveCheck checkOrNull;
    private MarketWatch market;
    private FeedSubscriber subscriber;
    private boolean screen;
    private PrintWriter out;

    @Override
    public Integer call() {
        out = spec.commandLine().getOut();
        screen = System.console() != null && System.getenv("TERM") != null;
        checkOrNull = check ? new LiveCheck() : null;
        market = new MarketWatch(checkOrNull);
        long worldId = worldId();
        Path worldsDriver = EmbeddedDriver.directory(home.data());
        if (check && !Files.exists(worldsDriver.resolve("cnc.dat"))) {
            throw new Refusal("no world runs in %s: give --data as it was given to `up`.", home.data());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        FeedAddress address = FeedAddress.local(transport, kafkaPort);
        // In the order in which none must outlive the next.
        try (EmbeddedDriver driver = OwnDriver.start(home.data());
                Aeron aeron = AeronClient.connect(Path.of(driver.directoryName()));
                Aeron worldsOrNull = check ? AeronClient.connect(worldsDriver) : null;
                AeronMarketSubscriber venueOrNull =
                        check ? new AeronMarketSubscriber(worldsOrNull, AeronStream.MARKET, worldId) : null;
                FeedSubscriber feed =
                        new FeedSubscriber(source(new AeronFeedSource(aeron, address)), worldId, market)) {
            subscriber = feed;
            out.println("Feed: " + address.name());
            follow(venueOrNull);
        } catch (IllegalStateException e) {
            throw new Refusal(
                    "the Aeron driver is gone (%s): this process was stopped for more than ten seconds, or, with --check, "
                            + "the world was. Start `atlas md` again.",
                    e.getMessage());
        } finally {
            ended.countDown();
        }
        return check && !checkOrNull.good() ? 1 : 0;
    }

    /** The source itself, or one that shows its frames to the check first. */
    private FeedSource source(FeedSource feed) {
        if (checkOrNull == null) {
            return feed;
        }
        return new FeedSource() {
            @Override
            public int poll(FeedFrameHandler handler) {
                return feed.poll((worldId, frame) -> {
                    checkOrNull.onFrame(frame);
                    handler.onFrame(worldId, frame);
                });
            }

            @Override
            public void close() {
                feed.close();
            }
        };
    }

    private long worldId() {
        String address = "127.0.0.1:" + kafkaPort;
        if (!Ports.answers("127.0.0.1", kafkaPort)) {
            throw new Refusal("no log answers at %s: start `atlas up`, or give --kafka-port.", address);
        }
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000))) {
            return WorldId.of(admin);
        } catch (ExecutionException e) {
            throw new Refusal(
                    "the log at %s did not answer: %s", address, e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted");
        }
    }

    private void follow(AeronMarketSubscriber venueOrNull) {
        long startNs = System.nanoTime();
        long shownNs = startNs;
        long endNs = seconds > 0 ? TimeUnit.SECONDS.toNanos(seconds) : Long.MAX_VALUE;
        while (running && System.nanoTime() - startNs < endNs) {
            long nowNs = System.nanoTime();
            int work = subscriber.poll(nowNs);
            if (venueOrNull != null) {
                work += venueOrNull.poll(checkOrNull::onVenue);
            }
            if (nowNs - shownNs >= (screen ? SCREEN_NS : LINES_NS)) {
                shownNs = nowNs;
                show();
            }
            if (work == 0) {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
        show();
    }

    private void show() {
        List<String> lines = new ArrayList<>();
        if (symbol == null) {
            lines.addAll(MarketText.board(market));
        } else if (market.bookOrNull(symbol) != null) {
            lines.addAll(MarketText.book(market.bookOrNull(symbol), market.tape(symbol)));
        } else {
            lines.add(symbol + ": nothing heard");
        }
        lines.add(String.format(
                "%,d updates, %,d trades, %,d gaps", market.updates(), market.trades(), subscriber.gaps()));
        if (checkOrNull != null) {
            lines.add(checkOrNull.text());
        }
        out.print((screen ? HOME_AND_CLEAR : "") + String.join(System.lineSeparator(), lines) + System.lineSeparator());
        out.flush();
    }

    /** Ctrl-C: the loop ends, and what it has opened is closed before the process goes. */
    private void stop() {
        running = false;
        try {
            if (!ended.await(5, TimeUnit.SECONDS)) {
                out.println("atlas: md did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
