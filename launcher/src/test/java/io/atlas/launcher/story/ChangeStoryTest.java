package io.atlas.launcher.story;

import static io.atlas.launcher.story.Expected.ExecType.CANCELED;
import static io.atlas.launcher.story.Expected.ExecType.NEW;
import static io.atlas.launcher.story.Expected.ExecType.PENDING_CANCEL;
import static io.atlas.launcher.story.Expected.ExecType.PENDING_NEW;
import static io.atlas.launcher.story.Expected.ExecType.PENDING_REPLACE;
import static io.atlas.launcher.story.Expected.ExecType.REPLACED;
import static io.atlas.launcher.story.Expected.ExecType.TRADE;
import static io.atlas.launcher.story.Expected.cancelReject;
import static io.atlas.launcher.story.Expected.message;
import static io.atlas.launcher.story.Expected.report;
import static io.atlas.launcher.story.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.OrdStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cancel and replace, in every state an order can be in. */
class ChangeStoryTest extends Stories {
    private static final String BTC = StoryConfig.QUIET;
    private static final int MANY = 20;

    /** ALFA's buy of 1 BTC at 50,000 rests, and OMEGA has what could fill it. */
    private void alfasOrderRests() {
        given.account("ALFA").has("100000 USD");
        given.account("OMEGA").has("1000000 USD", "100 BTC");
        when.client("ALFA").buys("ord-1", "1", BTC, "50000");
        then.client("ALFA").sees(report("ord-1").execType(NEW));
    }

    @Test
    void aCancelSentWithItsOrderFollowsItOnTheSamePath() {
        given.account("ALFA").has("100000 USD");

        when.client("ALFA").inOneBreath(() -> {
            when.client("ALFA").buys("ord-1", "1", BTC, "50000");
            when.client("ALFA").cancels("ord-1", "cxl-1");
        });
        then.client("ALFA").sees(report("ord-1").execType(PENDING_NEW));
        then.client("ALFA").sees(report("cxl-1").execType(PENDING_CANCEL).origClOrdId("ord-1"));
        then.client("ALFA")
                .sees(report("cxl-1")
                        .execType(CANCELED)
                        .ordStatus(OrdStatus.CANCELED)
                        .leavesQty("0"));
        then.account("ALFA").has("USD", "100000", "0");
    }

    @Test
    void aNewOrderIsCanceled() {
        alfasOrderRests();

        when.client("ALFA").cancels("ord-1", "cxl-1");
        then.client("ALFA")
                .sees(report("cxl-1")
                        .execType(PENDING_CANCEL)
                        .ordStatus(OrdStatus.PENDING_CANCEL)
                        .origClOrdId("ord-1")
                        .leavesQty("1"));
        then.client("ALFA")
                .sees(report("cxl-1")
                        .execType(CANCELED)
                        .ordStatus(OrdStatus.CANCELED)
                        .origClOrdId("ord-1")
                        .leavesQty("0"));
        then.account("ALFA").has("USD", "100000", "0");
    }

    @Test
    void cancellingAPartFilledOrderReleasesTheUnusedFunds() {
        alfasOrderRests();
        when.client("OMEGA").sells("s-1", "0.4", BTC, "50000");
        then.client("ALFA").sees(report("ord-1").execType(TRADE).cumQty("0.4"));

        when.client("ALFA").cancels("ord-1", "cxl-1");
        then.client("ALFA")
                .sees(report("cxl-1")
                        .execType(CANCELED)
                        .ordStatus(OrdStatus.CANCELED)
                        .cumQty("0.4")
                        .leavesQty("0"));
        then.account("ALFA").has("USD", "80000", "0").has("BTC", "0.4", "0");
    }

    @Test
    void aFilledOrderIsTooLateToCancelOrReplace() {
        alfasOrderRests();
        when.client("OMEGA").sells("s-1", "1", BTC, "50000");
        then.client("ALFA").sees(report("ord-1").execType(TRADE).ordStatus(OrdStatus.FILLED));

        when.client("ALFA").cancels("ord-1", "cxl-1");
        then.client("ALFA")
                .sees(cancelReject("cxl-1")
                        .origClOrdId("ord-1")
                        .ordStatus(OrdStatus.FILLED)
                        .field(434, "1")
                        .field(102, "0")
                        .reason("TOO_LATE"));
        when.client("ALFA").replaces("ord-1", "rpl-1", "2", "50000");
        then.client("ALFA")
                .sees(cancelReject("rpl-1")
                        .ordStatus(OrdStatus.FILLED)
                        .field(434, "2")
                        .field(102, "0"));
        then.account("ALFA").has("USD", "50000", "0").has("BTC", "1", "0");
    }

    @Test
    void aCanceledOrderIsTooLateToCancelAgain() {
        alfasOrderRests();
        when.client("ALFA").cancels("ord-1", "cxl-1");
        then.client("ALFA").sees(report("cxl-1").execType(CANCELED));

        when.client("ALFA").cancels("ord-1", "cxl-2");
        then.client("ALFA")
                .sees(cancelReject("cxl-2").ordStatus(OrdStatus.CANCELED).field(102, "0"));
    }

    @Test
    void whileACancelIsPendingFurtherOnesAreRefusedAndOneTakesEffect() {
        alfasOrderRests();

        when.client("ALFA").inOneBreath(() -> {
            for (int i = 0; i < MANY; i++) {
                when.client("ALFA").cancels("ord-1", "cxl-" + i);
            }
        });
        then.client("ALFA").sees(report("cxl-0").execType(CANCELED));
        // Each of the others is refused: as pending while the venue is asked, as too late from its answer on.
        FixPeer alfa = when.client("ALFA").peer();
        await("all are answered", () -> refusals(alfa).size() == MANY - 1);
        String codes = String.join(
                "", refusals(alfa).stream().map(cxl -> FixText.field(cxl, 102)).toList());
        assertThat(codes).matches("3+0*");
        then.account("ALFA").has("USD", "100000", "0");
    }

    private static List<String> refusals(FixPeer client) {
        return client.received().stream().filter(message("9")::matches).toList();
    }

    @Test
    void anUnknownOrderCannotBeCanceledOrReplaced() {
        given.account("ALFA").has("100000 USD");

        when.client("ALFA").cancels("nobody", "cxl-1");
        then.client("ALFA")
                .sees(cancelReject("cxl-1")
                        .field(37, "NONE")
                        .ordStatus(OrdStatus.REJECTED)
                        .field(102, "1")
                        .reason("UNKNOWN_ORDER"));
        when.client("ALFA").replaces("nobody", "rpl-1", "1", "50000");
        then.client("ALFA")
                .sees(cancelReject("rpl-1").field(37, "NONE").field(434, "2").field(102, "1"));
        then.account("ALFA").has("USD", "100000", "0");
    }

    @Test
    void nobodyElseCanCancelTheOrder() {
        alfasOrderRests();

        when.client("OMEGA").cancels("ord-1", "cxl-1");
        then.client("OMEGA").sees(cancelReject("cxl-1").field(37, "NONE").field(102, "1"));
        then.account("ALFA").has("USD", "50000", "50000");
    }

    @Test
    void aReplaceUpReservesMoreAndDownReleases() {
        alfasOrderRests();

        when.client("ALFA").replaces("ord-1", "rpl-1", "1.5", "52000");
        then.client("ALFA")
                .sees(report("rpl-1")
                        .execType(PENDING_REPLACE)
                        .ordStatus(OrdStatus.PENDING_REPLACE)
                        .origClOrdId("ord-1")
                        .orderQty("1")
                        .px("50000"));
        then.client("ALFA")
                .sees(report("rpl-1")
                        .execType(REPLACED)
                        .ordStatus(OrdStatus.NEW)
                        .origClOrdId("ord-1")
                        .orderQty("1.5")
                        .px("52000")
                        .leavesQty("1.5"));
        then.account("ALFA").has("USD", "22000", "78000");

        when.client("ALFA").replaces("rpl-1", "rpl-2", "0.5", "52000");
        then.client("ALFA")
                .sees(report("rpl-2").execType(REPLACED).orderQty("0.5").leavesQty("0.5"));
        then.account("ALFA").has("USD", "74000", "26000");
    }

    @Test
    void aReplaceThatCannotBePaidForLeavesTheOrderAsItWas() {
        alfasOrderRests();

        when.client("ALFA").replaces("ord-1", "rpl-1", "2.1", "50000");
        then.client("ALFA")
                .sees(cancelReject("rpl-1")
                        .ordStatus(OrdStatus.NEW)
                        .field(434, "2")
                        .field(102, "2")
                        .reason("INSUFFICIENT_FUNDS"));
        then.account("ALFA").has("USD", "50000", "50000");

        when.client("OMEGA").sells("s-1", "1", BTC, "50000");
        then.client("ALFA")
                .sees(report("ord-1")
                        .execType(TRADE)
                        .ordStatus(OrdStatus.FILLED)
                        .orderQty("1"));
    }

    @Test
    void aPartFilledOrderIsReplacedInTotalQuantity() {
        alfasOrderRests();
        when.client("OMEGA").sells("s-1", "0.4", BTC, "50000");
        then.client("ALFA").sees(report("ord-1").execType(TRADE).cumQty("0.4"));

        // 0.4 of 1.6 are done: 1.2 are left at 51,000 each.
        when.client("ALFA").replaces("ord-1", "rpl-1", "1.6", "51000");
        then.client("ALFA")
                .sees(report("rpl-1")
                        .execType(REPLACED)
                        .ordStatus(OrdStatus.PARTIALLY_FILLED)
                        .orderQty("1.6")
                        .cumQty("0.4")
                        .leavesQty("1.2"));
        then.account("ALFA").has("USD", "18800", "61200").has("BTC", "0.4", "0");

        // Down to what is filled already: the order is done.
        when.client("ALFA").replaces("rpl-1", "rpl-2", "0.3", "51000");
        then.client("ALFA")
                .sees(report("rpl-2")
                        .execType(REPLACED)
                        .ordStatus(OrdStatus.FILLED)
                        .orderQty("0.4")
                        .cumQty("0.4")
                        .leavesQty("0"));
        then.account("ALFA").has("USD", "80000", "0").has("BTC", "0.4", "0");
    }

    @Test
    void aReplaceDownKeepsItsPlaceAndUpLosesIt() {
        alfasOrderRests();
        given.account("BETA").has("100000 USD");
        when.client("BETA").buys("b-1", "1", BTC, "50000");
        then.client("BETA").sees(report("b-1").execType(NEW));

        when.client("ALFA").replaces("ord-1", "rpl-1", "0.5", "50000");
        then.client("ALFA").sees(report("rpl-1").execType(REPLACED));
        when.client("OMEGA").sells("s-1", "0.2", BTC, "50000");
        then.client("ALFA").sees(report("rpl-1").execType(TRADE).cumQty("0.2").leavesQty("0.3"));

        when.client("ALFA").replaces("rpl-1", "rpl-2", "0.6", "50000");
        then.client("ALFA").sees(report("rpl-2").execType(REPLACED));
        when.client("OMEGA").sells("s-2", "1", BTC, "50000");
        then.client("BETA").sees(report("b-1").execType(TRADE).ordStatus(OrdStatus.FILLED));
        then.client("ALFA").hasSeenOf("rpl-2", "E5");
    }

    @Test
    void anOlderIdOfTheChainNoLongerNamesTheOrderUnlessItsOrderIdIsGiven() {
        alfasOrderRests();
        when.client("ALFA").replaces("ord-1", "rpl-1", "0.5", "50000");
        String replaced = then.client("ALFA").sees(report("rpl-1").execType(REPLACED));

        when.client("ALFA").cancels("ord-1", "cxl-1");
        then.client("ALFA").sees(cancelReject("cxl-1").field(102, "1").ordStatus(OrdStatus.NEW));
        when.client("ALFA")
                .sends(
                        "F",
                        "",
                        "41=ord-1|11=cxl-2|37=" + FixText.field(replaced, 37) + "|55=" + story().symbol(BTC)
                                + "|54=1|38=0.5|60=" + FixText.now() + '|');
        then.client("ALFA").sees(report("cxl-2").execType(CANCELED));
        then.account("ALFA").has("USD", "100000", "0");
    }
}
