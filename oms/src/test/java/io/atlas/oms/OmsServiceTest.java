package io.atlas.oms;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.EpochStart;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Reason;
import io.atlas.domain.VenueReport.Accepted;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.RequestRefused;
import io.atlas.oms.task.PartitionState;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.LogFaults;
import io.atlas.wire.log.LogFaults.Fate;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Stamps;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OmsServiceTest {
    private final OmsWorld world = new OmsWorld();

    @Test
    void eachInputGivesOneRecordThatNamesItsCause() {
        OmsService oms = world.oms("oms", 0, 1);
        world.step(oms, 3);
        long orderId = world.order(0, "10");
        world.step(oms, 2);
        world.report(orderId, new Accepted(orderId));
        long cancel = world.cancel(orderId);
        world.step(oms, 2);
        world.report(cancel, new Canceled(orderId, cancel, Reason.USER_CANCEL));
        world.step(oms, 3);

        assertThat(world.story(0))
                .containsExactly(
                        "orders.commands/0/1 OPENED",
                        "orders.commands/0/2 PENDING_CANCEL",
                        "exec.reports/0/1 ACCEPTED",
                        "exec.reports/0/2 CANCELED");
        assertThat(world.story(1)).as("no business of the other partition").isEmpty();
        assertThat(world.events(0).stream().map(e -> ((OrdersChanged) e.body()).commandsSeen()))
                .containsExactly(1L, 2L, 2L, 2L);
        assertThat(oms.states()).isEqualTo(Map.of(0, PartitionState.RUNNING, 1, PartitionState.RUNNING));
        assertThat(oms.quarantinedCount()).isZero();
        assertThat(oms.inertCount()).isZero();
    }

    @Test
    void anEventHasTheTimeOfItsCauseAndCarriesItsStampsOn() {
        OmsService oms = world.oms("oms", 0);
        world.step(oms, 3);
        long orderId = world.order(0, "10");
        world.step(oms, 1);
        long readNs = world.nowNs();
        world.report(orderId, new Accepted(orderId));
        world.step(oms, 2);

        Entry<OrderEvent> opened = world.events(0).get(0);
        assertThat(opened.time()).isEqualTo(5_000);
        assertThat(Stamps.time(opened.stamps(), Stamps.WIRE_IN)).isEqualTo(41);
        assertThat(Stamps.time(opened.stamps(), Stamps.OMS_IN)).isEqualTo(readNs);
        Entry<OrderEvent> accepted = world.events(0).get(1);
        assertThat(accepted.time()).isEqualTo(6_000);
        assertThat(Stamps.time(accepted.stamps(), Stamps.VENUE_IN)).isEqualTo(42);
        assertThat(Stamps.time(accepted.stamps(), Stamps.REPORT_IN)).isGreaterThan(readNs);
        LogRecord record = world.store.records(Topics.EVENTS, 0).get((int) opened.offset());
        assertThat(record.key()).asString().isEqualTo("0-1");
    }

    @Test
    void theEpochCarriesTheConfiguration() {
        world.step(world.oms("oms", 0), 2);

        LogRecord first = world.store.records(Topics.EVENTS, 0).get(0);
        assertThat(new OrderEventCodec().decode(first).body())
                .isEqualTo(new EpochStart("oms", -1, WorldJson.write(OmsWorld.WORLD)));
    }

    @Test
    void aReportWaitsForTheCommandOfItsInstruction() {
        OmsService oms = world.oms("oms", 0);
        world.step(oms, 3);
        holdBack("oms", Topics.COMMANDS, 1);
        long orderId = world.order(0, "10");
        world.report(orderId, new Accepted(orderId));
        world.step(oms, 5);
        assertThat(world.story(0)).isEmpty();

        world.store.faults(LogFaults.NONE);
        world.step(oms, 3);
        assertThat(world.story(0)).containsExactly("orders.commands/0/1 OPENED", "exec.reports/0/1 ACCEPTED");
    }

    @Test
    void theVenueIsToldBeforeTheEventIsInTheLog() {
        OmsService oms = world.oms("oms", 0);
        world.step(oms, 3);
        world.link.resume(0, -1);
        world.step(oms, 1);
        world.store.faults(appends(new Fate(1_000, Fate.NEVER)));
        world.order(0, "10");
        world.step(oms, 1);

        assertThat(world.link.said).containsExactly("open 0", "0: -1>1");
        assertThat(world.story(0)).isEmpty();
    }

    @Test
    void anotherProcessGoesOnWhereTheLogEnds() {
        OmsService first = world.oms("first", 0);
        world.step(first, 3);
        long answered = world.order(0, "10");
        world.step(first, 2);
        world.report(answered, new Accepted(answered));
        world.step(first, 2);
        long open = world.order(0, "10");
        long cancel = world.cancel(answered);
        world.report(open, new Accepted(open));

        world.link.said.clear();
        OmsService second = world.oms("second", 0);
        world.step(second, 1);
        world.link.resume(0, OrderIds.offset(open));
        world.step(second, 4);
        assertThat(world.link.said).as("only what the journal lacks").containsExactly("open 0", "0: 2>3");
        world.report(cancel, new Canceled(answered, cancel, Reason.USER_CANCEL));
        world.step(second, 3);

        assertThat(world.story(0))
                .containsExactly(
                        "orders.commands/0/1 OPENED",
                        "exec.reports/0/1 ACCEPTED",
                        "orders.commands/0/2 OPENED",
                        "orders.commands/0/3 PENDING_CANCEL",
                        "exec.reports/0/2 ACCEPTED",
                        "exec.reports/0/3 CANCELED");
        assertThat(second.quarantinedCount()).isZero();
    }

    @Test
    void aCancelThatCameTooLateIsAnsweredEvenAcrossARestart() {
        OmsService first = world.oms("first", 0);
        world.step(first, 3);
        long orderId = world.order(0, "10");
        world.step(first, 2);
        world.report(orderId, new Accepted(orderId), new Canceled(orderId, OrderIds.NONE, Reason.SELF_TRADE));
        world.step(first, 2);
        long cancel = world.cancel(orderId);
        world.step(first, 2);

        OmsService second = world.oms("second", 0);
        world.report(cancel, new RequestRefused(orderId, cancel, Reason.TOO_LATE));
        world.step(second, 5);

        assertThat(world.story(0))
                .containsExactly(
                        "orders.commands/0/1 OPENED",
                        "exec.reports/0/1 ACCEPTED CANCELED",
                        "orders.commands/0/2 NOOP",
                        "exec.reports/0/2 CANCEL_REFUSED");
    }

    /** What can become of an append that the writer is told has failed. */
    private enum Failing {
        LOST(Fate.FAILS_AND_IS_LOST),
        LANDED(Fate.FAILS_THOUGH_LANDED),
        LANDS_LATE(Fate.failsAndLandsAfter(4)),
        LANDS_MUCH_LATER(Fate.FAILS_AND_LANDS_WHEN_TOLD);

        private final Fate fate;

        Failing(Fate fate) {
            this.fate = fate;
        }
    }

    @ParameterizedTest
    @EnumSource(Failing.class)
    void afterAFailedAppendEveryInputIsStillAnsweredOnce(Failing failing) {
        OmsService oms = world.oms("oms", 0, 1);
        world.step(oms, 3);
        List<Long> orders = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            world.store.faults(i == 2 ? appends(failing.fate) : LogFaults.NONE);
            long orderId = world.order(0, "10");
            orders.add(orderId);
            world.order(1, "10");
            world.report(orderId, new Accepted(orderId));
            world.step(oms, 1);
        }
        world.step(oms, 20);
        world.store.landLate();
        world.step(oms, 5);

        assertThat(oms.states()).isEqualTo(Map.of(0, PartitionState.RUNNING, 1, PartitionState.RUNNING));
        for (int p = 0; p < 2; p++) {
            assertThat(world.events(p).stream().map(Entry::cause)).doesNotHaveDuplicates();
        }
        assertThat(world.story(0)).hasSize(12).allMatch(line -> line.matches(".*(OPENED|ACCEPTED)"));
        assertThat(world.story(1)).hasSize(6).allMatch(line -> line.endsWith("OPENED"));
        assertThat(oms.quarantinedCount()).isZero();
    }

    @Test
    void whatLandsAfterItsEpochIsCountedAndDoesNothing() {
        OmsService oms = world.oms("oms", 0);
        world.step(oms, 3);
        world.store.faults(appends(Fate.FAILS_AND_LANDS_WHEN_TOLD));
        world.order(0, "10");
        world.step(oms, 4);
        world.store.faults(LogFaults.NONE);
        world.step(oms, 10);
        assertThat(oms.inertCount()).isZero();

        world.store.landLate();
        world.step(oms, 2);
        assertThat(oms.inertCount()).isEqualTo(1);
        assertThat(world.story(0)).containsExactly("orders.commands/0/1 OPENED");
    }

    @Test
    void aPartitionThatAnotherOwnerTookIsLeftAndTheOthersGoOn() {
        OmsService old = world.oms("old", 0, 1);
        world.step(old, 3);
        OmsService taker = world.oms("taker", 0);
        world.step(taker, 3);
        world.step(old, 2);
        world.order(0, "10");
        world.order(1, "10");
        world.step(old, 6);
        assertThat(old.states()).isEqualTo(Map.of(0, PartitionState.LEFT, 1, PartitionState.RUNNING));
        assertThat(world.story(0)).isEmpty();
        assertThat(world.story(1)).hasSize(1);

        world.step(taker, 6);
        assertThat(world.story(0)).containsExactly("orders.commands/0/1 OPENED");
    }

    @Test
    void aBrokenInvariantStopsItsPartitionOnly() {
        OmsService oms = world.oms("oms", 0, 1);
        world.step(oms, 3);
        world.order(0, "10");
        world.order(0, "0");
        world.order(0, "10");
        world.order(1, "10");
        world.step(oms, 8);

        assertThat(oms.states()).isEqualTo(Map.of(0, PartitionState.FAILED, 1, PartitionState.RUNNING));
        assertThat(world.story(0)).containsExactly("orders.commands/0/1 OPENED");
        assertThat(world.story(1)).containsExactly("orders.commands/1/1 OPENED");

        world.order(1, "10");
        world.step(oms, 6);
        assertThat(world.story(1)).hasSize(2);
    }

    @Test
    void anAnswerWaitsAMomentForTheVenuesWordAndGoesWithIt() {
        OmsService oms = world.oms("oms", 0);
        world.step(oms, 3);

        long answered = world.order(0, "10");
        world.step(oms, 1);
        assertThat(world.story(0)).as("no word of the venue yet").isEmpty();
        world.report(answered, new Accepted(answered));
        world.step(oms, 1);
        assertThat(world.story(0)).hasSize(2);

        world.order(0, "10");
        world.step(oms, 5);
        assertThat(world.story(0)).as("the venue is silent: not for ever").hasSize(3);
    }

    @Test
    void whatTheVenueCannotMeanIsQuarantinedAndCounted() {
        OmsService oms = world.oms("oms", 0);
        world.step(oms, 3);
        long orderId = world.order(0, "10");
        world.step(oms, 1);
        world.report(orderId, new Accepted(orderId), new Accepted(orderId));
        world.step(oms, 3);

        assertThat(world.story(0)).last().isEqualTo("exec.reports/0/1 ACCEPTED QUARANTINED");
        assertThat(oms.quarantinedCount()).isEqualTo(1);
    }

    @Test
    void aReportOnACommandThatDoesNotExistStopsNobody() {
        OmsService oms = world.oms("oms", 0);
        world.step(oms, 3);
        long first = world.order(0, "10");
        long second = world.order(0, "10");
        world.step(oms, 9);
        world.report(first, new Accepted(OrderIds.of(0, 999)));
        world.report(second, new Accepted(second));
        world.step(oms, 100);
        assertThat(oms.quarantinedCount()).as("it may still come").isZero();

        world.pass(2_000_000_000L);
        world.step(oms, 3);

        assertThat(world.story(0)).last().isEqualTo("exec.reports/0/2 ACCEPTED");
        assertThat(oms.quarantinedCount()).isEqualTo(1);
    }

    /** The OMS's appends of events meet that fate; all others land. */
    private static LogFaults appends(Fate fate) {
        return new LogFaults() {
            @Override
            public Fate onAppend(String client, String topic, int partition) {
                return topic.equals(Topics.EVENTS) && partition == 0 ? fate : Fate.LANDS;
            }
        };
    }

    private void holdBack(String reader, String heldTopic, long end) {
        world.store.faults(new LogFaults() {
            @Override
            public long visibleEnd(String client, String topic, int partition, long endOffset) {
                boolean held = client.equals(reader) && topic.equals(heldTopic);
                return held ? Math.min(end, endOffset) : endOffset;
            }
        });
    }
}
