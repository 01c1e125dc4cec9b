package io.atlas.oms.order;

import static io.atlas.oms.order.Desk.bought;
import static io.atlas.oms.order.Desk.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.Deposit;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instruction;
import io.atlas.domain.Invariant;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Execution;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrderState;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Accepted;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Refused;
import io.atlas.domain.VenueReport.Replaced;
import io.atlas.domain.VenueReport.RequestRefused;
import io.atlas.domain.VenueReport.Traded;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderDeskTest {
    private final Desk desk = new Desk();

    @Test
    void aNewOrderIsOpenedUnderThePositionOfItsCommand() {
        desk.apply(new Deposit("d-1", "ALFA-1", "USD", of("5"), -1));
        long orderId = desk.open(Side.BUY, "10", "100");

        assertThat(OrderIds.text(orderId)).isEqualTo("3-1");
        assertThat(desk.outputs.get(0)).isEqualTo(new OrdersChanged(0, List.of()));
        assertThat(desk.last().commandsSeen()).isEqualTo(1);
        assertThat(desk.last().changes())
                .containsExactly(new OrderChange(Kind.OPENED, desk.order(orderId), null, Reason.NONE, null));
        assertThat(desk.order(orderId).state()).isEqualTo(OrderState.PENDING_SUBMIT);
    }

    @Test
    void requestsAreShownUntilTheVenueAnswers() {
        long orderId = desk.open(Side.BUY, "10", "100");

        long replace = desk.replace(orderId, "20", "90");
        assertThat(kinds(desk.last())).containsExactly(Kind.PENDING_REPLACE);
        assertThat(desk.last().changes().get(0).requestClOrdId()).isEqualTo("rpl-1");
        assertThat(desk.order(orderId).pendingReplace())
                .isEqualTo(new Order.PendingReplace(replace, "rpl-1", of("20"), of("90")));

        long cancel = desk.cancel(orderId);
        assertThat(kinds(desk.last())).containsExactly(Kind.PENDING_CANCEL);
        assertThat(desk.order(orderId).pendingCancel()).isEqualTo(new Order.PendingCancel(cancel, "cxl-2"));
        assertThat(desk.desk.unansweredRequests()).isEqualTo(2);

        desk.report(new Accepted(orderId));
        desk.report(new Replaced(orderId, replace, of("20"), of("90")));
        desk.report(new Canceled(orderId, cancel, Reason.USER_CANCEL));
        assertThat(desk.order(orderId).state()).isEqualTo(OrderState.CANCELED);
        assertThat(desk.desk.unansweredRequests()).isZero();
    }

    @Test
    void aSecondRequestOfAKindIsNotShownButAnswered() {
        long orderId = desk.open(Side.BUY, "10", "100");
        desk.report(new Accepted(orderId));
        long first = desk.cancel(orderId);
        long second = desk.cancel(orderId);
        assertThat(desk.last().changes()).isEmpty();

        desk.report(new Canceled(orderId, first, Reason.USER_CANCEL));
        OrdersChanged answer = desk.report(new RequestRefused(orderId, second, Reason.TOO_LATE));

        assertThat(kinds(answer)).containsExactly(Kind.CANCEL_REFUSED);
        assertThat(answer.changes().get(0).requestClOrdId()).isEqualTo("cxl-2");
    }

    @Test
    void aTradeBetweenTwoOrdersOfThePartitionIsTwoChanges() {
        long buy = desk.open(Side.BUY, "10", "100");
        long sell = desk.open(Side.SELL, "4", "99");
        desk.report(new Accepted(buy));

        OrdersChanged output =
                desk.report(new Accepted(sell), new Traded(Desk.SYMBOL, of("100"), of("4"), buy, sell, Side.SELL));

        assertThat(kinds(output)).containsExactly(Kind.ACCEPTED, Kind.TRADE, Kind.TRADE);
        assertThat(output.changes().get(1).order().orderId()).isEqualTo(buy);
        assertThat(output.changes().get(1).execution())
                .isEqualTo(new Execution("1.1", of("4"), of("100"), false, false));
        assertThat(output.changes().get(2).order().orderId()).isEqualTo(sell);
        assertThat(output.changes().get(2).execution())
                .isEqualTo(new Execution("1.1", of("4"), of("100"), true, false));
        assertThat(desk.order(buy).cumAmount()).isEqualTo(of("400"));
        assertThat(desk.order(sell).state()).isEqualTo(OrderState.FILLED);
    }

    @Test
    void anOrderOfAnotherPartitionIsLeftToItsOwn() {
        long buy = desk.open(Side.BUY, "10", "100");
        long theirs = OrderIds.of(1, 0);

        OrdersChanged output =
                desk.report(new Accepted(theirs), new Traded(Desk.SYMBOL, of("100"), of("4"), buy, theirs, Side.BUY));

        assertThat(kinds(output)).containsExactly(Kind.TRADE);
        assertThat(output.changes().get(0).execution().house()).isFalse();
        assertThat(desk.alarms).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // new total, told total, state,            qty, leaves
        "20,          20,         PARTIALLY_FILLED, 20,  16",
        "5,           5,          PARTIALLY_FILLED, 5,   1",
        "4,           4,          FILLED,           4,   0",
        "3,           3,          FILLED,           4,   0",
        "3,           4,          FILLED,           4,   0",
    })
    void aReplaceToWhatHasTradedEndsTheOrder(String wanted, String told, OrderState state, String qty, String leaves) {
        long orderId = partFilled();
        long replace = desk.replace(orderId, wanted, "90");

        desk.report(new Replaced(orderId, replace, of(told), of("90")));

        Order order = desk.order(orderId);
        assertThat(order.state()).isEqualTo(state);
        assertThat(FixedPoint.format(order.qty())).isEqualTo(qty);
        assertThat(FixedPoint.format(order.leavesQty())).isEqualTo(leaves);
        assertThat(order.clOrdId()).isEqualTo("rpl-1");
        assertThat(desk.alarms).isEmpty();
    }

    @Test
    void fillsBeforeAReplaceCountWhenItComesIntoForce() {
        long orderId = partFilled();
        long replace = desk.replace(orderId, "8", "90");
        desk.report(bought(orderId, "5", "100"));

        desk.report(new Replaced(orderId, replace, of("8"), of("90")));

        assertThat(desk.order(orderId).state()).isEqualTo(OrderState.FILLED);
        assertThat(desk.order(orderId).qty()).isEqualTo(of("9"));
    }

    @Test
    void tradesAreBoundByTheTermsInForce() {
        long orderId = partFilled();
        long replace = desk.replace(orderId, "20", "110");
        assertThat(kinds(desk.report(bought(orderId, "1", "105")))).containsExactly(Kind.QUARANTINED);

        desk.report(new Replaced(orderId, replace, of("20"), of("110")));
        assertThat(kinds(desk.report(bought(orderId, "1", "105")))).containsExactly(Kind.TRADE);
    }

    @Test
    void whatFitsNoOrderIsQuarantinedWithItsTrade() {
        long buy = desk.open(Side.BUY, "10", "100");
        List<Traded> impossible = List.of(
                new Traded("OTHER", of("100"), of("1"), buy, OrderIds.NONE, Side.BUY),
                new Traded(Desk.SYMBOL, of("100"), of("1"), OrderIds.NONE, buy, Side.BUY),
                new Traded(Desk.SYMBOL, of("100"), 0, buy, OrderIds.NONE, Side.BUY),
                new Traded(Desk.SYMBOL, of("100"), -of("1"), buy, OrderIds.NONE, Side.BUY),
                new Traded(Desk.SYMBOL, 0, of("1"), buy, OrderIds.NONE, Side.BUY),
                new Traded(Desk.SYMBOL, of("0.00000001"), of("0.00000001"), buy, OrderIds.NONE, Side.BUY));
        Order before = desk.order(buy);

        for (Traded traded : impossible) {
            OrdersChanged output = desk.report(traded);
            assertThat(kinds(output)).as("%s", traded).containsExactly(Kind.QUARANTINED);
            assertThat(output.changes().get(0).execution().lastQty()).isEqualTo(traded.qty());
        }
        assertThat(desk.order(buy)).isEqualTo(before);
        assertThat(desk.alarms).hasSize(impossible.size());
    }

    @Test
    void anUnknownOrderOfThePartitionRaisesTheAlarmAndNothingElse() {
        long unknown = OrderIds.of(Desk.PARTITION, 0);
        desk.apply(new Deposit("d-1", "ALFA-1", "USD", of("5"), -1));

        assertThat(desk.report(new Accepted(unknown)).changes()).isEmpty();
        assertThat(desk.report(bought(unknown, "1", "100")).changes()).isEmpty();
        assertThat(desk.report(new RequestRefused(unknown, unknown, Reason.UNKNOWN_ORDER))
                        .changes())
                .isEmpty();
        desk.cancel(unknown);
        assertThat(desk.last().changes()).isEmpty();
        assertThat(desk.alarms).hasSize(4).allSatisfy(alarm -> assertThat(alarm).contains("3-0"));
    }

    @Test
    void aReportOfOneGoodAndOneImpossibleLegKeepsTheGoodOne() {
        long buy = desk.open(Side.BUY, "10", "100");
        long sell = desk.open(Side.SELL, "1", "100");
        desk.report(new Refused(sell, Reason.VENUE_REFUSED));

        OrdersChanged output = desk.report(new Traded(Desk.SYMBOL, of("100"), of("1"), buy, sell, Side.BUY));

        assertThat(kinds(output)).containsExactly(Kind.TRADE, Kind.QUARANTINED);
        assertThat(output.changes().get(1).execution().tradeId())
                .isEqualTo(output.changes().get(0).execution().tradeId());
    }

    @Test
    void aReportWaitsForTheCommandsItNames() {
        desk.open(Side.BUY, "10", "100");
        long first = desk.number();
        long next = OrderIds.of(Desk.PARTITION, 1);
        long elsewhere = OrderIds.of(1, 77);

        assertThat(concernsAndReady(report(null, new Accepted(first)))).isEqualTo("concerns, ready");
        assertThat(concernsAndReady(report(next))).isEqualTo("concerns, waits");
        assertThat(concernsAndReady(report(elsewhere, bought(first, "1", "100"))))
                .isEqualTo("concerns, ready");
        assertThat(concernsAndReady(report(elsewhere, bought(next, "1", "100"))))
                .isEqualTo("concerns, waits");
        assertThat(concernsAndReady(report(null, new Canceled(first, next, Reason.USER_CANCEL))))
                .isEqualTo("concerns, waits");
        assertThat(concernsAndReady(report(elsewhere, new Accepted(elsewhere)))).isEqualTo("passes by");
        assertThat(concernsAndReady(report(null))).isEqualTo("passes by");
    }

    private String concernsAndReady(VenueReport report) {
        if (!desk.desk.concerns(report)) {
            return "passes by";
        }
        return desk.desk.ready(report) ? "concerns, ready" : "concerns, waits";
    }

    @Test
    void aCommandNoGatewayMayWriteBreaksTheDesk() {
        assertThatThrownBy(() -> desk.open(Side.BUY, "0", "100")).isInstanceOf(Invariant.Broken.class);
    }

    private static VenueReport report(Long instructionOrNull, VenueReport.Outcome... outcomes) {
        Instruction instruction =
                instructionOrNull == null ? null : new Instruction.Cancel(instructionOrNull, 0, Desk.SYMBOL);
        return new VenueReport(1, 0, instruction, List.of(outcomes));
    }

    private long partFilled() {
        long orderId = desk.open(Side.BUY, "10", "100");
        desk.report(new Accepted(orderId));
        desk.report(bought(orderId, "4", "99"));
        return orderId;
    }

    private static List<Kind> kinds(OrdersChanged output) {
        return output.changes().stream().map(OrderChange::kind).toList();
    }
}
