package io.atlas.oms.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instruction;
import io.atlas.domain.MarketView;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Origin;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.testkit.WorldBuilder;
import io.atlas.wire.link.VenueLink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwarderTest {
    private static final long MS = 1_000_000L;
    private static final Origin ORIGIN = new Origin("ALFA", 1, "id", "ALFA-1", "print");

    /** Writes down what was sent: {@code open}, or {@code previous>offset}. */
    private static final class Link implements VenueLink {
        private final List<String> said = new ArrayList<>();
        private final List<Instruction> instructions = new ArrayList<>();
        private int room = Integer.MAX_VALUE;

        @Override
        public boolean open(int partition) {
            return room > 0 && say("open");
        }

        @Override
        public boolean instruct(long previous, Instruction instruction) {
            instructions.add(instruction);
            return room > 0 && say(previous + ">" + OrderIds.offset(instruction.number()));
        }

        private boolean say(String words) {
            room--;
            return said.add(words);
        }

        @Override
        public int poll(Listener listener) {
            return 0;
        }

        @Override
        public void close() {}

        List<String> heard() {
            List<String> heard = List.copyOf(said);
            said.clear();
            return heard;
        }
    }

    private final Link link = new Link();
    private final Forwarder forwarder = new Forwarder(
            3,
            link,
            new Instructions(
                    new WorldBuilder("test").group("GROUP", 9).account("ALFA-1").build()));
    private long nowNs = 1_000_000 * MS;

    @Test
    void nothingIsSentBeforeTheVenueSaysWhereToResume() {
        order(4);
        assertThat(step(0)).containsExactly("open");
        assertThat(step(1)).isEmpty();

        forwarder.onResume(-1);
        assertThat(step(1)).containsExactly("-1>4");
    }

    @Test
    void eachInstructionNamesTheOneBeforeAndOtherCommandsPassBy() {
        resumed(-1);
        order(1);
        forwarder.onCommand(2, new Rejected(ORIGIN, Rejected.Request.NEW, null, null, null, Reason.STALE, "", -1));
        cancel(5);
        replace(6);

        assertThat(step(0)).containsExactly("-1>1", "1>5", "5>6");
        assertThat(link.instructions)
                .containsExactly(
                        new Instruction.Enter(
                                OrderIds.of(3, 1),
                                "GROUP",
                                "ACME-USD",
                                Side.BUY,
                                OrdType.LIMIT,
                                TimeInForce.IOC,
                                FixedPoint.ONE,
                                2 * FixedPoint.ONE),
                        new Instruction.Cancel(OrderIds.of(3, 5), OrderIds.of(3, 1), "ACME-USD"),
                        new Instruction.Replace(
                                OrderIds.of(3, 6),
                                OrderIds.of(3, 1),
                                "ACME-USD",
                                3 * FixedPoint.ONE,
                                4 * FixedPoint.ONE));
    }

    @Test
    void aFullLinkIsTriedAgainInTheNextStep() {
        resumed(-1);
        order(1);
        order(2);
        order(3);
        link.room = 2;
        assertThat(step(0)).containsExactly("-1>1", "1>2");
        assertThat(step(1)).isEmpty();

        link.room = 9;
        assertThat(step(1)).containsExactly("2>3");
    }

    @Test
    void theVenueGetsEverythingAfterItsLastOneAgain() {
        resumed(-1);
        for (int offset = 1; offset <= 4; offset++) {
            order(offset);
        }
        assertThat(step(0)).hasSize(4);

        forwarder.onResume(2);
        assertThat(step(1)).containsExactly("2>3", "3>4");
        forwarder.onResume(4);
        assertThat(step(1)).isEmpty();
        forwarder.onResume(0);
        assertThat(step(1)).as("it crashed before its journal had them").containsExactly("-1>1", "1>2", "2>3", "3>4");
    }

    @Test
    void whatTheJournalShowsIsForgotten() {
        forwarder.onAcknowledged(2);
        for (int offset = 1; offset <= 4; offset++) {
            order(offset);
        }
        assertThat(forwarder.unacknowledged()).isEqualTo(2);

        resumed(-1);
        assertThat(step(0)).containsExactly("2>3", "3>4");
        forwarder.onAcknowledged(3);
        forwarder.onResume(-1);
        assertThat(step(1)).containsExactly("3>4");
        forwarder.onAcknowledged(4);
        assertThat(forwarder.unacknowledged()).isZero();
    }

    @Test
    void theLinkIsOpenedAgainWhenNothingMovesEachTimeLater() {
        resumed(-1);
        order(1);
        assertThat(step(0)).containsExactly("-1>1");
        assertThat(step(249)).isEmpty();
        assertThat(step(1)).containsExactly("open");
        assertThat(step(249)).isEmpty();
        assertThat(step(1)).containsExactly("open");
        assertThat(step(499)).isEmpty();
        assertThat(step(1)).containsExactly("open");
        assertThat(step(1_000)).containsExactly("open");
        assertThat(step(1_999)).isEmpty();
        assertThat(step(1)).containsExactly("open");
        assertThat(step(2_000)).containsExactly("open");
    }

    @Test
    void anythingThatMovesStartsThePatienceAnew() {
        resumed(-1);
        order(1);
        order(2);
        step(0);
        step(200);
        forwarder.onAcknowledged(1);
        assertThat(step(100)).isEmpty();
        assertThat(step(249)).isEmpty();
        assertThat(step(1)).containsExactly("open");
    }

    @Test
    void anIdleLinkIsLeftAloneHoweverLong() {
        resumed(-1);
        assertThat(step(10_000)).isEmpty();
        order(1);
        assertThat(step(10_000)).containsExactly("-1>1");
        assertThat(step(249)).isEmpty();
    }

    @Test
    void anOpeningThatTheLinkCannotTakeIsTriedAgainAtOnce() {
        link.room = 0;
        assertThat(step(0)).isEmpty();
        link.room = 1;
        assertThat(step(1)).containsExactly("open");
    }

    private void resumed(long lastApplied) {
        step(0);
        forwarder.onResume(lastApplied);
        forwarder.doWork(nowNs);
        link.heard();
        link.instructions.clear();
        forwarder.onResume(lastApplied);
    }

    private List<String> step(long ms) {
        nowNs += ms * MS;
        forwarder.doWork(nowNs);
        return link.heard();
    }

    private void order(long offset) {
        forwarder.onCommand(
                offset,
                new NewOrder(
                        ORIGIN,
                        "ACME-USD",
                        Side.BUY,
                        OrdType.LIMIT,
                        TimeInForce.IOC,
                        FixedPoint.ONE,
                        2 * FixedPoint.ONE,
                        0,
                        new MarketView(0, 0, 0),
                        false,
                        -1));
    }

    private void cancel(long offset) {
        forwarder.onCommand(offset, new CancelOrder(ORIGIN, "id", OrderIds.of(3, 1), "ACME-USD", Side.BUY, -1));
    }

    private void replace(long offset) {
        forwarder.onCommand(
                offset,
                new ReplaceOrder(
                        ORIGIN,
                        "id",
                        OrderIds.of(3, 1),
                        "ACME-USD",
                        Side.BUY,
                        3 * FixedPoint.ONE,
                        4 * FixedPoint.ONE,
                        0,
                        new MarketView(0, 0, 0),
                        -1));
    }
}
