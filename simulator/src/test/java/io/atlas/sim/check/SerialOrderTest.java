package io.atlas.sim.check;

import static io.atlas.domain.FixedPoint.format;
import static io.atlas.domain.FixedPoint.parse;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.MarketView;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdStatus;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Execution;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrderState;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.testkit.WorldBuilder;
import io.atlas.wire.log.Entry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Histories of one client with 1,000 USD: those that one serial order explains, and those that none does. */
class SerialOrderTest {
    private static final String CLIENT = "ALGO";

    private final World world = new WorldBuilder("serial")
            .instrument("AAA-USD", "0.01", "0.1", "100")
            .group(CLIENT, 2)
            .account("ALGO-1", "USD", "1000")
            .build();
    private final LogIndex index = new LogIndex(1);
    private final SerialOrder checker = new SerialOrder(world, index);
    private long commands;
    private long events;
    private long messages;

    @BeforeEach
    void theClientHasAThousand() {
        command(new Deposit("d-1", "ALGO-1", "USD", parse("1000"), -1));
    }

    private long command(Command body) {
        index.addCommand(0, new Entry<>(commands, 0, 1, null, 0, body, null));
        return commands++;
    }

    private long asks(String clOrdId, String qty) {
        Arrival arrival = new Arrival(CLIENT, 0, 0, false, false, 0);
        NewOrderSingle order =
                new NewOrderSingle(arrival, clOrdId, "ALGO-1", "AAA-USD", '1', '2', '1', qty, "100", null, false);
        checker.onSent(CLIENT, ++messages, order);
        return messages;
    }

    /** Asked and accepted: buys at 100. */
    private Order accepted(String clOrdId, String qty) {
        long msgSeqNum = asks(clOrdId, qty);
        NewOrder order = new NewOrder(
                new Origin(CLIENT, msgSeqNum, clOrdId, "ALGO-1", "x"),
                "AAA-USD",
                Side.BUY,
                OrdType.LIMIT,
                TimeInForce.GTC,
                parse(qty),
                parse("100"),
                parse(qty) * 100,
                new MarketView(0, 0, 0),
                false,
                -1);
        Order opened = Order.opened(OrderIds.of(0, command(order)), order);
        hears(report(opened, "C0-" + (commands - 1), 'A', null, null));
        return opened;
    }

    /** Asked and refused for want of money. */
    private void refused(String clOrdId, String qty) {
        refused(clOrdId, qty, asks(clOrdId, qty));
    }

    private void refused(String clOrdId, String qty, long msgSeqNum) {
        Origin origin = new Origin(CLIENT, msgSeqNum, clOrdId, "ALGO-1", "x");
        Rejected.Terms terms =
                new Rejected.Terms("AAA-USD", Side.BUY, OrdType.LIMIT, TimeInForce.GTC, parse(qty), parse("100"));
        Rejected.Existing none = new Rejected.Existing(OrderIds.NONE, OrdStatus.REJECTED, 0, 0);
        long at = command(new Rejected(
                origin, Rejected.Request.NEW, null, terms, none, Reason.INSUFFICIENT_FUNDS, "no funds", -1));
        Report.Refusal refusal = new Report.Refusal(3, Reason.INSUFFICIENT_FUNDS.name(), "no funds");
        hears(report(null, "C0-" + at, '8', null, refusal));
    }

    private Order filled(Order order, String qty, String px, String tradeId) {
        OrderState state = order.cumQty() + parse(qty) == order.qty() ? OrderState.FILLED : OrderState.PARTIALLY_FILLED;
        Order after = order.filled(state, parse(qty), parse(qty) / 100_000_000 * parse(px));
        Execution execution = new Execution(tradeId, parse(qty), parse(px), true, true);
        OrderChange change = new OrderChange(Kind.TRADE, after, null, Reason.NONE, execution);
        index.addEvent(0, new Entry<>(events, 0, 1, null, 0, new OrdersChanged(0, List.of(change)), null));
        hears(report(after, "E0-" + events++ + ".0", 'F', new Report.Trade(qty, px, tradeId, true), null));
        return after;
    }

    private void hears(Report report) {
        checker.onHeard(CLIENT, 1, report);
    }

    private static ExecutionReport report(
            Order order, String execId, char execType, Report.Trade trade, Report.Refusal refusal) {
        return new ExecutionReport(
                order == null ? "NONE" : OrderIds.text(order.orderId()),
                execId,
                execType,
                execType,
                order == null ? "any" : order.clOrdId(),
                null,
                "ALGO-1",
                "AAA-USD",
                '1',
                '2',
                '1',
                order == null ? "0" : format(order.qty()),
                "100",
                order == null ? "0" : format(order.cumQty()),
                order == null ? "0" : format(order.leavesQty()),
                "0",
                trade,
                null,
                refusal,
                0,
                null);
    }

    private void explained() {
        assertThatCode(() -> checker.atEnd(true)).doesNotThrowAnyException();
    }

    private void unexplained(String why) {
        assertThatThrownBy(() -> checker.atEnd(true))
                .isInstanceOf(CheckFailed.class)
                .hasMessageContaining(why);
    }

    @Test
    void twoOrdersForAllTheMoneyTogetherAreExplained() {
        accepted("a", "6");
        accepted("b", "4");
        explained();
    }

    @Test
    void twoOrdersForMoreThanAllTheMoneyAreNot() {
        accepted("a", "6");
        accepted("b", "5");
        unexplained("accepted with 400 USD free");
    }

    @Test
    void anOrderThatNeedsWhatAFillGaveBackIsExplained() {
        Order first = accepted("a", "8");
        filled(first, "8", "50", "1.0");
        accepted("b", "6");
        explained();
    }

    @Test
    void aRefusalForWantOfMoneyThatWasThereIsNotExplained() {
        refused("a", "10");
        unexplained("refused with 1000 free");
    }

    @Test
    void aRefusalForWantOfMoneyThatWasHeldIsExplained() {
        accepted("a", "6");
        refused("b", "5");
        explained();
    }

    @Test
    void aRefusalAfterTheClientHadHeardOfTheMoneyIsNotExplained() {
        Order first = accepted("a", "8");
        filled(first, "8", "50", "1.0");
        refused("b", "6");
        unexplained("refused with 600 free");
    }

    @Test
    void anOrderIsNotExecutedTwice() {
        Order first = accepted("a", "8");
        Order part = filled(first, "2", "100", "1.0");
        filled(part, "2", "100", "1.0");
        unexplained("executed twice");
    }

    @Test
    void aNumberUsedTwiceForOneClOrdIdStandsForTheQuantityThatWasDecided() {
        accepted("a", "6");
        long msgSeqNum = asks("b", "1.0.0");
        messages--;
        asks("b", "5");
        refused("b", "5", msgSeqNum);
        explained();
    }

    @Test
    void aQuantityThatNobodyAskedForIsNotExplained() {
        accepted("a", "6");
        refused("b", "5", asks("b", "1"));
        unexplained("never asked");
    }

    @Test
    void aDecisionOnWhatNobodyAskedIsNotExplained() {
        accepted("a", "1");
        command(new Rejected(
                new Origin("OTHER", 7, "x", "ALGO-1", "x"),
                Rejected.Request.NEW,
                null,
                new Rejected.Terms("AAA-USD", Side.BUY, OrdType.LIMIT, TimeInForce.GTC, 0, 0),
                new Rejected.Existing(OrderIds.NONE, OrdStatus.REJECTED, 0, 0),
                Reason.BAD_QTY,
                "",
                -1));
        unexplained("never asked");
    }
}
