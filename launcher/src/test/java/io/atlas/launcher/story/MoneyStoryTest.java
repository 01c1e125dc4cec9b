package io.atlas.launcher.story;

import static io.atlas.launcher.story.Expected.ExecType.CANCELED;
import static io.atlas.launcher.story.Expected.ExecType.NEW;
import static io.atlas.launcher.story.Expected.ExecType.PENDING_NEW;
import static io.atlas.launcher.story.Expected.ExecType.REJECTED;
import static io.atlas.launcher.story.Expected.ExecType.TRADE;
import static io.atlas.launcher.story.Expected.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.OrdStatus;
import org.junit.jupiter.api.Test;

/** Where the money is while orders wait, fill and end. */
class MoneyStoryTest extends Stories {
    private static final String BTC = StoryConfig.QUIET;
    private static final String ACME = StoryConfig.HOUSE;

    private void alfaBuysOneBitcoinAndCannotPayForMore() {
        given.account("ALFA").has("100000 USD");

        when.client("ALFA").buys("ord-1", "1", BTC, "50000");
        then.client("ALFA").sees(report("ord-1").execType(PENDING_NEW).ordStatus(OrdStatus.PENDING_NEW));
        then.client("ALFA").sees(report("ord-1").execType(NEW).cumQty("0").leavesQty("1"));
        then.account("ALFA").has("USD", "50000", "50000");

        when.client("ALFA").buys("ord-2", "1.2", BTC, "50000");
        then.client("ALFA")
                .sees(report("ord-2")
                        .execType(REJECTED)
                        .ordStatus(OrdStatus.REJECTED)
                        .field(103, "3")
                        .reason("INSUFFICIENT_FUNDS")
                        .field(37, "NONE")
                        .cumQty("0")
                        .leavesQty("0"));
        then.account("ALFA").has("USD", "50000", "50000");
    }

    @Test
    void aFilledBuyTurnsItsReservationIntoTheAsset() {
        alfaBuysOneBitcoinAndCannotPayForMore();
        given.account("OMEGA").has("1000000 USD", "100 BTC");

        when.client("OMEGA").sells("s-1", "1", BTC, "50000");
        then.client("ALFA")
                .sees(report("ord-1")
                        .execType(TRADE)
                        .ordStatus(OrdStatus.FILLED)
                        .cumQty("1")
                        .leavesQty("0"));
        then.account("ALFA").has("USD", "50000", "0").has("BTC", "1", "0");
        then.account("OMEGA").has("USD", "1050000", "0").has("BTC", "99", "0");
    }

    @Test
    void aCanceledBuyGivesAllItsMoneyBack() {
        alfaBuysOneBitcoinAndCannotPayForMore();

        when.client("ALFA").cancels("ord-1", "cxl-1");
        then.client("ALFA")
                .sees(report("cxl-1")
                        .execType(CANCELED)
                        .origClOrdId("ord-1")
                        .cumQty("0")
                        .leavesQty("0"));
        then.account("ALFA").has("USD", "100000", "0").has("BTC", "0", "0");
    }

    @Test
    void aBetterPriceReleasesTheDifferenceAtOnce() {
        given.account("ALFA").has("100000 USD");
        given.account("OMEGA").has("1000000 USD", "100 BTC");
        when.client("OMEGA").sells("s-1", "0.4", BTC, "49000");
        then.client("OMEGA").sees(report("s-1").execType(NEW));

        when.client("ALFA").buys("ord-1", "1", BTC, "50000");
        // 0.6 x 50,000 is still reserved; of 0.4 x 50,000 only 0.4 x 49,000 was paid.
        String fill = then.client("ALFA")
                .sees(report("ord-1")
                        .execType(TRADE)
                        .lastQty("0.4")
                        .lastPx("49000")
                        .cumQty("0.4")
                        .leavesQty("0.6")
                        .avgPx("49000")
                        .field(851, "2"));
        assertThat(FixText.field(fill, 20002)).isEqualTo("30000.00000000");
        then.account("ALFA").has("USD", "50400", "30000").has("BTC", "0.4", "0");
        then.account("OMEGA").has("USD", "1019600", "0").has("BTC", "99.6", "0");
    }

    @Test
    void aSellReservesTheAssetAndNothingElse() {
        given.account("OMEGA").has("1000000 USD", "100 BTC");

        when.client("OMEGA").sells("s-1", "60", BTC, "51000.50");
        then.client("OMEGA").sees(report("s-1").execType(NEW));
        then.account("OMEGA").has("BTC", "40", "60").has("USD", "1000000", "0");

        when.client("OMEGA").sells("s-2", "40.00001", BTC, "51000.50");
        then.client("OMEGA")
                .sees(report("s-2").execType(REJECTED).field(103, "3").reason("INSUFFICIENT_FUNDS"));
        then.account("OMEGA").has("BTC", "40", "60").has("USD", "1000000", "0");
    }

    @Test
    void aMarketOrderPaysEachLevelOfTheHouseAndKeepsNoReservation() {
        given.account("ALFA").has("100000 USD");

        when.client("ALFA").buysAtMarket("ord-1", "3", ACME);
        then.client("ALFA")
                .sees(report("ord-1").execType(TRADE).lastQty("1").lastPx("101").leavesQty("2"));
        then.client("ALFA")
                .sees(report("ord-1").execType(TRADE).lastQty("1").lastPx("102").leavesQty("1"));
        then.client("ALFA")
                .sees(report("ord-1")
                        .execType(TRADE)
                        .lastQty("1")
                        .lastPx("103")
                        .leavesQty("0")
                        .ordStatus(OrdStatus.FILLED)
                        .avgPx("102"));
        then.account("ALFA").has("USD", "99694", "0").has("ACME", "3", "0");
    }

    @Test
    void theRestOfAnImmediateOrCancelOrderEndsAndReleases() {
        given.account("ALFA").has("100000 USD");

        when.client("ALFA").buys("ord-1", "5", ACME, "102", "59=3");
        then.client("ALFA")
                .sees(report("ord-1").execType(TRADE).lastPx("101").cumQty("1").leavesQty("4"));
        then.client("ALFA")
                .sees(report("ord-1").execType(TRADE).lastPx("102").cumQty("2").leavesQty("3"));
        then.client("ALFA")
                .sees(report("ord-1")
                        .execType(CANCELED)
                        .ordStatus(OrdStatus.CANCELED)
                        .cumQty("2")
                        .leavesQty("0")
                        .field(41, null));
        then.account("ALFA").has("USD", "99797", "0").has("ACME", "2", "0");
    }

    @Test
    void aFillOrKillOrderThatCannotBeFilledWholeTouchesNothing() {
        given.account("ALFA").has("100000 USD");

        when.client("ALFA").buys("ord-1", "3", ACME, "102", "59=4");
        String end = then.client("ALFA").sees(report("ord-1").leavesQty("0").cumQty("0"));
        assertThat(FixText.field(end, 20005)).isEqualTo("FOK_NOT_FILLABLE");
        then.account("ALFA").has("USD", "100000", "0").has("ACME", "0", "0");

        when.client("ALFA").buys("ord-2", "2", ACME, "102", "59=4");
        then.client("ALFA")
                .sees(report("ord-2")
                        .execType(TRADE)
                        .ordStatus(OrdStatus.FILLED)
                        .cumQty("2")
                        .avgPx("101.5"));
        then.account("ALFA").has("USD", "99797", "0").has("ACME", "2", "0");
    }
}
