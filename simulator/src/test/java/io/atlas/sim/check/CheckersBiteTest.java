package io.atlas.sim.check;

import static io.atlas.domain.FixedPoint.parse;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.Instruction;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerEntry.Posting;
import io.atlas.domain.LogPosition;
import io.atlas.domain.MarketView;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Execution;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderState;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Accepted;
import io.atlas.domain.VenueReport.Traded;
import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.Report.BusinessReject;
import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.testkit.WorldBuilder;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import io.atlas.wire.market.BookUpdate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Each checker sees the wrong record that is planted for it, and is content with the right one beside it. */
class CheckersBiteTest {
    private static final long ORDER = Facts.orderId(0, 0);
    private static final LogPosition COMMAND_0 = new LogPosition(Topics.COMMANDS, 0, 0);
    private static final LogPosition EVENT_0 = new LogPosition(Topics.EVENTS, 0, 0);
    private static final LogPosition REPORT_0 = new LogPosition(Topics.REPORTS, 0, 0);

    private final World world = new WorldBuilder("planted")
            .instrument("AAA-USD", "0.01", "0.1", "100")
            .group("ALGO", 5)
            .account("ALGO-1", "USD", "1000")
            .build();
    private final NewOrder buyTwoAt100 = new NewOrder(
            new Origin("ALGO", 1, "a-1", "ALGO-1", "x"),
            "AAA-USD",
            Side.BUY,
            OrdType.LIMIT,
            TimeInForce.GTC,
            parse("2"),
            parse("100"),
            parse("200"),
            new MarketView(0, 0, 0),
            false,
            -1);
    private final LogIndex index = new LogIndex(1);

    private static <T> Entry<T> entry(LogPosition cause, T body) {
        return new Entry<>(0, 0, 1, cause, 0, body, null);
    }

    private Entry<Command> opening() {
        Entry<Command> entry = entry(null, buyTwoAt100);
        index.addCommand(0, entry);
        return entry;
    }

    private Order order(OrderState state, String cumQty, String amount) {
        Order opened = Order.opened(ORDER, buyTwoAt100);
        return parse(cumQty) == 0 ? opened.in(state) : opened.filled(state, parse(cumQty), parse(amount));
    }

    private static Entry<OrdersChanged> event(LogPosition cause, OrderChange... changes) {
        return entry(cause, new OrdersChanged(0, List.of(changes)));
    }

    private static OrderChange change(Kind kind, Order order) {
        return new OrderChange(kind, order, null, Reason.NONE, null);
    }

    private static OrderChange trade(Order order, String tradeId, String qty, String px) {
        Execution execution = new Execution(tradeId, parse(qty), parse(px), true, false);
        return new OrderChange(Kind.TRADE, order, null, Reason.NONE, execution);
    }

    private static Posting posting(String account, String asset, String available, String reserved) {
        return new Posting(account, asset, parse(available), parse(reserved), parse(available), parse(reserved));
    }

    private static Entry<LedgerEntry> ledger(LogPosition cause, Posting... postings) {
        return entry(cause, new LedgerEntry(List.of(postings)));
    }

    private static void bites(String invariant, ThrowingCallable planted) {
        assertThatThrownBy(planted).isInstanceOf(CheckFailed.class).hasMessageStartingWith(invariant + ":");
    }

    private static void content(ThrowingCallable right) {
        assertThatCode(right).doesNotThrowAnyException();
    }

    @Test
    void i1SeesAPennyAppear() {
        Posting in = posting("ALGO-1", "USD", "5", "0");
        content(() -> new I1SumIsZero().onLedger(0, ledger(COMMAND_0, in, posting("EXTERNAL", "USD", "-5", "0"))));
        bites("I1", () -> new I1SumIsZero()
                .onLedger(0, ledger(COMMAND_0, in, posting("EXTERNAL", "USD", "-4.99999999", "0"))));
    }

    @Test
    void i1SeesABalanceThatItsPostingsDoNotGive() {
        Posting wrongAfter = new Posting("ALGO-1", "USD", 5, 0, 6, 0);
        bites("I1", () -> new I1SumIsZero()
                .onLedger(0, ledger(COMMAND_0, wrongAfter, new Posting("EXTERNAL", "USD", -5, 0, -5, 0))));
    }

    @Test
    void i2SeesAReservationThatIsNotWhatTheOrderNeeds() {
        opening();
        content(() -> new I2ReservedIsNeeded(world, index)
                .onLedger(0, ledger(COMMAND_0, posting("ALGO-1", "USD", "-200", "200"))));
        bites("I2", () -> new I2ReservedIsNeeded(world, index)
                .onLedger(0, ledger(COMMAND_0, posting("ALGO-1", "USD", "-199", "199"))));
    }

    @Test
    void i2SeesAnEventFoldedBeforeItsCommand() {
        opening();
        index.addEvent(0, event(COMMAND_0, change(Kind.OPENED, order(OrderState.PENDING_SUBMIT, "0", "0"))));
        bites("I2", () -> new I2ReservedIsNeeded(world, index).onLedger(0, ledger(EVENT_0)));
    }

    @Test
    void i3SeesMoneyThatIsNotThere() {
        content(() -> new I3NeverBelowZero(world).onLedger(0, ledger(null, posting("EXTERNAL", "USD", "-1", "0"))));
        bites("I3", () -> new I3NeverBelowZero(world)
                .onLedger(0, ledger(null, posting("ALGO-1", "USD", "-0.00000001", "0"))));
        bites("I3", () -> new I3NeverBelowZero(world)
                .onLedger(0, ledger(null, posting("ALGO-1", "USD", "1", "-0.00000001"))));
    }

    @Test
    void i4SeesAFillThatIsNotInCumQty() {
        Order half = order(OrderState.PARTIALLY_FILLED, "1", "99");
        content(() -> new I4QuantitiesAdd().onEvent(0, event(REPORT_0, trade(half, "0.0", "1", "99"))));
        bites("I4", () -> new I4QuantitiesAdd().onEvent(0, event(REPORT_0, trade(half, "0.0", "0.9", "99"))));
        bites("I4", () -> new I4QuantitiesAdd().onEvent(0, event(REPORT_0, trade(half, "0.0", "1", "98"))));
    }

    @Test
    void i5SeesAMoveThatIsNotInTheTable() {
        I5StatesMove checker = new I5StatesMove(index);
        content(() -> checker.onEvent(
                0,
                event(
                        COMMAND_0,
                        change(Kind.OPENED, order(OrderState.PENDING_SUBMIT, "0", "0")),
                        change(Kind.ACCEPTED, order(OrderState.NEW, "0", "0")),
                        change(Kind.CANCELED, order(OrderState.CANCELED, "0", "0")))));
        bites("I5", () -> checker.onEvent(0, event(REPORT_0, change(Kind.ACCEPTED, order(OrderState.NEW, "0", "0")))));
    }

    @Test
    void i6SeesASecondDecisionAndASecondEnd() {
        I6OneDecision checker = new I6OneDecision(index);
        Entry<Command> opening = opening();
        content(() -> checker.onCommand(0, opening));
        bites("I6", () -> checker.onCommand(0, opening));
        index.addReport(entry(null, new VenueReport(1, 1, null, List.of(new Accepted(ORDER)))), List.of());
        OrderChange end = change(Kind.REJECTED, order(OrderState.REJECTED, "0", "0"));
        content(() -> checker.onEvent(0, event(REPORT_0, end)));
        bites("I6", () -> checker.onEvent(0, event(COMMAND_0, end)));
    }

    @Test
    void i6SeesAMessageThatIsBothDecidedAndNotProcessed() {
        I6OneDecision checker = new I6OneDecision(index);
        checker.onCommand(0, opening());
        bites("I6", () -> checker.onHeard("ALGO", 1, new BusinessReject(1, "D", "a-1", 4, "LOG_NOT_AVAILABLE")));
    }

    @Test
    void i6LetsANumberBeDecidedAgainOnlyIfTheClientUsedItAgain() {
        I6OneDecision checker = new I6OneDecision(index);
        NewOrderSingle request = new NewOrderSingle(
                new Arrival("ALGO", 1, 0, false, false, 0),
                "a-1",
                null,
                "AAA-USD",
                '1',
                '2',
                '0',
                "1",
                "1",
                null,
                false);
        checker.onSent("ALGO", 1, request);
        checker.onSent("ALGO", 1, request);
        checker.onCommand(0, opening());
        BusinessReject notProcessed = new BusinessReject(1, "D", "a-1", 4, "LOG_NOT_AVAILABLE");
        content(() -> checker.onHeard("ALGO", 1, notProcessed));
        bites("I6", () -> checker.onHeard("ALGO", 2, notProcessed));
    }

    @Test
    void i6SeesAnInputWithoutOutput() {
        I6OneDecision checker = new I6OneDecision(index);
        checker.onCommand(0, opening());
        bites("I6", () -> checker.atEnd(false));
    }

    @Test
    void i7SeesALegTwiceAndATradeThatTheVenueDidNotReport() {
        Traded traded = new Traded("AAA-USD", parse("99"), parse("1"), ORDER, ORDER + 1, Side.BUY);
        index.addReport(entry(null, new VenueReport(1, 1, null, List.of(traded))), List.of());
        I7IdsAreUnique checker = new I7IdsAreUnique(index);
        Order half = order(OrderState.PARTIALLY_FILLED, "1", "99");
        content(() -> checker.onEvent(0, event(REPORT_0, trade(half, "0.0", "1", "99"))));
        bites("I7", () -> checker.onEvent(0, event(REPORT_0, trade(half, "0.0", "1", "99"))));
        bites("I7", () -> new I7IdsAreUnique(index).onEvent(0, event(REPORT_0, trade(half, "0.0", "1", "98"))));
        bites("I7", () -> new I7IdsAreUnique(index).onEvent(0, event(REPORT_0, trade(half, "0.1", "1", "99"))));
    }

    @Test
    void i7SeesOneExecIdForTwoReports() {
        I7IdsAreUnique checker = new I7IdsAreUnique(index);
        checker.onHeard("ALGO", 1, report("C0-0", '0', "2"));
        content(() -> checker.onHeard("ALGO", 2, report("C0-0", '0', "2")));
        bites("I7", () -> checker.onHeard("ALGO", 3, report("C0-0", '0', "1")));
    }

    @Test
    void i8SeesASellerWhoGetsLessThanTheBuyerPays() {
        index.addEvent(0, event(REPORT_0, trade(order(OrderState.PARTIALLY_FILLED, "1", "99"), "0.0", "1", "99")));
        Posting bought = posting("ALGO-1", "AAA", "1", "0");
        Posting clearingGave = posting("CLEARING", "AAA", "-1", "0");
        content(() -> new I8BuyerPaysSeller(world, index)
                .onLedger(
                        0,
                        ledger(
                                EVENT_0,
                                bought,
                                clearingGave,
                                posting("ALGO-1", "USD", "1", "-100"),
                                posting("CLEARING", "USD", "99", "0"))));
        bites("I8", () -> new I8BuyerPaysSeller(world, index)
                .onLedger(
                        0,
                        ledger(
                                EVENT_0,
                                bought,
                                clearingGave,
                                posting("ALGO-1", "USD", "2", "-100"),
                                posting("CLEARING", "USD", "98", "0"))));
    }

    @Test
    void i8SeesADepositCountedTwice() {
        index.addCommand(0, entry(null, new Deposit("d-1", "ALGO-1", "USD", parse("5"), -1)));
        I8BuyerPaysSeller checker = new I8BuyerPaysSeller(world, index);
        Entry<LedgerEntry> deposit =
                ledger(COMMAND_0, posting("ALGO-1", "USD", "5", "0"), posting("EXTERNAL", "USD", "-5", "0"));
        content(() -> checker.onLedger(0, deposit));
        bites("I8", () -> checker.onLedger(0, deposit));
    }

    @Test
    void i9SeesAZombieInSomebodyElsesEpochAndASeqTwice() {
        I9ValidRecords checker = new I9ValidRecords();
        content(() -> checker.epochStart(COMMAND_0, -1, "gateway-1", "gateway-1"));
        content(() -> checker.record(COMMAND_0, 0, 1, "gateway-1"));
        bites("I9", () -> checker.record(COMMAND_0, 0, 1, "gateway-1"));
        bites("I9", () -> checker.record(COMMAND_0, 0, 2, "gateway-2"));
        bites("I9", () -> checker.epochStart(COMMAND_0, 0, "gateway-3", "gateway-2"));
    }

    @Test
    void i10SeesAnOutputThatItsInputDoesNotGive() {
        opening();
        content(() -> new I10Replay(world, index)
                .onEvent(0, event(COMMAND_0, change(Kind.OPENED, order(OrderState.PENDING_SUBMIT, "0", "0")))));
        bites("I10", () -> new I10Replay(world, index).onEvent(0, event(COMMAND_0)));
    }

    @Test
    void i10SeesALedgerEntryThatAReplayDoesNotGive() {
        index.addCommand(0, entry(null, new Deposit("d-1", "ALGO-1", "USD", parse("5"), -1)));
        I10Replay right = new I10Replay(world, index);
        right.onLedger(0, ledger(COMMAND_0, posting("ALGO-1", "USD", "5", "0"), posting("EXTERNAL", "USD", "-5", "0")));
        content(right::checkpoint);
        I10Replay wrong = new I10Replay(world, index);
        wrong.onLedger(0, ledger(COMMAND_0, posting("ALGO-1", "USD", "6", "0"), posting("EXTERNAL", "USD", "-6", "0")));
        bites("I10", wrong::checkpoint);
    }

    @Test
    void i11SeesAnAcknowledgementThatIsNotInTheLogAndAnOrderWithoutAnswer() {
        I11AcknowledgedIsLogged checker = new I11AcknowledgedIsLogged(index);
        bites("I11", () -> checker.onHeard("ALGO", 1, report("C0-0", 'A', "2")));
        opening();
        bites("I11", () -> checker.atEnd(false));
        content(() -> checker.onHeard("ALGO", 1, report("C0-0", 'A', "2")));
        bites("I11", () -> checker.onHeard("ALGO", 2, report("C0-0", 'A', "2")));
    }

    @Test
    void i7AndI11SeeThatWhatIsToldAgainIsNotWhatWasTold() {
        opening();
        ExecutionReport first = report("C0-0", 'A', "2");
        I11AcknowledgedIsLogged heard = new I11AcknowledgedIsLogged(index);
        bites("I11", () -> heard.onHeardAgain("ALGO", first));
        heard.onHeard("ALGO", 1, first);
        content(() -> heard.onHeardAgain("ALGO", first));
        I7IdsAreUnique ids = new I7IdsAreUnique(index);
        ids.onHeard("ALGO", 1, first);
        content(() -> ids.onHeardAgain("ALGO", first));
        bites("I7", () -> ids.onHeardAgain("ALGO", report("C0-0", 'A', "1")));
    }

    @Test
    void i11SeesThatUnknownWasNotFinal() {
        I11AcknowledgedIsLogged checker = new I11AcknowledgedIsLogged(index);
        ExecutionReport unknown = new ExecutionReport(
                "NONE", "0", 'I', '8', "a-1", null, null, "AAA-USD", '1', '0', '0', null, null, "0", "0", "0", null,
                null, null, 0, "st-1");
        content(() -> checker.onHeard("ALGO", 1, unknown));
        bites("I11", () -> checker.onCommand(0, opening()));
        bites("I11", () -> checker.onHeard("ALGO", 2, unknown));
    }

    @Test
    void i12SeesABookThatIsCrossedAndATradeBeyondALimit() {
        Instruction.Enter buy = enter(ORDER, "ALGO", Side.BUY, "100");
        Instruction.Enter sell = enter(ORDER + 1, "OTHER", Side.SELL, "99");
        I12VenueBook crossed = new I12VenueBook(index);
        content(() -> crossed.onTrueReport(report(1, buy, new Accepted(ORDER))));
        bites("I12", () -> crossed.onTrueReport(report(2, sell, new Accepted(ORDER + 1))));
        I12VenueBook beyond = new I12VenueBook(index);
        beyond.onTrueReport(report(1, buy, new Accepted(ORDER)));
        Traded dear = new Traded("AAA-USD", parse("101"), parse("1"), ORDER, ORDER + 1, Side.SELL);
        bites("I12", () -> beyond.onTrueReport(report(2, sell, new Accepted(ORDER + 1), dear)));
    }

    @Test
    void i12SeesAQuoteThatIsCrossed() {
        bites("I12", () -> new I12VenueBook(index).onUpdate(BookUpdate.heartbeat("AAA-USD", 1, 0, 100, 100)));
    }

    private static Instruction.Enter enter(long id, String group, Side side, String px) {
        return new Instruction.Enter(id, group, "AAA-USD", side, OrdType.LIMIT, TimeInForce.GTC, parse("2"), parse(px));
    }

    private static Entry<VenueReport> report(long input, Instruction instruction, VenueReport.Outcome... outcomes) {
        return entry(null, new VenueReport(input, 1, instruction, List.of(outcomes)));
    }

    private static ExecutionReport report(String execId, char execType, String leavesQty) {
        return new ExecutionReport(
                "0-0", execId, execType, 'A', "a-1", null, "ALGO-1", "AAA-USD", '1', '2', '1', "2.0", "100.00", "0",
                leavesQty, "0", null, null, null, 0, null);
    }
}
