package io.atlas.console.view;

import static io.atlas.console.view.ConsoleRig.order;
import static io.atlas.console.view.ConsoleRig.px;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.OrdStatus;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrderState;
import io.atlas.domain.Origin;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderFoldTest {
    private final ConsoleRig rig = new ConsoleRig();

    private String shown(String key) {
        OrderView order = rig.step().view.orderOrNull("DESK-1", key);
        return order.word() + (order.pendingOrNull() == null ? "" : " " + order.pendingOrNull()) + ": " + order.note();
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED,       NEW,              0,   NONE,        'LIVE: Resting'",
        "TRADE,          PARTIALLY_FILLED, 1.6, NONE,        'LIVE: Resting, 40 % filled'",
        "TRADE,          PARTIALLY_FILLED, 0.00001, NONE,    'LIVE: Resting, 1 % filled'",
        "TRADE,          PARTIALLY_FILLED, 3.99999, NONE,    'LIVE: Resting, 99 % filled'",
        "TRADE,          FILLED,           4,   NONE,        'FILLED: Filled'",
        "CANCELED,       CANCELED,         0,   USER_CANCEL, 'CANCELED: Canceled on request'",
        "CANCELED,       CANCELED,         0,   SELF_TRADE,  'CANCELED: Canceled: SELF_TRADE'",
        "REJECTED,       REJECTED,         0,   VENUE_REFUSED, 'REJECTED: Refused: VENUE_REFUSED'",
        "EXPIRED,        EXPIRED,          0,   IOC_REST,    'EXPIRED: Expired: IOC_REST'",
    })
    void anEventDecidesTheWordAndTheNote(Kind kind, OrderState state, String cum, Reason reason, String expected) {
        long id = rig.newOrder("DESK-1", "C-1", Side.BUY, "4", "50000");
        assertThat(shown("C-1")).isEqualTo("WAITING: Recorded, waiting for the venue");
        var order = order(id, "DESK-1", "C-1", state, "4", cum);
        if (kind == Kind.TRADE) {
            rig.event(List.of(ConsoleRig.trade(order, cum)), null);
        } else {
            rig.event(kind, order, reason);
        }
        assertThat(shown("C-1")).isEqualTo(expected);
    }

    @Test
    void theKeyStaysWhileReplacesChangeTheClOrdId() {
        long id = rig.newOrder("DESK-1", "C-1", Side.BUY, "4", "50000");
        rig.event(Kind.REPLACED, order(id, "DESK-1", "C-2", OrderState.NEW, "5", "0"), Reason.NONE);
        OrderView order = rig.step().view.orderOrNull("DESK-1", "C-1");
        assertThat(List.of(order.key(), order.clOrdId(), order.qty())).isEqualTo(List.of("C-1", "C-2", px("5")));
        assertThat(rig.view.orders("DESK-1")).hasSize(1);
    }

    @Test
    void aCancelIsPendingFromItsCommandUntilItIsRefused() {
        long id = rig.newOrder("DESK-1", "C-1", Side.BUY, "4", "50000");
        rig.event(Kind.ACCEPTED, order(id, "DESK-1", "C-1", OrderState.NEW, "4", "0"), Reason.NONE);
        rig.command(new CancelOrder(new Origin("DESK", 2, "X-1", "DESK-1", "0"), "C-1", id, "BTC-USD", Side.BUY, -1));
        assertThat(shown("C-1")).isEqualTo("LIVE CANCEL: Cancel requested");
        rig.event(Kind.CANCEL_REFUSED, order(id, "DESK-1", "C-1", OrderState.NEW, "4", "0"), Reason.TOO_LATE);
        assertThat(shown("C-1")).isEqualTo("LIVE: Resting");
        assertThat(rig.view.orderOrNull("DESK-1", "C-1").textOrNull()).isEqualTo("Cancel refused: TOO_LATE");
    }

    private static Rejected rejected(String clOrdId, Reason reason, Rejected.Existing existingOrNull) {
        return new Rejected(
                new Origin("DESK", 3, clOrdId, "DESK-1", "0"),
                Rejected.Request.NEW,
                null,
                new Rejected.Terms("BTC-USD", Side.SELL, OrdType.LIMIT, TimeInForce.GTC, px("40"), px("50120")),
                existingOrNull,
                reason,
                "needs 40 BTC (available: 28)",
                -1);
    }

    @Test
    void aRefusedOrderIsARowWithItsReason() {
        rig.command(rejected("C-7", Reason.INSUFFICIENT_FUNDS, null));
        OrderView order = rig.step().view.orderOrNull("DESK-1", "C-7");
        assertThat(order.note()).isEqualTo("INSUFFICIENT_FUNDS: needs 40 BTC (available: 28)");
        assertThat(List.of(order.word(), order.reasonOrNull(), order.leavesQty(), order.orderId()))
                .isEqualTo(List.of(Word.REJECTED, "INSUFFICIENT_FUNDS", 0L, OrderIds.NONE));
    }

    @Test
    void aSecondOrderUnderAUsedIdLeavesTheFirstAsItIs() {
        long id = rig.newOrder("DESK-1", "C-1", Side.BUY, "4", "50000");
        rig.event(Kind.ACCEPTED, order(id, "DESK-1", "C-1", OrderState.NEW, "4", "0"), Reason.NONE);
        rig.command(rejected("C-1", Reason.CLORDID_REUSED, new Rejected.Existing(id, OrdStatus.NEW, 0, px("4"))));
        assertThat(shown("C-1")).isEqualTo("LIVE: Resting");
        assertThat(rig.view.orderOrNull("DESK-1", "C-1").textOrNull()).isEqualTo("needs 40 BTC (available: 28)");
    }

    private static SentOrder sent(String key) {
        return new SentOrder(
                "DESK-1", key, "BTC-USD", Side.BUY, OrdType.LIMIT, TimeInForce.DAY, px("1"), px("50000"), 5);
    }

    @Test
    void aSentOrderWaitsThenIsTheOneOfTheLog() {
        rig.view.sent(sent("C-1"));
        assertThat(shown("C-1")).isEqualTo("WAITING: Sent, not yet recorded");
        rig.view.unanswered("DESK-1", "C-1", 9);
        assertThat(shown("C-1")).isEqualTo("WAITING: unknown, checking");
        long id = rig.newOrder("DESK-1", "C-1", Side.BUY, "1", "50000");
        assertThat(shown("C-1")).isEqualTo("WAITING: Recorded, waiting for the venue");
        assertThat(rig.view.orderOrNull("DESK-1", "C-1").orderId()).isEqualTo(id);
        assertThat(rig.view.orders("DESK-1")).hasSize(1);
    }

    @Test
    void whatIsSentAfterTheLogShowsItChangesNothing() {
        rig.newOrder("DESK-1", "C-1", Side.BUY, "4", "50000");
        OrderView before = rig.step().view.orderOrNull("DESK-1", "C-1");
        rig.view.sent(sent("C-1"));
        assertThat(rig.view.orderOrNull("DESK-1", "C-1")).isEqualTo(before);
    }

    @Test
    void aSentOrderRefusedWithoutARecordIsRejected() {
        rig.view.sent(sent("C-1"));
        rig.view.refusedUnrecorded("DESK-1", "C-1", "Too many requests are waiting", 9);
        assertThat(shown("C-1")).isEqualTo("REJECTED: NOT_ACCEPTED: Too many requests are waiting");
    }

    @Test
    void ordersOfTheConsolesSessionsAreItsOwn() {
        rig.newOrder("DESK-1", "C-1", Side.BUY, "4", "50000");
        rig.newOrder("ALGO1-1", "A-1", Side.BUY, "4", "50000");
        rig.step();
        assertThat(rig.view.orderOrNull("DESK-1", "C-1").source()).isEqualTo("CONSOLE");
        assertThat(rig.view.orderOrNull("ALGO1-1", "A-1").source()).isEqualTo("ALGO1");
        assertThat(rig.view.orderOrNull("DESK-1", "A-1")).isNull();
    }

    @Test
    void anEventWaitsForTheCommandsItsTaskHadSeen() {
        long id = OrderIds.of(0, 1);
        rig.step();
        rig.event(List.of(ConsoleRig.trade(order(id, "DESK-1", "C-1", OrderState.FILLED, "4", "4"), "4")), null, 1);
        assertThat(rig.step().view.orders("DESK-1")).isEmpty();
        assertThat(rig.newOrder("DESK-1", "C-1", Side.BUY, "4", "50000")).isEqualTo(id);
        assertThat(shown("C-1")).isEqualTo("FILLED: Filled");
        assertThat(rig.view.fills("DESK-1")).hasSize(1);
    }

    @Test
    void closedOrdersAreForgottenOldestFirstOpenOnesNever() {
        long open = rig.newOrder("DESK-1", "open", Side.BUY, "4", "50000");
        rig.event(Kind.ACCEPTED, order(open, "DESK-1", "open", OrderState.NEW, "4", "0"), Reason.NONE);
        for (int i = 0; i <= OrderFold.CLOSED_KEPT; i++) {
            rig.command(rejected("R-" + i, Reason.BAD_QTY, null));
        }
        rig.step();
        assertThat(rig.view.orders("DESK-1")).hasSize(OrderFold.CLOSED_KEPT + 1);
        assertThat(rig.view.orderOrNull("DESK-1", "R-0")).isNull();
        assertThat(rig.view.orderOrNull("DESK-1", "R-1")).isNotNull();
        assertThat(rig.view.orderOrNull("DESK-1", "open").open()).isTrue();
    }
}
