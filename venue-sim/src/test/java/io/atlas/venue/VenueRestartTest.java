package io.atlas.venue;

import static io.atlas.venue.VenueRig.SYMBOL;
import static io.atlas.venue.VenueRig.cancel;
import static io.atlas.venue.VenueRig.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.EpochStart;
import io.atlas.domain.Side;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.venue.book.RestingOrder;
import io.atlas.venue.core.VenueCore;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.LogFaults;
import io.atlas.wire.log.LogFaults.Fate;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The venue after a crash, a failed append or a take-over: what the journal says, and nothing else. */
class VenueRestartTest {
    private final VenueRig rig = new VenueRig(100);
    private long offset;

    /** Orders around the touch and cancels of earlier ones, with ticks between them. */
    private void trade(int count) {
        for (int i = 0; i < count; i++) {
            long next = offset++;
            String px = "49999.9" + next % 10;
            rig.instruct(next % 6 == 5 ? cancel(next, next - 4) : order(next, side(next), "0.00003", px));
            rig.steps(1);
            if (i % 3 == 0) {
                rig.ticks(1);
            }
        }
        rig.steps(3);
    }

    private static Side side(long number) {
        return number % 2 == 0 ? Side.BUY : Side.SELL;
    }

    @Test
    void restartedVenueHasTheSameBooks() {
        trade(200);
        List<RestingOrder> clients = rig.clients();
        long input = rig.venue.view().inputNumber();
        assertThat(clients).isNotEmpty();

        rig.start();
        rig.steps(4);
        assertThat(rig.venue.serving()).isTrue();
        assertThat(rig.clients()).isEqualTo(clients);
        assertThat(rig.venue.view().inputNumber()).isGreaterThanOrEqualTo(input);
        assertThat(rig.venue.view().lastApplied(0)).isEqualTo(199);
        assertThat(rig.resumes).last().isEqualTo(199L);
        trade(50);
        rig.venue.audit();
    }

    @Test
    void wholeBookIsTheSameWhenTheLastTickLeftARecord() {
        trade(50);
        List<VenueReport> before = rig.reports();
        for (int i = 0; i < 200 && rig.reports().size() == before.size(); i++) {
            rig.ticks(1);
        }
        List<RestingOrder> resting = rig.resting();
        VenueCore again = rerun();
        assertThat(again.restingOrders(SYMBOL, Side.BUY)).isEqualTo(side(resting, Side.BUY));
        assertThat(again.restingOrders(SYMBOL, Side.SELL)).isEqualTo(side(resting, Side.SELL));
    }

    private static List<RestingOrder> side(List<RestingOrder> resting, Side side) {
        return resting.stream().filter(order -> order.side() == side).toList();
    }

    @Test
    void journalRunAgainGivesTheSameBytes() {
        trade(100);
        rig.start();
        rig.steps(4);
        trade(100);
        assertThat(rerun().inputNumber()).isEqualTo(rig.venue.view().inputNumber());
    }

    /** Feeds the journal's inputs to a new venue and compares what it would write with what is written. */
    private VenueCore rerun() {
        VenueRecordCodec codec = new VenueRecordCodec();
        List<LogRecord> records = rig.store.records(Topics.REPORTS, 0);
        VenueCore core = new VenueCore();
        for (Entry<VenueRecord> entry : rig.journal()) {
            if (entry.body() instanceof EpochStart start) {
                core.beginEpoch(WorldJson.read(start.config()));
                continue;
            }
            VenueReport recorded = (VenueReport) entry.body();
            VenueReport again = core.rerun(recorded.tick(), recorded.instruction());
            byte[] bytes = codec.encode(entry.epoch(), entry.seq(), entry.cause(), entry.time(), again);
            assertThat(bytes).isEqualTo(records.get((int) entry.offset()).value());
        }
        return core;
    }

    @Test
    void bookNumbersRiseAcrossRestartsAndTheFirstUpdateHoldsTheWholeBook() {
        WatchedBook watched = new WatchedBook();
        for (int start = 0; start < 3; start++) {
            trade(30);
            rig.updates.forEach(watched::apply);
            rig.updates.clear();
            rig.start();
        }
        trade(30);
        rig.updates.forEach(watched::apply);
        assertThat(watched.levels()).isEqualTo(WatchedBook.of(rig.resting()));
    }

    @Test
    void failedAppendBuildsTheVenueAnewAndTheOmsSendsAgain() {
        trade(20);
        rig.resumes.clear();
        rig.store.faults(fails(Set.of(1), Fate.FAILS_AND_IS_LOST));
        trade(6);
        rig.steps(20);
        assertThat(epochs()).isEqualTo(2);
        assertThat(rig.venue.serving()).isTrue();
        assertThat(rig.resumes).isNotEmpty();
        everyCommandHasOneReport();
        assertThat(rerun().inputNumber()).isEqualTo(rig.venue.view().inputNumber());
    }

    /** The n-th appends of the venue from now on have that fate. */
    private static LogFaults fails(Set<Integer> numbers, Fate fate) {
        int[] count = {0};
        return new LogFaults() {
            @Override
            public Fate onAppend(String client, String topic, int partition) {
                return numbers.contains(count[0]++) ? fate : Fate.LANDS;
            }
        };
    }

    private void everyCommandHasOneReport() {
        List<Long> caused = rig.journal().stream()
                .filter(entry -> entry.cause() != null)
                .map(entry -> entry.cause().offset())
                .toList();
        assertThat(caused).hasSize((int) offset).doesNotHaveDuplicates().isSorted();
        rig.venue.audit();
    }

    @Test
    void appendThatLandedThoughItFailedIsNotRepeated() {
        trade(20);
        rig.store.faults(fails(Set.of(1), Fate.FAILS_THOUGH_LANDED));
        trade(6);
        rig.steps(20);
        assertThat(rig.venue.serving()).isTrue();
        everyCommandHasOneReport();
        rerun();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverTheLogDoesEveryCommandIsAnsweredOnce(long seed) {
        Random random = new Random(seed);
        WatchedBook watched = new WatchedBook();
        rig.store.faults(new LogFaults() {
            @Override
            public Fate onAppend(String client, String topic, int partition) {
                return switch (random.nextInt(30)) {
                    case 0 -> Fate.FAILS_AND_IS_LOST;
                    case 1 -> Fate.FAILS_THOUGH_LANDED;
                    case 2 -> Fate.FAILS_AND_LANDS_WHEN_TOLD;
                    case 3 -> Fate.failsAndLandsAfter(3);
                    case 4, 5, 6 -> Fate.landsAfter(2);
                    default -> Fate.LANDS;
                };
            }
        });
        for (int i = 0; i < 40; i++) {
            trade(8);
            rig.ticks(4);
            if (random.nextInt(8) == 0) {
                rig.start();
            }
            if (random.nextInt(8) == 0) {
                rig.store.landLate();
            }
        }
        // Enough went wrong to be worth it: each failure and each start opens an epoch.
        assertThat(epochs()).isGreaterThan(10);
        rig.store.faults(LogFaults.NONE);
        rig.ticks(60);
        rig.store.landLate();
        rig.ticks(1);
        assertThat(rig.venue.serving()).as("seed %d", seed).isTrue();
        everyCommandHasOneReport();
        assertThat(rerun().inputNumber()).isEqualTo(rig.venue.view().inputNumber());
        rig.updates.forEach(watched::apply);
        assertThat(watched.levels()).isEqualTo(WatchedBook.of(rig.resting()));
    }

    private long epochs() {
        return rig.journal().stream()
                .filter(entry -> entry.body() instanceof EpochStart)
                .count();
    }

    @Test
    void venueThatIsTakenOverLeavesAndWritesNothingMore() {
        trade(20);
        VenueService first = rig.venue;
        rig.start();
        rig.steps(4);
        first.doWork(rig.nowNs);
        assertThat(first.left()).isTrue();
        assertThat(first.serving()).isFalse();
        int records = rig.store.records(Topics.REPORTS, 0).size();
        assertThat(first.doWork(rig.nowNs + 10_000_000_000L)).isZero();
        assertThat(rig.store.records(Topics.REPORTS, 0)).hasSize(records);
        trade(20);
        everyCommandHasOneReport();
    }
}
