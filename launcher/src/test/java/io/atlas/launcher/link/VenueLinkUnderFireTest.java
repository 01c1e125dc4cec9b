package io.atlas.launcher.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.atlas.domain.Command;
import io.atlas.domain.EpochStart;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.MarketView;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.domain.World;
import io.atlas.oms.OmsService;
import io.atlas.testkit.LogTail;
import io.atlas.testkit.WorldBuilder;
import io.atlas.venue.VenueService;
import io.atlas.wire.aeron.AeronClient;
import io.atlas.wire.aeron.AeronStream;
import io.atlas.wire.aeron.AeronVenueDoor;
import io.atlas.wire.aeron.AeronVenueLink;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.link.VenueDoor;
import io.atlas.wire.link.VenueLink;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.Topics;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.MarketStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OMS and venue as they are, over Aeron as it is, the log in memory; both are stepped by the test. Whatever happens to the link,
 * each command becomes exactly one report, in order, and each report one event.
 */
class VenueLinkUnderFireTest {
    private static final World WORLD = new WorldBuilder("link")
            .market(11, 1_000_000)
            .instrument("ACME-USD", "0.01", "0.001", "100")
            .group("GROUP", 1_000_000)
            .account("ALFA-1")
            .build();
    private static final long WORLD_ID = 77;
    private static final long STEP_NS = 5_000_000L;
    private static final long ORDER_GAP = 4;

    @TempDir
    Path dir;

    private final InMemoryLog store = new InMemoryLog(1);
    private final CommandLog gateway = store.client("gateway");
    private final CommandCodec commands = new CommandCodec();
    private MediaDriver driver;
    private AeronClient omsClient;
    private AeronClient venueClient;
    private VenueLink omsEnd;
    private VenueDoor venueEnd;
    private OmsService oms;
    private VenueService venue;
    private LossyLink line = new LossyLink(1, 0);
    private long nowNs = 1_000_000_000_000L;
    private long orders;
    private int starts;

    @BeforeEach
    void start() {
        driver = driver();
        omsClient = AeronClient.open(dir.resolve("aeron"));
        venueClient = AeronClient.open(dir.resolve("aeron"));
        append(commands.encode(-1, 0, null, 1, new EpochStart("gateway", -1, "{}")));
    }

    @AfterEach
    void stop() {
        oms.close();
        venue.close();
        omsClient.close();
        venueClient.close();
        driver.close();
    }

    private MediaDriver driver() {
        return MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(dir.resolve("aeron").toString())
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new SleepingMillisIdleStrategy(1))
                .timerIntervalNs(TimeUnit.MILLISECONDS.toNanos(100))
                .ipcTermBufferLength(64 * 1024)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true));
    }

    private void startOms() {
        if (omsEnd != null) {
            // As after a crash: the OMS is forgotten as it is, its end of the link is gone.
            omsEnd.close();
        }
        omsEnd = new AeronVenueLink(omsClient, AeronStream.TO_VENUE, AeronStream.TO_OMS, WORLD_ID);
        String name = "oms-" + ++starts;
        oms = new OmsService(WORLD, List.of(0), store.client(name), line.oms(omsEnd), name, 50);
    }

    private void startVenue() {
        if (venueEnd != null) {
            venueEnd.close();
        }
        venueEnd = new AeronVenueDoor(venueClient, AeronStream.TO_VENUE, AeronStream.TO_OMS, WORLD_ID);
        String name = "venue-" + ++starts;
        venue = new VenueService(WORLD, store.client(name), line.venue(venueEnd), silent(), name, 50);
    }

    private static MarketStream.Publisher silent() {
        return new MarketStream.Publisher() {
            @Override
            public void publish(BookUpdate update) {}

            @Override
            public void close() {}
        };
    }

    private void append(byte[] value) {
        gateway.append(Topics.COMMANDS, 0, null, value, null, CommandLog.Outcome.IGNORED);
    }

    private void order() {
        orders++;
        Command order = new NewOrder(
                new Origin("ALFA", orders, "ord-" + orders, "ALFA-1", "print"),
                "ACME-USD",
                Side.BUY,
                OrdType.LIMIT,
                TimeInForce.GTC,
                FixedPoint.parse("10"),
                FixedPoint.parse("1"),
                0,
                new MarketView(0, 0, 0),
                false,
                -1);
        append(commands.encode(0, orders, null, orders, order));
    }

    private void step() {
        nowNs += STEP_NS;
        oms.doWork(nowNs);
        venue.doWork(nowNs);
    }

    /** Orders come while both are stepped. */
    private void trade(int count) {
        for (int i = 0; i < count; i++) {
            order();
            for (int step = 0; step < ORDER_GAP; step++) {
                step();
            }
        }
    }

    /** Until every command has its report and its two events, or it takes too long. */
    private void untilAllIsAnswered() {
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    for (int i = 0; i < 20; i++) {
                        step();
                    }
                    return reports().size() >= orders && events().size() >= 2 * orders;
                });
        List<Long> instructions = reports().stream()
                .map(VenueReport::instruction)
                .map(instruction -> OrderIds.offset(instruction.number()))
                .toList();
        assertThat(instructions)
                .isEqualTo(LongStream.rangeClosed(1, orders).boxed().toList());
        assertThat(events().stream().map(Entry::cause)).doesNotHaveDuplicates().hasSize((int) (2 * orders));
        assertThat(oms.quarantinedCount()).isZero();
        assertThat(venue.view().lastApplied(0)).isEqualTo(orders);
    }

    private List<VenueReport> reports() {
        try (LogTail<VenueRecord> tail =
                new LogTail<>(store.client("reader"), Topics.REPORTS, 0, new VenueRecordCodec())) {
            return tail.entries().stream()
                    .map(Entry::body)
                    .filter(VenueReport.class::isInstance)
                    .map(VenueReport.class::cast)
                    // A tick may trade between house quotes alone.
                    .filter(report -> report.instruction() != null)
                    .toList();
        }
    }

    private List<Entry<OrderEvent>> events() {
        try (LogTail<OrderEvent> tail =
                new LogTail<>(store.client("reader"), Topics.EVENTS, 0, new OrderEventCodec())) {
            return tail.entries().stream()
                    .filter(entry -> entry.body() instanceof OrdersChanged)
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void lossDuplicatesReorderingAndNoRoom(long seed) {
        line = new LossyLink(seed, 15);
        startVenue();
        startOms();
        trade(200);
        line.heal();
        untilAllIsAnswered();
    }

    @Test
    void backPressureHoldsInstructionsBackAndLosesNone() {
        startVenue();
        startOms();
        trade(1);
        for (int i = 0; i < 20_000; i++) {
            order();
        }
        // The venue stands still while the link's buffers fill up.
        for (int i = 0; i < 200; i++) {
            nowNs += STEP_NS;
            oms.doWork(nowNs);
        }
        assertThat(reports()).hasSizeLessThan(100);
        untilAllIsAnswered();
    }

    @Test
    void restartsOfEitherEndUnderFire() {
        line = new LossyLink(9, 10);
        startVenue();
        startOms();
        for (int round = 0; round < 6; round++) {
            trade(40);
            if (round % 2 == 0) {
                startOms();
            } else {
                startVenue();
            }
        }
        trade(40);
        line.heal();
        untilAllIsAnswered();
    }

    @Test
    void aDriverThatDiesAndComesBackIsALinkThatWasLostForAWhile() {
        startVenue();
        startOms();
        trade(50);
        driver.close();
        trade(50);
        driver = driver();
        trade(50);
        untilAllIsAnswered();
    }
}
