package io.atlas.venue;

import static io.atlas.domain.FixedPoint.parse;
import static io.atlas.venue.VenueRig.SYMBOL;
import static io.atlas.venue.VenueRig.cancel;
import static io.atlas.venue.VenueRig.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Side;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.LogFaults;
import io.atlas.wire.log.Stamps;
import io.atlas.wire.log.Topics;
import io.atlas.wire.market.BookUpdate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The venue's manners: its journal, its link and its stream, while all goes well. */
class VenueServiceTest {
    /** No tick falls due after the first in these tests unless time is moved on. */
    private final VenueRig rig = new VenueRig(100);

    private void serve() {
        rig.steps(4);
        assertThat(rig.venue.serving()).isTrue();
    }

    @Test
    void instructionLeavesOneRecordThatNamesItsCause() {
        serve();
        rig.nowNs += 5;
        rig.instruct(order(3, Side.BUY, "1", "100"));
        rig.steps(2);
        Entry<VenueRecord> entry = rig.journal().get(rig.journal().size() - 1);
        VenueReport report = (VenueReport) entry.body();
        assertThat(entry.cause()).isEqualTo(new LogPosition("orders.commands", 0, 3));
        assertThat(entry.time()).isEqualTo(rig.nowNs);
        assertThat(Stamps.time(entry.stamps(), Stamps.VENUE_IN)).isEqualTo(rig.nowNs);
        assertThat(report.tick()).isEqualTo(rig.venue.view().tick());
        assertThat(report.outcomes()).containsExactly(new VenueReport.Accepted(OrderIds.of(0, 3)));
        assertThat(rig.venue.view().lastApplied(0)).isEqualTo(3);
    }

    @Test
    void repeatedInstructionIsIgnored() {
        serve();
        rig.instruct(order(3, Side.BUY, "1", "100"));
        rig.send(order(3, Side.BUY, "1", "100"));
        rig.steps(3);
        rig.send(order(3, Side.BUY, "1", "100"));
        rig.steps(3);
        assertThat(rig.clients()).hasSize(1);
        assertThat(rig.reports().stream().filter(report -> report.instruction() != null))
                .hasSize(1);
    }

    @Test
    void gapIsToldOnceAndFilled() {
        serve();
        rig.command(order(3, Side.BUY, "1", "100"));
        rig.instruct(order(4, Side.BUY, "1", "100"));
        rig.instruct(order(6, Side.BUY, "1", "100"));
        rig.step();
        assertThat(rig.clients()).isEmpty();
        rig.steps(3);
        assertThat(rig.resumes).containsExactly(-1L);
        assertThat(rig.clients().stream().map(order -> OrderIds.offset(order.orderId())))
                .containsExactly(3L, 4L, 6L);
    }

    @Test
    void gapThatStaysIsToldAgainAfterASecondAndNotSooner() {
        serve();
        rig.linkTakesResumes = false;
        rig.command(order(3, Side.BUY, "1", "100"));
        rig.instruct(order(4, Side.BUY, "1", "100"));
        rig.steps(5);
        assertThat(rig.resumes).isEmpty();

        // The link takes one resume and loses it.
        rig.linkTakesResumes = true;
        rig.lostResumes = true;
        rig.steps(5);
        rig.send(order(4, Side.BUY, "1", "100"));
        rig.steps(5);
        assertThat(rig.resumes).containsExactly(-1L);
        rig.nowNs += 1_000_000_000L;
        rig.lostResumes = false;
        rig.send(order(4, Side.BUY, "1", "100"));
        rig.steps(5);
        assertThat(rig.resumes).containsExactly(-1L, -1L);
        assertThat(rig.clients()).hasSize(2);
    }

    @Test
    void everyOpenIsAnswered() {
        serve();
        rig.instruct(order(3, Side.BUY, "1", "100"));
        rig.open(0);
        rig.open(2);
        rig.steps(3);
        rig.open(0);
        rig.steps(2);
        assertThat(rig.resumes).containsExactly(3L, -1L, 3L);
    }

    @Test
    void ticksComeAtTheirPaceAndNeverInBursts() {
        serve();
        assertThat(rig.venue.view().tick()).isEqualTo(1);
        rig.nowNs += 99_999_999L;
        rig.steps(3);
        assertThat(rig.venue.view().tick()).isEqualTo(1);
        rig.nowNs += 1;
        rig.steps(3);
        assertThat(rig.venue.view().tick()).isEqualTo(2);
        rig.nowNs += 10_000_000_000L;
        rig.steps(3);
        assertThat(rig.venue.view().tick()).isEqualTo(3);
        rig.ticks(5);
        assertThat(rig.venue.view().tick()).isEqualTo(8);
    }

    @Test
    void ticksWithoutOutcomesLeaveNoRecord() {
        serve();
        rig.ticks(60);
        List<VenueReport> reports = rig.reports();
        assertThat(reports).isNotEmpty().hasSizeLessThan(60).allMatch(report -> !report.outcomes()
                .isEmpty());
        for (int i = 0; i < reports.size(); i++) {
            assertThat(reports.get(i).input()).isEqualTo(i + 1);
        }
    }

    @Test
    void bookChangesLeaveWhenTheirRecordIsReadBack() {
        serve();
        rig.updates.clear();
        // What is written from here on lands two polls later.
        rig.store.faults(new LogFaults() {
            @Override
            public Fate onAppend(String client, String topic, int partition) {
                return Fate.landsAfter(2);
            }
        });
        rig.instruct(order(3, Side.BUY, "1", "100"));
        rig.steps(2);
        assertThat(rig.clients()).hasSize(1);
        assertThat(rig.updates).isEmpty();
        rig.steps(2);
        assertThat(rig.updates).hasSize(1);
        assertThat(rig.updates.get(0).levels())
                .containsExactly(new BookUpdate.LevelChange(Side.BUY, parse("100"), parse("1")));
    }

    @Test
    void quietTickWaitsForTheRecordsBeforeIt() {
        serve();
        rig.updates.clear();
        boolean[] hold = {true};
        long heldFrom = rig.store.records(Topics.REPORTS, 0).size();
        rig.store.faults(new LogFaults() {
            @Override
            public long visibleEnd(String client, String topic, int partition, long endOffset) {
                return hold[0] ? Math.min(heldFrom, endOffset) : endOffset;
            }
        });
        rig.instruct(order(3, Side.BUY, "1", "100"));
        rig.step();
        rig.ticks(2);
        assertThat(rig.updates).isEmpty();
        hold[0] = false;
        rig.steps(2);
        assertThat(rig.updates).hasSize(3);
    }

    @Test
    void updatesRebuildTheBookAndTheirNumbersHaveNoGap() {
        serve();
        for (int i = 0; i < 40; i++) {
            rig.instruct(order(i, i % 2 == 0 ? Side.BUY : Side.SELL, "0.00010", i % 3 == 0 ? "50000" : "49999"));
            rig.ticks(1);
        }
        rig.steps(3);
        WatchedBook watched = new WatchedBook();
        rig.updates.forEach(watched::apply);
        assertThat(watched.levels()).isEqualTo(WatchedBook.of(rig.resting()));
        BookUpdate last = rig.updates.get(rig.updates.size() - 1);
        assertThat(last.bidPx()).isEqualTo(rig.venue.view().bidPx(SYMBOL));
        assertThat(last.askPx()).isEqualTo(rig.venue.view().askPx(SYMBOL));
    }

    @Test
    void imageEachSecondRepeatsTheBookAndItsNumber() {
        VenueRig quiet = new VenueRig(100_000);
        quiet.steps(4);
        BookUpdate last = quiet.updates.get(quiet.updates.size() - 1);
        quiet.updates.clear();
        List<BookUpdate.LevelChange> levels = quiet.levels();
        assertThat(levels).isNotEmpty();
        quiet.nowNs += 999_999_999L;
        quiet.steps(3);
        assertThat(quiet.updates).isEmpty();
        quiet.nowNs += 1;
        quiet.steps(3);
        assertThat(quiet.updates)
                .containsExactly(
                        BookUpdate.image(SYMBOL, last.bookSeq(), quiet.nowNs, last.bidPx(), last.askPx(), levels));
    }

    @Test
    void tooMuchUnconfirmedLeavesInstructionsInTheLink() {
        serve();
        rig.store.faults(new LogFaults() {
            @Override
            public long visibleEnd(String client, String topic, int partition, long endOffset) {
                return 0;
            }
        });
        for (int i = 0; i < 9_000; i++) {
            rig.instruct(i % 2 == 0 ? order(i, Side.BUY, "1", "100") : cancel(i, i - 1));
        }
        rig.steps(100);
        assertThat(rig.venue.unconfirmed()).isEqualTo(8_192);
        rig.store.faults(LogFaults.NONE);
        rig.steps(100);
        assertThat(rig.venue.unconfirmed()).isZero();
        assertThat(rig.venue.view().lastApplied(0)).isEqualTo(8_999);
    }

    @Test
    void imageWaitsForTheRecordsBeforeItAndTellsTheBookAfterThem() {
        VenueRig quiet = new VenueRig(100_000);
        quiet.steps(4);
        quiet.updates.clear();
        boolean[] hold = {true};
        long heldFrom = quiet.store.records(Topics.REPORTS, 0).size();
        quiet.store.faults(new LogFaults() {
            @Override
            public long visibleEnd(String client, String topic, int partition, long endOffset) {
                return hold[0] ? Math.min(heldFrom, endOffset) : endOffset;
            }
        });
        quiet.nowNs += 999_999_999L;
        quiet.instruct(order(3, Side.BUY, "1", "100"));
        quiet.step();
        quiet.nowNs += 1;
        quiet.steps(3);
        assertThat(quiet.updates).isEmpty();
        hold[0] = false;
        quiet.steps(2);
        assertThat(quiet.updates).hasSize(2);
        BookUpdate change = quiet.updates.get(0);
        BookUpdate image = quiet.updates.get(1);
        assertThat(change.image()).isFalse();
        assertThat(image)
                .isEqualTo(BookUpdate.image(
                        SYMBOL, change.bookSeq(), quiet.nowNs, change.bidPx(), change.askPx(), quiet.levels()));
        assertThat(image.levels()).contains(change.levels().get(0));
    }

    @Test
    void printsCarryThePositionOfTheirTradeInTheJournal() {
        serve();
        rig.instruct(order(3, Side.BUY, "1", "60000"));
        rig.ticks(200);
        List<String> told = rig.updates.stream()
                .flatMap(update -> update.trades().stream()
                        .map(print -> update.offset() + "." + print.outcome() + " at " + update.timeNs() + ": "
                                + print.px() + " x " + print.qty() + " " + print.aggressor()))
                .toList();
        List<String> recorded = new ArrayList<>();
        for (Entry<VenueRecord> entry : rig.journal()) {
            if (entry.body() instanceof VenueReport report) {
                for (int i = 0; i < report.outcomes().size(); i++) {
                    if (report.outcomes().get(i) instanceof VenueReport.Traded trade) {
                        recorded.add(entry.offset() + "." + i + " at " + entry.time() + ": " + trade.px() + " x "
                                + trade.qty() + " " + trade.aggressor());
                    }
                }
            }
        }
        assertThat(told).hasSizeGreaterThan(5).isEqualTo(recorded);
    }
}
