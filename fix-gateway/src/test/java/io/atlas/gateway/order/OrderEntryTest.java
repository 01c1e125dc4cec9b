package io.atlas.gateway.order;

import static io.atlas.gateway.order.GatewayDesk.NOW;
import static io.atlas.gateway.order.GatewayDesk.px;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Execution;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrderState;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.CancelRequest;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.Report.BusinessReject;
import io.atlas.gateway.client.Report.CancelReject;
import io.atlas.gateway.client.Report.ExecutionReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderEntryTest {
    private final GatewayDesk desk = new GatewayDesk();

    @Test
    void theClientIsToldOnlyAfterReadBack() {
        desk.asks(desk.buy("o-1", "1", "50000"));
        assertThat(desk.sent).isEmpty();
        assertThat(desk.usd()).isEqualTo("50000 / 50000");

        desk.readBack();
        ExecutionReport report = (ExecutionReport) desk.lastSent();
        assertThat(report.execType()).isEqualTo('A');
        assertThat(report.ordStatus()).isEqualTo('A');
        assertThat(report.orderId()).isEqualTo("0-" + desk.lastOffset());
        assertThat(report.execId()).isEqualTo("C0-" + desk.lastOffset());
        assertThat(report.leavesQty()).isEqualTo("1.00000");
        assertThat(desk.decided).containsExactly(1L);
    }

    @Test
    void theSamePennyIsNotSpentTwice() {
        desk.asks(desk.buy("o-1", "1", "50000"));
        desk.asks(desk.buy("o-2", "1.2", "50000"));
        assertThat(desk.proposed).hasSize(2);
        assertThat(((Rejected) desk.proposed.peekLast()).reason()).isEqualTo(Reason.INSUFFICIENT_FUNDS);
        assertThat(desk.usd()).isEqualTo("50000 / 50000");
    }

    @ParameterizedTest
    @CsvSource({
        //  symbol , side, type, tif, qty      , px         , unsupported , reason              , 103
        "ETH-USD   , 1   , 2   , 0  , 1        , 50000      ,             , UNKNOWN_SYMBOL      , 1",
        "BTC-USD   , 5   , 2   , 0  , 1        , 50000      ,             , UNSUPPORTED         , 11",
        "BTC-USD   , 1   , 3   , 0  , 1        , 50000      ,             , UNSUPPORTED         , 11",
        "BTC-USD   , 1   , 2   , 6  , 1        , 50000      ,             , UNSUPPORTED         , 11",
        "BTC-USD   , 1   , 1   , 1  , 1        ,            ,             , UNSUPPORTED         , 11",
        "BTC-USD   , 1   , 2   , 0  , 1        , 50000      , MinQty(110) , UNSUPPORTED         , 11",
        "BTC-USD   , 1   , 2   , 0  , 0        , 50000      ,             , BAD_QTY             , 13",
        "BTC-USD   , 1   , 2   , 0  , -1       , 50000      ,             , BAD_QTY             , 13",
        "BTC-USD   , 1   , 2   , 0  , 0.000001 , 50000      ,             , BAD_QTY             , 13",
        "BTC-USD   , 1   , 2   , 0  , 1e30     , 50000      ,             , BAD_QTY             , 13",
        "BTC-USD   , 1   , 2   , 0  , 99999999999999999999, 50000 ,       , BAD_QTY             , 13",
        "BTC-USD   , 1   , 2   , 0  , 10.1     , 50000      ,             , MAX_QTY             , 3",
        "BTC-USD   , 1   , 2   , 0  , 1        , 50000.001  ,             , BAD_PRICE           , 99",
        "BTC-USD   , 1   , 2   , 0  , 1        , 0.123456789,             , BAD_PRICE           , 99",
        "BTC-USD   , 1   , 2   , 0  , 1        , -50000     ,             , BAD_PRICE           , 99",
        "BTC-USD   , 1   , 2   , 0  , 1        , 53000      ,             , PRICE_COLLAR        , 99",
        "BTC-USD   , 2   , 2   , 0  , 1        , 47000      ,             , PRICE_COLLAR        , 99",
        "BTC-USD   , 2   , 2   , 0  , 1.5      , 50000      ,             , INSUFFICIENT_FUNDS  , 3",
        "BTC-USD   , 1   , 1   , 3  , 2        ,            ,             , INSUFFICIENT_FUNDS  , 3",
    })
    void eachCauseIsRefusedWithItsReason(
            String symbol,
            char side,
            char type,
            char tif,
            String qty,
            String price,
            String unsupported,
            Reason reason,
            int code) {
        NewOrderSingle request = new NewOrderSingle(
                desk.arrival(), "o-1", null, symbol, side, type, tif, qty, price, unsupported, false);
        Rejected rejected = (Rejected) desk.asksAndIsRecorded(request);
        assertThat(rejected.reason()).as(rejected.text()).isEqualTo(reason);
        ExecutionReport report = (ExecutionReport) desk.lastSent();
        assertThat(report.execType()).isEqualTo('8');
        assertThat(report.refusal().code()).isEqualTo(code);
        assertThat(report.refusal().word()).isEqualTo(reason.name());
        assertThat(report.orderId()).isEqualTo("NONE");
        assertThat(desk.usd()).isEqualTo("100000 / 0");
    }

    @Test
    void aMarketOrderIsBoundByTheCollarAndReservesForIt() {
        NewOrderSingle request =
                new NewOrderSingle(desk.arrival(), "o-1", null, "BTC-USD", '1', '1', (char) 0, "1", null, null, false);
        NewOrder order = (NewOrder) desk.asksAndIsRecorded(request);
        // 5 % above the offer of 50,001, to the tick
        assertThat(order.px()).isEqualTo(px("52501.05"));
        assertThat(order.reservedAmount()).isEqualTo(px("52501.05"));
        assertThat(((ExecutionReport) desk.lastSent()).px()).isNull();
    }

    @Test
    void withoutAFreshPriceNothingIsAccepted() {
        GatewayDesk later = new GatewayDesk();
        later.market("49999", "50001", NOW - 4_000_000_000L);
        Rejected rejected = (Rejected) later.asksAndIsRecorded(later.buy("o-1", "1", "50000"));
        assertThat(rejected.reason()).isEqualTo(Reason.MARKET_CLOSED);
    }

    @Test
    void anotherGroupsAccountIsNotAllowed() {
        NewOrderSingle request = new NewOrderSingle(
                desk.arrival(), "o-1", "BETA-1", "BTC-USD", '1', '2', '0', "1", "50000", null, false);
        assertThat(((Rejected) desk.asksAndIsRecorded(request)).reason()).isEqualTo(Reason.ACCOUNT_NOT_ALLOWED);
    }

    @Test
    void theFourthOpenOrderIsOneTooMany() {
        for (int i = 1; i <= 3; i++) {
            assertThat(desk.asksAndIsRecorded(desk.buy("o-" + i, "0.1", "50000")))
                    .isInstanceOf(NewOrder.class);
        }
        Rejected rejected = (Rejected) desk.asksAndIsRecorded(desk.buy("o-4", "0.1", "50000"));
        assertThat(rejected.reason()).isEqualTo(Reason.MAX_OPEN_ORDERS);
    }

    @Test
    void aRepeatInFlightWaitsForTheFirstDecision() {
        desk.asks(desk.buy("o-1", "1", "50000"));
        desk.asks(desk.buy("o-1", "1", "50000"));
        assertThat(desk.proposed).hasSize(1);
        desk.readBack();
        Rejected rejected = (Rejected) desk.readBack();
        assertThat(rejected.reason()).isEqualTo(Reason.DUPLICATE);
        ExecutionReport report = (ExecutionReport) desk.lastSent();
        assertThat(report.ordStatus()).isEqualTo('A');
        assertThat(report.leavesQty()).isEqualTo("1.00000");
    }

    @Test
    void aReusedIdWithOtherTermsHarmsNothing() {
        desk.asksAndIsRecorded(desk.buy("o-1", "1", "50000"));
        Rejected rejected = (Rejected) desk.asksAndIsRecorded(desk.buy("o-1", "0.5", "50000"));
        assertThat(rejected.reason()).isEqualTo(Reason.CLORDID_REUSED);
        assertThat(desk.usd()).isEqualTo("50000 / 50000");
    }

    @Test
    void aPossibleDuplicateThatIsKnownIsAnsweredWithTheState() {
        desk.asksAndIsRecorded(desk.buy("o-1", "1", "50000"));
        Arrival again = new Arrival("ALFA", 1, NOW, true, false, NOW);
        desk.asks(GatewayDesk.order(again, "o-1", '1', "1", "50000"));
        assertThat(desk.proposed).isEmpty();
        ExecutionReport report = (ExecutionReport) desk.lastSent();
        assertThat(report.execType()).isEqualTo('I');
        assertThat(report.execId()).isEqualTo("0");
    }

    @Test
    void aRefusedRepeatThatComesAgainAfterACrashIsNotRefusedTwice() {
        desk.asksAndIsRecorded(desk.buy("o-1", "1", "50000"));
        Arrival reuse = desk.arrival();
        assertThat(refusalOf(desk.asksAndIsRecorded(GatewayDesk.order(reuse, "o-1", '1', "0.5", "50000"))))
                .isEqualTo(Reason.CLORDID_REUSED);
        int sent = desk.sent.size();
        desk.asks(GatewayDesk.order(GatewayDesk.again(reuse), "o-1", '1', "0.5", "50000"));
        assertThat(desk.proposed).isEmpty();
        assertThat(desk.sent).hasSize(sent);
        assertThat(desk.decided).containsExactly(1L, 2L, 2L);
    }

    @Test
    void anotherMessageUnderTheSameNumberAfterAResetIsAnswered() {
        desk.asksAndIsRecorded(desk.buy("o-1", "1", "50000"));
        Arrival reuse = desk.arrival();
        desk.asksAndIsRecorded(GatewayDesk.order(reuse, "o-1", '1', "0.5", "50000"));
        // 141=Y has renumbered the session: the number is the same, the message is not.
        Command answer =
                desk.asksAndIsRecorded(GatewayDesk.order(GatewayDesk.again(reuse), "o-1", '1', "0.4", "50000"));
        assertThat(refusalOf(answer)).isEqualTo(Reason.CLORDID_REUSED);
    }

    @Test
    void aClosedOrderAnswersAsIfItWereStillThere() {
        NewOrder order = (NewOrder) desk.asksAndIsRecorded(desk.buy("o-1", "1", "50000"));
        Order live = Order.opened(OrderIds.of(0, desk.lastOffset()), order);
        Order filled = live.filled(OrderState.FILLED, px("1"), px("49999.5"));
        desk.event(new OrderChange(
                Kind.TRADE, filled, null, Reason.NONE, new Execution("5.0", px("1"), px("49999.5"), true, true)));

        desk.asks(desk.status("o-1"));
        ExecutionReport status = (ExecutionReport) desk.lastSent();
        assertThat(status.orderId()).isEqualTo(OrderIds.text(filled.orderId()));
        assertThat(status.ordStatus() + " " + status.cumQty() + " " + status.leavesQty() + " " + status.avgPx())
                .isEqualTo("2 1.00000 0.00000 49999.500000");
        assertThat(refusalOf(desk.asksAndIsRecorded(desk.cancel("c-1", "o-1")))).isEqualTo(Reason.TOO_LATE);
        assertThat(((CancelReject) desk.lastSent()).ordStatus()).isEqualTo('2');
        Rejected repeat = (Rejected) desk.asksAndIsRecorded(desk.buy("o-1", "1", "50000"));
        assertThat(repeat.reason()).isEqualTo(Reason.DUPLICATE);
        assertThat(repeat.existing().orderId()).isEqualTo(filled.orderId());
    }

    @Test
    void anUnknownPossibleDuplicateIsNewIfYoungAndStaleIfOld() {
        Arrival young = new Arrival("ALFA", 1, NOW, true, false, NOW - 29_000_000_000L);
        Arrival old = new Arrival("ALFA", 2, NOW, true, false, NOW - 31_000_000_000L);
        assertThat(desk.asksAndIsRecorded(GatewayDesk.order(young, "o-1", '1', "0.1", "50000")))
                .isInstanceOf(NewOrder.class);
        Command stale = desk.asksAndIsRecorded(GatewayDesk.order(old, "o-2", '1', "0.1", "50000"));
        assertThat(((Rejected) stale).reason()).isEqualTo(Reason.STALE);
    }

    @Test
    void aCancelOfAnOrderInFlightFollowsIt() {
        desk.asks(desk.buy("o-1", "1", "50000"));
        desk.asks(desk.cancel("c-1", "o-1"));
        assertThat(desk.proposed).hasSize(1);
        desk.readBack();
        assertThat(desk.proposed.peekFirst()).isInstanceOf(CancelOrder.class);
    }

    @Test
    void chainRulesForCancels() {
        assertThat(refusalOf(desk.asksAndIsRecorded(desk.cancel("c-0", "nope"))))
                .isEqualTo(Reason.UNKNOWN_ORDER);
        CancelReject reject = (CancelReject) desk.lastSent();
        assertThat(reject.orderId()).isEqualTo("NONE");
        assertThat(reject.refusal().code()).isEqualTo(1);

        NewOrder order = (NewOrder) desk.asksAndIsRecorded(desk.buy("o-1", "1", "50000"));
        final long id = OrderIds.of(0, desk.lastOffset());
        assertThat(desk.asksAndIsRecorded(desk.cancel("c-1", "o-1"))).isInstanceOf(CancelOrder.class);
        assertThat(refusalOf(desk.asksAndIsRecorded(desk.cancel("c-2", "o-1")))).isEqualTo(Reason.ALREADY_PENDING);

        Order live = Order.opened(id, order);
        desk.event(new OrderChange(Kind.CANCELED, live.in(OrderState.CANCELED), "c-1", Reason.USER_CANCEL, null));
        ExecutionReport canceled = (ExecutionReport) desk.lastSent();
        assertThat(canceled.clOrdId() + " " + canceled.origClOrdId()).isEqualTo("c-1 o-1");
        assertThat(desk.usd()).isEqualTo("100000 / 0");
        assertThat(refusalOf(desk.asksAndIsRecorded(desk.cancel("c-3", "o-1")))).isEqualTo(Reason.TOO_LATE);
    }

    @Test
    void whoCancelsFromAnotherSessionOfTheGroupIsToldToo() {
        NewOrder order = (NewOrder) desk.asksAndIsRecorded(desk.buy("o-1", "1", "50000"));
        Order live = Order.opened(OrderIds.of(0, desk.lastOffset()), order);
        Arrival elsewhere = new Arrival("ALFA2", 1, NOW, false, false, 0);
        desk.asksAndIsRecorded(new CancelRequest(elsewhere, "c-1", "o-1", null, null, "BTC-USD", '1', "1"));
        desk.event(new OrderChange(Kind.CANCELED, live.in(OrderState.CANCELED), "c-1", Reason.USER_CANCEL, null));
        assertThat(desk.sentTo).containsExactly("ALFA", "ALFA", "ALFA2");
    }

    @Test
    void aReplaceReservesTheAdditionBeforeItIsRecorded() {
        desk.asksAndIsRecorded(desk.buy("o-1", "1", "50000"));
        ReplaceOrder replace = (ReplaceOrder) desk.asksAndIsRecorded(desk.replace("r-1", "o-1", "1.5", "50000"));
        assertThat(replace.reservedAmount()).isEqualTo(px("25000"));
        assertThat(desk.usd()).isEqualTo("25000 / 75000");
        Command second = desk.asksAndIsRecorded(desk.replace("r-2", "o-1", "1.6", "50000"));
        assertThat(refusalOf(second)).isEqualTo(Reason.ALREADY_PENDING);
        assertThat(desk.asksAndIsRecorded(desk.cancel("c-1", "r-1"))).isInstanceOf(CancelOrder.class);
    }

    @Test
    void aReplaceBeyondTheFundsLeavesTheOrderAsItWas() {
        desk.asksAndIsRecorded(desk.buy("o-1", "1", "50000"));
        Command refused = desk.asksAndIsRecorded(desk.replace("r-1", "o-1", "3", "50000"));
        assertThat(refusalOf(refused)).isEqualTo(Reason.INSUFFICIENT_FUNDS);
        assertThat(((CancelReject) desk.lastSent()).refusal().code()).isEqualTo(2);
        assertThat(desk.usd()).isEqualTo("50000 / 50000");
    }

    @Test
    void statusWaitsForEarlierMessagesSoThatUnknownIsFinal() {
        desk.asks(desk.buy("o-1", "1", "50000"));
        desk.asks(desk.status("o-2"));
        assertThat(desk.sent).isEmpty();
        desk.readBack();
        ExecutionReport unknown = (ExecutionReport) desk.lastSent();
        assertThat(unknown.execType()).isEqualTo('I');
        assertThat(unknown.orderId()).isEqualTo("NONE");
        assertThat(unknown.refusal().code()).isEqualTo(5);
        assertThat(unknown.ordStatusReqId()).isEqualTo("s-1");
    }

    @Test
    void whatTheLogNeverTookIsRefusedAndReleased() {
        desk.asks(desk.buy("o-1", "1", "50000"));
        desk.asks(desk.cancel("c-1", "o-1"));
        desk.loseProposals();
        Rejected rejected = (Rejected) desk.readBack();
        assertThat(rejected.reason()).isEqualTo(Reason.NOT_ACCEPTED);
        assertThat(desk.usd()).isEqualTo("100000 / 0");
        // The cancel that waited for the order learns that there is none.
        assertThat(refusalOf(desk.readBack())).isEqualTo(Reason.UNKNOWN_ORDER);
    }

    @Test
    void aLostReplaceGivesItsAdditionBack() {
        desk.asksAndIsRecorded(desk.buy("o-1", "1", "50000"));
        desk.asks(desk.replace("r-1", "o-1", "1.5", "50000"));
        desk.loseProposals();
        assertThat(refusalOf(desk.readBack())).isEqualTo(Reason.NOT_ACCEPTED);
        assertThat(desk.usd()).isEqualTo("50000 / 50000");
        assertThat(desk.asksAndIsRecorded(desk.replace("r-2", "o-1", "1.5", "50000")))
                .isInstanceOf(ReplaceOrder.class);
    }

    @Test
    void whileTheLogIsAwayNothingIsRecorded() {
        desk.ready = false;
        desk.asks(desk.buy("o-1", "1", "50000"));
        BusinessReject reject = (BusinessReject) desk.lastSent();
        assertThat(reject.reason()).isEqualTo(4);
        assertThat(desk.proposed).isEmpty();
        desk.ready = true;
        assertThat(desk.asksAndIsRecorded(desk.buy("o-1", "1", "50000"))).isInstanceOf(NewOrder.class);
    }

    @Test
    void aFillTellsPriceImprovementAndWhatIsStillHeld() {
        NewOrder order = (NewOrder) desk.asksAndIsRecorded(desk.buy("o-1", "1", "50001"));
        Order opened = Order.opened(OrderIds.of(0, desk.lastOffset()), order);
        Order filled = opened.filled(OrderState.PARTIALLY_FILLED, px("0.4"), px("19999.6"));
        desk.event(new OrderChange(
                Kind.TRADE, filled, null, Reason.NONE, new Execution("5.0", px("0.4"), px("49999"), true, true)));
        ExecutionReport report = (ExecutionReport) desk.lastSent();
        assertThat(report.execType()).isEqualTo('F');
        assertThat(report.ordStatus()).isEqualTo('1');
        assertThat(report.avgPx()).isEqualTo("49999.000000");
        assertThat(report.reservedLeft()).isEqualTo("30000.60000000");
        assertThat(desk.usd()).isEqualTo("49999.8 / 30000.6");
    }

    private static Reason refusalOf(Command command) {
        return ((Rejected) command).reason();
    }
}
