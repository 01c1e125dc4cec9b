package io.atlas.venue;

import static io.atlas.venue.VenueRig.cancel;
import static io.atlas.venue.VenueRig.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.Side;
import io.atlas.domain.VenueRecord;
import io.atlas.venue.book.RestingOrder;
import io.atlas.venue.core.VenueCore;
import io.atlas.venue.core.VenueImage;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.Chain;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.LogFaults;
import io.atlas.wire.log.LogFaults.Fate;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import io.atlas.wire.snapshot.SnapshotId;
import io.atlas.wire.snapshot.SnapshotImage;
import io.atlas.wire.snapshot.SnapshotReader;
import io.atlas.wire.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The venue that starts from a snapshot knows what one that reads its whole journal knows. */
class VenueSnapshotTest {
    private final VenueRig rig = new VenueRig(100);
    private final SnapshotId id = SnapshotId.of("venue", 0, VenueRows.VERSION, rig.world);
    private long offset;

    private void trade(int count) {
        for (int i = 0; i < count; i++) {
            long next = offset++;
            String px = "49999.9" + next % 10;
            Side side = next % 2 == 0 ? Side.BUY : Side.SELL;
            rig.instruct(next % 6 == 5 ? cancel(next, next - 4) : order(next, side, "0.00003", px));
            rig.steps(1);
            if (i % 3 == 0) {
                rig.ticks(1);
            }
        }
        rig.steps(5);
    }

    private int manifests() {
        return (int) rig.store.records(Topics.SNAPSHOTS, 0).stream()
                .filter(record -> new String(record.key(), UTF_8).endsWith("manifest") && record.value().length > 0)
                .count();
    }

    private long journalEnd() {
        return rig.store.records(Topics.REPORTS, 0).size() - 1;
    }

    private VenueImage fromZero() {
        try (JournalReplay replay = new JournalReplay(rig.store.client("zero"), journalEnd())) {
            while (!replay.done()) {
                replay.doWork();
            }
            return replay.core().image();
        }
    }

    private static List<RestingOrder> clients(VenueImage image) {
        return image.listings().get(0).orders().stream()
                .filter(order -> order.group() != null)
                .map(order -> new RestingOrder(order.id(), order.side(), order.px(), order.leavesQty()))
                .toList();
    }

    private FoldState start;

    private VenueImage fromSnapshot() {
        CommandLog log = rig.store.client("snapshot");
        try (VenueStart search = new VenueStart(log, id, rig.world)) {
            for (int i = 0; !search.done(); i++) {
                search.doWork(i);
            }
            start = search.from();
            JournalReplay replay = new JournalReplay(log, journalEnd(), search.core(), search.from());
            while (!replay.done()) {
                replay.doWork();
            }
            replay.close();
            return replay.core().image();
        }
    }

    @Test
    void snapshotsAreWrittenWhileItServesAndOneAtACleanStop() {
        rig.snapshotEvery = 20;
        rig.start();
        rig.steps(5);
        trade(100);
        assertThat(manifests()).isBetween(4, 6);
        int before = manifests();
        rig.venue.close();
        assertThat(manifests()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 50, 99})
    void snapshotAndTailGiveTheSameVenueAsTheWholeJournal(int every) {
        rig.snapshotEvery = every;
        rig.start();
        rig.steps(5);
        trade(150);
        int events = rig.reports().size();
        while (rig.reports().size() == events) {
            rig.ticks(1);
        }

        VenueImage again = fromSnapshot();
        assertThat(start.position()).isPositive();
        assertThat(again).isEqualTo(fromZero());
        assertThat(again.listings().get(0).orders()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itGoesOnThroughCrashesStopsAndFailedAppends(long seed) {
        Random random = new Random(seed);
        rig.snapshotEvery = 1 + random.nextInt(30);
        rig.start();
        rig.steps(5);
        for (int round = 0; round < 12; round++) {
            trade(1 + random.nextInt(40));
            switch (random.nextInt(3)) {
                case 0 -> rig.start();
                case 1 -> {
                    rig.venue.close();
                    rig.start();
                }
                default -> {
                    int[] left = {1};
                    rig.store.faults(new LogFaults() {
                        @Override
                        public Fate onAppend(String client, String topic, int partition) {
                            return topic.equals(Topics.REPORTS) && left[0]-- == 1 ? Fate.FAILS_AND_IS_LOST : Fate.LANDS;
                        }
                    });
                }
            }
            rig.steps(20);
            rig.store.faults(LogFaults.NONE);
            rig.steps(5);
            assertThat(rig.venue.serving()).isTrue();
            assertThat(rig.clients()).as("seed %d, round %d", seed, round).isEqualTo(clients(fromZero()));
            assertThat(rig.clients()).as("seed %d, round %d", seed, round).isEqualTo(clients(fromSnapshot()));
        }
        trade(10);
        rig.venue.audit();
        assertThat(rig.venue.view().lastApplied(0)).isEqualTo(offset - 1);
        assertThat(fromZero().lastApplied()).isEqualTo(List.of(offset - 1));
        assertThat(rig.reports().stream().filter(report -> report.instruction() != null))
                .as("each instruction once")
                .hasSize((int) offset);
    }

    @Test
    void bookNumbersRiseAcrossAStartFromASnapshot() {
        rig.snapshotEvery = 10;
        rig.start();
        rig.steps(5);
        trade(50);
        long last = rig.updates.get(rig.updates.size() - 1).bookSeq();
        rig.venue.close();
        rig.updates.clear();
        rig.start();
        rig.steps(5);
        assertThat(rig.updates.get(0).image()).isTrue();
        assertThat(rig.updates.get(0).bookSeq()).isGreaterThan(last);
    }

    @Test
    void aSnapshotThatTheJournalContradictsIsForgotten() {
        rig.start();
        rig.steps(5);
        trade(30);
        // Whole, and at the right position, but of another venue.
        VenueImage lie = new VenueImage(
                1,
                1,
                1,
                List.of(3L),
                new VenueCore(rig.world, fromZero()).image().listings());
        write(lie);
        trade(10);
        rig.start();
        rig.steps(10);
        assertThat(rig.venue.serving()).isTrue();
        assertThat(rig.clients()).isEqualTo(clients(fromZero()));
        assertThat(rig.venue.view().lastApplied(0)).isEqualTo(offset - 1);
    }

    private void write(VenueImage image) {
        CommandLog log = rig.store.client("liar");
        ValidReader<VenueRecord> reader = new ValidReader<>(log, Topics.REPORTS, 0, new VenueRecordCodec());
        List<Entry<VenueRecord>> entries = new ArrayList<>();
        reader.poll(entries::add, Integer.MAX_VALUE);
        SnapshotReader search = new SnapshotReader(log, id);
        while (!search.done()) {
            search.doWork(0);
        }
        SnapshotWriter writer = new SnapshotWriter(log, id, search);
        writer.begin(new SnapshotImage(
                List.of(new SnapshotImage.Input(Topics.REPORTS, 0, reader.state())), List.of(), VenueRows.of(image)));
        while (writer.busy()) {
            log.poll();
            writer.doWork();
        }
        LogRecord last = rig.store.records(Topics.REPORTS, 0).get((int) journalEnd());
        assertThat(reader.state().recordHash()).isEqualTo(Chain.hash(last.value()));
    }
}
