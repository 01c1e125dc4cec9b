package io.atlas.launcher.story;

import static io.atlas.launcher.story.Expected.ExecType.CANCELED;
import static io.atlas.launcher.story.Expected.ExecType.NEW;
import static io.atlas.launcher.story.Expected.ExecType.TRADE;
import static io.atlas.launcher.story.Expected.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.OrdStatus;
import org.junit.jupiter.api.Test;

/** Clients meet each other in the book. */
class TradeStoryTest extends Stories {
    private static final String BTC = StoryConfig.QUIET;

    @Test
    void twoAccountsTradeAndBothHearOfTheSameTrade() {
        given.account("ALFA").has("100000 USD");
        given.account("OMEGA").has("1000000 USD", "100 BTC");
        when.client("ALFA").buys("b-1", "0.5", BTC, "50000.01");
        then.client("ALFA").sees(report("b-1").execType(NEW));

        when.client("OMEGA").sells("s-1", "0.5", BTC, "49999.99");
        String sold = then.client("OMEGA")
                .sees(report("s-1")
                        .execType(TRADE)
                        .ordStatus(OrdStatus.FILLED)
                        .lastQty("0.5")
                        .lastPx("50000.01"));
        String bought = then.client("ALFA")
                .sees(report("b-1")
                        .execType(TRADE)
                        .ordStatus(OrdStatus.FILLED)
                        .lastQty("0.5")
                        .lastPx("50000.01"));

        assertThat(FixText.field(bought, 1003)).isNotBlank().isEqualTo(FixText.field(sold, 1003));
        assertThat(FixText.field(bought, 17)).isNotEqualTo(FixText.field(sold, 17));
        assertThat(FixText.field(bought, 851)).as("added liquidity").isEqualTo("1");
        assertThat(FixText.field(sold, 851)).as("removed liquidity").isEqualTo("2");
        then.account("ALFA").has("USD", "74999.995", "0").has("BTC", "0.5", "0");
        then.account("OMEGA").has("USD", "1025000.005", "0").has("BTC", "99.5", "0");
        then.clearingIsEvenBetween("ALFA", "OMEGA");
    }

    @Test
    void betterPricesFirstThenEarlierOrders() {
        given.account("ALFA").has("100000 USD");
        given.account("BETA").has("100000 USD");
        given.account("OMEGA").has("1000000 USD", "100 BTC");
        when.client("ALFA").buys("a-1", "0.1", BTC, "50000");
        then.client("ALFA").sees(report("a-1").execType(NEW));
        when.client("BETA").buys("b-1", "0.1", BTC, "50000");
        then.client("BETA").sees(report("b-1").execType(NEW));
        when.client("BETA").buys("b-2", "0.1", BTC, "50001");
        then.client("BETA").sees(report("b-2").execType(NEW));

        when.client("OMEGA").sells("s-1", "0.25", BTC, "50000");
        then.client("OMEGA")
                .sees(report("s-1")
                        .execType(TRADE)
                        .lastPx("50001")
                        .lastQty("0.1")
                        .cumQty("0.1"));
        then.client("OMEGA")
                .sees(report("s-1")
                        .execType(TRADE)
                        .lastPx("50000")
                        .lastQty("0.1")
                        .cumQty("0.2"));
        then.client("OMEGA")
                .sees(report("s-1")
                        .execType(TRADE)
                        .lastPx("50000")
                        .lastQty("0.05")
                        .cumQty("0.25"));
        then.client("BETA").sees(report("b-2").execType(TRADE).ordStatus(OrdStatus.FILLED));
        then.client("ALFA").sees(report("a-1").execType(TRADE).ordStatus(OrdStatus.FILLED));
        then.client("BETA").sees(report("b-1").execType(TRADE).cumQty("0.05").leavesQty("0.05"));
        then.account("OMEGA").has("USD", "1012500.1", "0").has("BTC", "99.75", "0");
        then.account("BETA").has("USD", "89999.9", "2500").has("BTC", "0.15", "0");
        then.clearingIsEvenBetween("ALFA", "BETA", "OMEGA");
    }

    @Test
    void partialFillsAddUpUntilTheOrderIsDone() {
        given.account("ALFA").has("100000 USD");
        given.account("OMEGA").has("1000000 USD", "100 BTC");
        when.client("ALFA").buys("b-1", "1", BTC, "50000");
        then.client("ALFA").sees(report("b-1").execType(NEW));

        when.client("OMEGA").sells("s-1", "0.2", BTC, "50000");
        then.client("ALFA")
                .sees(report("b-1")
                        .execType(TRADE)
                        .ordStatus(OrdStatus.PARTIALLY_FILLED)
                        .lastQty("0.2")
                        .cumQty("0.2")
                        .leavesQty("0.8"));
        then.account("ALFA").has("USD", "50000", "40000").has("BTC", "0.2", "0");
        when.client("OMEGA").sells("s-2", "0.3", BTC, "50000");
        then.client("ALFA")
                .sees(report("b-1").execType(TRADE).lastQty("0.3").cumQty("0.5").leavesQty("0.5"));
        when.client("OMEGA").sells("s-3", "0.6", BTC, "50000");
        then.client("ALFA")
                .sees(report("b-1")
                        .execType(TRADE)
                        .ordStatus(OrdStatus.FILLED)
                        .lastQty("0.5")
                        .cumQty("1")
                        .leavesQty("0"));
        then.client("OMEGA").sees(report("s-3").execType(TRADE).cumQty("0.5").leavesQty("0.1"));
        then.client("ALFA").hasSeenOf("b-1", "A0FFF");
        then.account("ALFA").has("USD", "50000", "0").has("BTC", "1", "0");
        then.account("OMEGA").has("USD", "1050000", "0").has("BTC", "98.9", "0.1");
    }

    @Test
    void anOrderNeverTradesWithItsOwnGroup() {
        given.account("OMEGA").has("1000000 USD", "100 BTC");
        when.client("OMEGA").sells("s-1", "1", BTC, "50000");
        then.client("OMEGA").sees(report("s-1").execType(NEW));

        when.client("OMEGA").buys("b-1", "1", BTC, "50000");
        then.client("OMEGA")
                .sees(report("b-1")
                        .execType(CANCELED)
                        .reason("SELF_TRADE")
                        .cumQty("0")
                        .leavesQty("0"));
        then.client("OMEGA").hasSeenOf("s-1", "A0");
        then.account("OMEGA").has("USD", "1000000", "0").has("BTC", "99", "1");
    }
}
