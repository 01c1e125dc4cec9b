package io.atlas.launcher.story;

import static io.atlas.launcher.story.Expected.ExecType.CANCELED;
import static io.atlas.launcher.story.Expected.ExecType.REJECTED;
import static io.atlas.launcher.story.Expected.ExecType.STATUS;
import static io.atlas.launcher.story.Expected.message;
import static io.atlas.launcher.story.Expected.report;
import static io.atlas.launcher.story.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must not be sent gets what the rules of engagement say; it reserves nothing, and a bystander trades on unharmed. */
class BadInputStoryTest extends Stories {
    private static final String BTC = StoryConfig.QUIET;
    private static final int STRANGERS = 1_000;
    private static final int TEN_MB = 10 * 1024 * 1024;
    private static final long SEED = 20260105;

    private Bystander bystander;

    @BeforeEach
    void somebodyElseTrades() {
        given.account("BYSTANDER").has("100000 USD");
        bystander = Bystander.start(story().client("BYSTANDER"));
        given.account("ALFA").has("100000 USD");
    }

    @AfterEach
    void stopTheBystander() {
        bystander.close();
    }

    /** ALFA's CompID. */
    private String alfa() {
        return story().group("ALFA");
    }

    /** Nothing was reserved for ALFA, and nobody else noticed. */
    private void nothingHappened() throws InterruptedException {
        bystander.noticedNothing();
        then.account("ALFA").has("USD", "100000", "0").has("BTC", "0", "0");
    }

    @Test
    void ordersThatCannotBeAreRefusedEachForItsReason() throws InterruptedException {
        String[][] table = {
            // what is wrong with it     38                          44                 103   reason
            {"wrong tick", "1", "50000.005", "99", "BAD_PRICE"},
            {"nine decimals of price", "1", "50000.000000001", "99", "BAD_PRICE"},
            {"negative price", "1", "-50000", "99", "BAD_PRICE"},
            {"no price", "1", "0", "99", "BAD_PRICE"},
            {"huge price", "1", "1" + "0".repeat(30), "99", "BAD_PRICE"},
            {"far beyond the market", "1", "63000.01", "99", "PRICE_COLLAR"},
            {"nine decimals of quantity", "0.000000001", "50000", "13", "BAD_QTY"},
            {"negative quantity", "-1", "50000", "13", "BAD_QTY"},
            {"no quantity", "0", "50000", "13", "BAD_QTY"},
            {"less than a lot", "0.000001", "50000", "13", "BAD_QTY"},
            {"10^30", "1" + "0".repeat(30), "50000", "13", "BAD_QTY"},
            {"more than allowed", "100.00001", "50000", "3", "MAX_QTY"},
            {"less than worth while", "0.00001", "50000", "13", "MIN_NOTIONAL"},
        };
        for (int i = 0; i < table.length; i++) {
            String id = "bad-" + i;
            String[] row = table[i];
            when.client("ALFA").buys(id, row[1], BTC, row[2]);
            String refusal = then.client("ALFA")
                    .sees(report(id)
                            .execType(REJECTED)
                            .field(103, row[3])
                            .reason(row[4])
                            .cumQty("0")
                            .leavesQty("0"));
            assertThat(FixText.field(refusal, 58)).as(row[0]).isNotBlank();
            assertThat(FixText.field(refusal, 37)).as(row[0]).isEqualTo("NONE");
        }
        nothingHappened();
    }

    @Test
    void accountsAndSymbolsMustBeKnownAndOnesOwn() throws InterruptedException {
        String symbol = story().symbol(BTC);
        String order = "55=%s|54=1|38=1|40=2|44=50000|60=" + FixText.now() + '|';
        when.client("ALFA").sends("D", "", "11=a-1|1=NOBODY|" + order.formatted(symbol));
        then.client("ALFA")
                .sees(report("a-1").execType(REJECTED).field(103, "15").reason("UNKNOWN_ACCOUNT"));
        when.client("ALFA").sends("D", "", "11=a-2|1=" + story().account("BYSTANDER") + '|' + order.formatted(symbol));
        then.client("ALFA")
                .sees(report("a-2").execType(REJECTED).field(103, "15").reason("ACCOUNT_NOT_ALLOWED"));
        when.client("ALFA").sends("D", "", "11=a-3|" + order.formatted("GOLD-USD"));
        then.client("ALFA")
                .sees(report("a-3").execType(REJECTED).field(103, "1").reason("UNKNOWN_SYMBOL"));
        nothingHappened();
    }

    @Test
    void whatIsNotAWellFormedRequestIsNotProcessed() throws InterruptedException {
        String limit = "55=%s|54=1|60=%s|40=2|38=1|44=50000|".formatted(story().symbol(BTC), FixText.now());
        String[][] table = {
            // what is wrong          35    its fields                                       the answer
            {"tag missing", "D", "11=x|" + limit.replace("54=1|", ""), "35=3|373=1|371=54|"},
            {"quantity missing", "D", "11=x|" + limit.replace("38=1|", ""), "35=3|373=1|371=38|"},
            {"price missing", "D", "11=x|" + limit.replace("44=50000|", ""), "35=j|380=5|379=x|"},
            {"tag of another message", "D", "11=x|" + limit + "434=1|", "35=3|373=2|371=434|"},
            {"tag nobody knows", "D", "11=x|" + limit + "9999=1|", "35=3|373=3|371=9999|"},
            {"private tag", "D", "11=x|" + limit + "29999=1|", "35=3|373=3|371=29999|"},
            {"empty value", "D", "11=|" + limit, "35=3|373=4|371=11|"},
            {"value nobody knows", "D", "11=x|" + limit.replace("54=1", "54=x"), "35=3|373=5|371=54|"},
            {"exponent", "D", "11=x|" + limit.replace("38=1", "38=1E30"), "35=3|373=6|371=38|"},
            {"words for numbers", "D", "11=x|" + limit.replace("38=1", "38=ten"), "35=3|373=6|371=38|"},
            {"tag twice", "D", "11=x|11=y|" + limit, "35=3|373=13|371=11|"},
            {"type nobody knows", "UZ", "11=x|", "35=3|373=11|"},
            {"type not taken", "AF", "584=m|585=7|", "35=j|380=3|372=AF|"},
            {"another one", "q", "11=x|530=7|60=" + FixText.now() + '|', "35=j|380=3|372=q|"},
        };
        for (String[] row : table) {
            int seq = when.client("ALFA").sends(row[1], "", row[2]);
            Expected expected = message(row[3].substring(3, 4)).field(45, Integer.toString(seq));
            for (String field : row[3].substring(5).split("\\|")) {
                expected.field(Integer.parseInt(field.split("=")[0]), field.split("=")[1]);
            }
            then.client("ALFA").sees(expected);
        }
        // Its ClOrdID is not used up.
        when.client("ALFA").buys("x", "1", BTC, "50000", "59=3");
        then.client("ALFA").sees(report("x").execType(CANCELED));
        nothingHappened();
    }

    @Test
    void aMessageOfTenMegabytesEndsItsConnectionOnly() throws InterruptedException {
        FixPeer peer = when.client("ALFA").session();

        peer.sendBytes(FixText.whole("35=D|34=2|58=" + "x".repeat(TEN_MB) + '|'));
        then.client("ALFA").isDisconnected();

        when.client("ALFA").returns();
        when.client("ALFA").asksFor("nobody");
        then.client("ALFA").sees(report("nobody").execType(STATUS).field(103, "5"));
        nothingHappened();
    }

    @Test
    void randomBytesAreIgnoredUntilThereAreTooManyOfThem() throws InterruptedException {
        Random random = new Random(SEED);
        FixPeer peer = when.client("ALFA").session();

        peer.sendBytes(noise(random, 5_000));
        when.client("ALFA").asksFor("nobody");
        then.client("ALFA").sees(report("nobody").field(103, "5"));
        for (int i = 0; i < 20; i++) {
            peer.sendBytes(FixText.bytes("8=FIX.4.4|9=5|nonsense"));
        }
        then.client("ALFA").isDisconnected();

        when.client("ALFA").returns();
        when.client("ALFA").asksFor("nobody");
        then.client("ALFA").sees(report("nobody").field(103, "5"));
        nothingHappened();
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void aCorruptedMessageIsAsIfItHadNeverBeenSent() throws InterruptedException {
        FixPeer peer = when.client("ALFA").session();
        String order = "35=D|34=2|49=X|56=ATLAS|52=" + FixText.now() + "|11=x|";
        byte[] corrupted = FixText.whole(order);
        corrupted[corrupted.length - 12] ^= 1;

        peer.sendBytes(corrupted);
        when.client("ALFA").buys("ord-1", "1", BTC, "50000", "59=3");
        then.client("ALFA").sees(report("ord-1").execType(CANCELED));
        nothingHappened();
    }

    @Test
    void whoeverDoesNotLogOnIsShownOutWithoutAWord() throws InterruptedException {
        List<FixPeer> strangers = new ArrayList<>();
        Random random = new Random(SEED);
        try {
            for (int i = 0; i < STRANGERS; i++) {
                strangers.add(
                        new FixPeer("STRANGER" + i).connect(story().world().fixPort()));
            }
            // The first ones say something: half a Logon, an order, noise.
            strangers.get(0).sendBytes(FixText.bytes("8=FIX.4.4|9=100|35=A|49=STR"));
            strangers.get(1).send("D", "11=x|");
            strangers.get(2).sendBytes(noise(random, 5_000));
            strangers.get(3).sendBytes(FixText.whole("35=A|34=1|58=" + "x".repeat(5_000) + '|'));
            // Whoever is known gets in all the same.
            when.client("ALFA").asksFor("nobody");
            then.client("ALFA").sees(report("nobody").field(103, "5"));
            await("all strangers are out", () -> strangers.stream().allMatch(FixPeer::isClosed));
            assertThat(strangers).allMatch(stranger -> stranger.received().isEmpty());
        } finally {
            strangers.forEach(FixPeer::close);
        }
        nothingHappened();
    }

    @Test
    void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() throws InterruptedException {
        for (String[] who : new String[][] {
            // SenderCompID                           password
            {alfa(), "wrong"},
            {alfa(), ""},
            {"NOBODY", FixPeer.PASSWORD}
        }) {
            try (FixPeer stranger = new FixPeer(who[0]).connect(story().world().fixPort())) {
                stranger.askToLogOn(who[1], "108=30");
                await("the logon is refused", stranger::isClosed);
                assertThat(stranger.received()).hasSize(1);
                assertThat(stranger.received().get(0)).contains("|35=5|").contains("|58=LOGON_REFUSED|");
                assertThat(stranger.received().get(0)).doesNotContain(FixPeer.PASSWORD);
            }
        }
        when.client("ALFA").asksFor("nobody");
        then.client("ALFA").sees(report("nobody").field(103, "5"));
        nothingHappened();
    }

    @Test
    void aSecondLogonIsClosedAndTheFirstSessionGoesOn() throws InterruptedException {
        FixPeer peer = when.client("ALFA").session();
        try (FixPeer twin = new FixPeer(alfa()).connect(story().world().fixPort())) {
            twin.askToLogOn(FixPeer.PASSWORD, "108=30");
            await("the second is closed", twin::isClosed);
            assertThat(twin.received()).isEmpty();
        }
        when.client("ALFA").asksFor("nobody");
        then.client("ALFA").sees(report("nobody").field(103, "5"));
        assertThat(peer.isLoggedOn()).isTrue();
        nothingHappened();
    }

    @Test
    void aClientThatFallsSilentInTheMiddleOfAMessageIsLoggedOut() throws InterruptedException {
        FixPeer peer = story().client("ALFA").peer().connect(story().world().fixPort());
        peer.askToLogOn(FixPeer.PASSWORD, "108=1");
        await("ALFA is logged on", peer::isLoggedOn);

        // What it answers to the TestRequest lands inside the message that it never finished.
        peer.sendBytes(FixText.bytes("8=FIX.4.4|9=60000|35=D|"));
        then.client("ALFA").isDisconnected();
        nothingHappened();
    }
}
