package io.atlas.console.view;

import static io.atlas.console.view.ConsoleRig.px;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BalanceFoldTest {
    private final ConsoleRig rig = new ConsoleRig();

    private AccountView desk() {
        return rig.step().view.balancesOrNull("DESK-1");
    }

    private void market(String bid, String ask) {
        rig.book("BTC-USD", List.of(bid, "1"), List.of(ask, "1"));
        rig.step();
    }

    @Test
    void balancesAreWhatTheLastPostingLeft() {
        rig.deposit("DESK-1", "USD", "1000000");
        rig.balance("DESK-1", "USD", "500000", "500000");
        assertThat(desk().holding("USD")).isEqualTo(new Holding("USD", px("500000"), px("500000"), 0));
        assertThat(desk().startCash()).isEqualTo(px("1000000"));
        assertThat(desk().netLiquidation()).isEqualTo(px("1000000"));
        assertThat(desk().pnl()).isZero();
        assertThat(desk().buyingPower()).isEqualTo(px("500000"));
    }

    @Test
    void aPositionIsMarkedAtMidToTheLastDigit() {
        rig.deposit("DESK-1", "USD", "1000000");
        rig.balance("DESK-1", "USD", "999499.9", "0");
        rig.balance("DESK-1", "BTC", "0.01001", "0");
        market("50012.5", "50013.51");
        assertThat(desk().exposure()).isEqualTo(px("500.63018005"));
        assertThat(desk().netLiquidation()).isEqualTo(px("1000000.53018005"));
        assertThat(desk().pnl()).isEqualTo(px("0.53018005"));
    }

    @Test
    void aShortPositionUsesTheBorrowLimit() {
        rig.deposit("DESK-1", "USD", "1000000");
        rig.balance("DESK-1", "BTC", "-2", "0.5");
        market("50000", "50000.02");
        Holding btc = desk().holding("BTC");
        assertThat(List.of(btc.total(), btc.borrowLimit(), btc.borrowUsed(), btc.spendable()))
                .isEqualTo(List.of(px("-1.5"), px("25"), px("2"), px("23")));
        assertThat(desk().exposure()).isEqualTo(px("-75000.015"));
    }

    @Test
    void withoutAPriceWhatNeedsOneIsNotShown() {
        rig.deposit("DESK-1", "USD", "1000000");
        rig.balance("DESK-1", "BTC", "1", "0");
        assertThat(desk().netLiquidation()).isNull();
        assertThat(desk().exposure()).isNull();
        assertThat(desk().buyingPower()).isEqualTo(px("1000000"));
    }

    @Test
    void aDepositProposedTwiceCountsOnce() {
        rig.deposit("DESK-1", "USD", "1000000");
        rig.deposit("DESK-1", "USD", "1000000");
        assertThat(desk().startCash()).isEqualTo(px("1000000"));
    }

    @Test
    void theLedgersOwnAccountsAreNobodysBalance() {
        rig.balance("HOUSE", "USD", "77", "0");
        assertThat(rig.step().view.balancesOrNull("HOUSE")).isNull();
    }

    @Test
    void whatIsBeyondTheRangeOfAnAmountIsNotShown() {
        rig.balance("DESK-1", "BTC", "90000000", "0");
        market("50000", "50001");
        assertThat(desk().netLiquidation()).isNull();
    }
}
