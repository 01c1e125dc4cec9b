package io.atlas.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.Deposit;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Invariant;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Execution;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrderState;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Quarantine;
import io.atlas.domain.Reason;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.World;
import io.atlas.testkit.WorldBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {
    private static final String ALFA = "ALFA-1";
    private static final long ID = 7;

    private final World world = new WorldBuilder("ledger")
            .instrument("BTC-USD", "0.01", "0.00001", "50000")
            .group("ALFA", 100)
            .borrower(ALFA, Map.of("BTC", "2"))
            .build();
    private final Ledger ledger = new Ledger(world);

    @BeforeEach
    void oneHundredThousandDollars() {
        deposit("d-1", "USD", "100000");
    }

    @Test
    void workedExampleFilled() {
        buy("1", "50000");
        has("USD", "50000", "50000");
        assertThat(ledger.spendable(ALFA, "USD")).isLessThan(px("60000"));

        trade("1", "50000", "1", "50000", Side.BUY);
        has("USD", "50000", "0");
        has("BTC", "1", "0");
    }

    @Test
    void workedExampleCanceled() {
        Order order = buy("1", "50000");
        apply(Kind.CANCELED, order.in(OrderState.CANCELED), null);
        has("USD", "100000", "0");
        assertThat(ledger.openOrders()).isZero();
    }

    @Test
    void priceImprovementIsReleasedWithTheFill() {
        buy("1", "50000");
        trade("1", "50000", "0.4", "49000", Side.BUY);
        has("USD", "50400", "30000");
        has("BTC", "0.4", "0");
    }

    @Test
    void aFillAgainstTheHousePostsBothSides() {
        buy("1", "50000");
        trade("1", "50000", "1", "50000", Side.BUY);
        assertThat(ledger.available(Ledger.HOUSE, "USD")).isEqualTo(px("50000"));
        assertThat(ledger.available(Ledger.HOUSE, "BTC")).isEqualTo(px("-1"));
    }

    @Test
    void aTradeBetweenClientsPostsAgainstClearing() {
        Order order = buy("1", "50000");
        Order filled = order.filled(OrderState.FILLED, px("1"), px("50000"));
        apply(Kind.TRADE, filled, new Execution("9.0", px("1"), px("50000"), true, false));
        assertThat(ledger.available(Ledger.CLEARING, "USD")).isEqualTo(px("50000"));
        assertThat(ledger.available(Ledger.CLEARING, "BTC")).isEqualTo(px("-1"));
    }

    @Test
    void aDeskMaySellWhatItMayBorrow() {
        assertThat(ledger.spendable(ALFA, "BTC")).isEqualTo(px("2"));
        Order order = reserve(Side.SELL, "2", "50000", "2");
        has("BTC", "-2", "2");
        Order filled = order.filled(OrderState.FILLED, px("2"), px("100000"));
        apply(Kind.TRADE, filled, new Execution("9.0", px("2"), px("50000"), true, true));
        has("BTC", "-2", "0");
        has("USD", "200000", "0");
        assertThatThrownBy(() -> reserve(Side.SELL, "0.5", "50000", "0.5"))
                .isInstanceOf(Invariant.Broken.class)
                .hasMessageContaining("I3");
    }

    @Test
    void aReplaceHoldsTheWorstOrderOfFills() {
        // buy 10 at 100, replaced to 20 at 60: ten may trade at 100 before it, ten more at 60 after it
        Order order = reserve(Side.BUY, "10", "100", "1000");
        replace("20", "60", "600");
        has("USD", "98400", "1600");
        assertThat(ledger.orderOrNull(ID).heldAmount()).isEqualTo(px("1600"));

        Order replaced = order.with(new Order.PendingReplace(8, "r-1", px("20"), px("60")))
                .replaced();
        apply(Kind.REPLACED, replaced, null);
        has("USD", "98800", "1200");
    }

    @Test
    void aRefusedReplaceGivesTheAdditionBack() {
        Order order = reserve(Side.BUY, "10", "100", "1000");
        replace("20", "60", "600");
        apply(Kind.REPLACE_REFUSED, order, null);
        has("USD", "99000", "1000");
    }

    @Test
    void whatWasNeverRecordedIsDropped() {
        NewOrder command = newOrder(Side.BUY, "1", "50000", "50000");
        HeldOrder held = ledger.reserve(command, Postings.UNRECORDED);
        has("USD", "50000", "50000");
        ledger.drop(held, Postings.UNRECORDED);
        has("USD", "100000", "0");
    }

    @Test
    void aDepositCountsOnce() {
        deposit("d-1", "USD", "100000");
        has("USD", "100000", "0");
        assertThat(ledger.available(Ledger.EXTERNAL, "USD")).isEqualTo(px("-100000"));
    }

    @Test
    void aQuarantinedFillLeavesTheClientAlone() {
        Order order = buy("1", "50000");
        apply(Kind.QUARANTINED, order, new Execution("9.0", px("5"), px("50000"), true, true));
        has("USD", "50000", "50000");
        assertThat(ledger.available(Ledger.SUSPENSE, "BTC")).isEqualTo(px("5"));
        assertThat(ledger.available(Ledger.HOUSE, "BTC")).isEqualTo(px("-5"));
    }

    @Test
    void aReservationThatDiffersFromTheNeedIsOurError() {
        assertThatThrownBy(() -> ledger.reserve(newOrder(Side.BUY, "1", "50000", "49999"), Postings.UNRECORDED))
                .isInstanceOf(Invariant.Broken.class)
                .hasMessageContaining("I2");
    }

    @ParameterizedTest
    @CsvSource({
        // symbol , side, qty , px               , SUSPENSE BTC, SUSPENSE USD
        "BTC-USD  , BUY , 5   , 50000            , 5           , -250000",
        "BTC-USD  , SELL, 5   , 50000            , -5          , 250000",
        "BTC-USD  , BUY , -5  , 50000            , -5          , 250000",
        "ETH-XXX  , BUY , 5   , 50000            , 0           , 0",
        "BTC-USD  , BUY , 0.00000001 , 0.00000001, 0           , 0",
        "BTC-USD  , BUY , 90000000000, 90000000000, 0          , 0",
    })
    void whatWasSetAsidePostsToSuspenseAsFarAsItCanBeCounted(
            String symbol, Side side, String qty, String px, String btc, String usd) {
        Execution execution = new Execution("9.0", px(qty), px(px), true, true);
        Quarantine.Leg leg = new Quarantine.Leg(symbol, side, execution);
        Quarantine stray = new Quarantine(Quarantine.Why.UNKNOWN_ORDER, "hostile", 77, OrderIds.NONE, leg);
        ledger.apply(new OrdersChanged(-1, List.of(), List.of(stray)), Postings.UNRECORDED);
        assertThat(FixedPoint.format(ledger.available(Ledger.SUSPENSE, "BTC"))).isEqualTo(btc);
        assertThat(FixedPoint.format(ledger.available(Ledger.SUSPENSE, "USD"))).isEqualTo(usd);
        assertThat(ledger.available(Ledger.HOUSE, "BTC")).isEqualTo(-ledger.available(Ledger.SUSPENSE, "BTC"));
        assertThat(ledger.available(Ledger.HOUSE, "USD")).isEqualTo(-ledger.available(Ledger.SUSPENSE, "USD"));
    }

    private Order buy(String qty, String px) {
        return reserve(Side.BUY, qty, px, FixedPoint.format(FixedPoint.multiplyExact(px(qty), px(px))));
    }

    private Order reserve(Side side, String qty, String px, String need) {
        NewOrder command = newOrder(side, qty, px, need);
        ledger.open(ID, ledger.reserve(command, Postings.UNRECORDED));
        return Order.opened(ID, command);
    }

    private static NewOrder newOrder(Side side, String qty, String px, String need) {
        Origin origin = new Origin("ALFA", 1, "o-1", ALFA, "");
        return new NewOrder(
                origin, "BTC-USD", side, OrdType.LIMIT, TimeInForce.DAY, px(qty), px(px), px(need), null, false, -1);
    }

    private void replace(String qty, String px, String addition) {
        Origin origin = new Origin("ALFA", 2, "r-1", ALFA, "");
        ledger.reserve(
                new ReplaceOrder(origin, "o-1", ID, "BTC-USD", Side.BUY, px(qty), px(px), px(addition), null, -1),
                Postings.UNRECORDED);
    }

    private void trade(String qty, String limit, String lastQty, String lastPx, Side side) {
        Order order = Order.opened(ID, newOrder(side, qty, limit, "0"));
        OrderState next = qty.equals(lastQty) ? OrderState.FILLED : OrderState.PARTIALLY_FILLED;
        Order filled = order.filled(next, px(lastQty), FixedPoint.multiplyExact(px(lastQty), px(lastPx)));
        apply(Kind.TRADE, filled, new Execution("9.0", px(lastQty), px(lastPx), true, true));
    }

    private void apply(Kind kind, Order after, Execution execution) {
        ledger.apply(new OrderChange(kind, after, null, Reason.NONE, execution), Postings.UNRECORDED);
    }

    private void deposit(String id, String asset, String amount) {
        ledger.deposit(new Deposit(id, ALFA, asset, px(amount), -1), Postings.UNRECORDED);
    }

    private void has(String asset, String available, String reserved) {
        assertThat(FixedPoint.format(ledger.available(ALFA, asset)) + " / "
                        + FixedPoint.format(ledger.reserved(ALFA, asset)))
                .isEqualTo(available + " / " + reserved);
    }

    private static long px(String decimal) {
        return FixedPoint.parse(decimal);
    }
}
