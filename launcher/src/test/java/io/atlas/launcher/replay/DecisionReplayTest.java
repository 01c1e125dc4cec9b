package io.atlas.launcher.replay;

import static io.atlas.launcher.replay.Recorded.replay;
import static io.atlas.launcher.replay.Recorded.rewritten;
import static io.atlas.launcher.replay.Recorded.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.World;
import io.atlas.launcher.replay.Recorded.Said;
import io.atlas.testkit.WorldBuilder;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway's decisions made again by {@code replay --verify}: from requests of every kind, and from logs that lie about them. */
class DecisionReplayTest {
    private static final World WORLD = world("0.01");

    @TempDir
    private Path folder;

    private static World world(String tick) {
        return new WorldBuilder("decided")
                .instrument("BTC-USD", tick, "0.00001", "50000")
                .group("ALFA", 3)
                .account("ALFA-1")
                .build();
    }

    private static String limit(String id, char side, String qty, String px) {
        return "11=" + id + "|55=BTC-USD|54=" + side + "|40=2|59=1|38=" + qty + "|44=" + px;
    }

    private static DecidedLog asked(World decides) {
        DecidedLog log = new DecidedLog(WORLD, decides);
        log.asks("D", 2, limit("buy", '1', "0.1", "49000"));
        log.asks("D", 3, limit("sell", '2', "0.1", "51000"));
        log.asks("D", 4, limit("lot", '1', "0.000001", "49000"));
        log.asks("D", 5, limit("buy", '1', "0.1", "49000"));
        log.asks("F", 6, "11=end|41=buy|55=BTC-USD|54=1|38=0.1");
        log.asks("G", 7, "11=more|41=sell|55=BTC-USD|54=2|40=2|38=0.2|44=51000");
        log.asks("F", 8, "11=what|41=nothing|55=BTC-USD|54=1|38=0.1");
        log.asks("D", 9, limit("far", '1', "0.1", "90000"));
        log.asks("D", 10, "11=all|55=BTC-USD|54=1|40=1|38=5");
        // The first copy is of a message that a crash left undecided.
        log.comes("D", 11, limit("twice", '1', "0.1", "48000"));
        log.asks("D", 11, "43=Y|122=20270115-07:59:59.5|" + limit("twice", '1', "0.1", "48000"));
        log.asks("D", 12, limit("many", '1', "0.1", "48000"));
        log.asksInVain("F", 13, "11=vain|41=twice|55=BTC-USD|54=1|38=0.1");
        log.pass(10_000_000_000L);
        log.asks("D", 14, "11=closed|55=BTC-USD|54=2|40=1|38=0.1");
        return log;
    }

    @Test
    void everyKindOfDecisionIsTheSameAgain() throws IOException {
        DecidedLog log = asked(WORLD);

        Said said = replay(log.to(folder, Topics.COMMANDS, UnaryOperator.identity()));

        assertThat(said.text())
                .contains("13 decisions made again from their requests (14 records of fix.messages), 0 not")
                .contains("  1 of these MARKET_CLOSED on a touch")
                .contains("  1 of these PRICE_COLLAR on a touch")
                .contains("  1 of these INSUFFICIENT_FUNDS on a touch")
                .contains("  1 of these NOT_ACCEPTED: ")
                .contains("THE SAME:");
        assertThat(said.code()).isZero();
    }

    /** Each line: the command that is changed, what in it, to what, what must be said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            buy    | "qty":"0.1"(.*)"4900"  | "qty":"0.2"$1"9800"      | qty
            sell   | "bookSeq":7            | "bookSeq":8              | -
            lot    | BAD_QTY                | MAX_QTY                  | reason
            what   | UNKNOWN_ORDER          | TOO_LATE                 | reason
            far    | not beyond 5           | not beyond 9             | reason
            far    | PRICE_COLLAR           | MARKET_CLOSED            | reason
            all    | has 95100              | has 1                    | text
            many   | MAX_OPEN_ORDERS        | STALE                    | reason
            vain   | "clOrdId":"vain"       | "clOrdId":"pain"         | origin.clOrdId
            vain   | NOT_ACCEPTED           | UNKNOWN_ORDER            | +
            end    | "session":"ALFA"       | "session":"BETA"         | +
            """)
    void aCommandThatItsRequestDoesNotGiveIsNamed(String clOrdId, String from, String to, String says)
            throws IOException {
        DecidedLog log = asked(WORLD);
        long at = log.commandOf(clOrdId);
        String[] changed = new String[1];
        Path damaged = log.to(folder, Topics.COMMANDS, rewritten(at, text -> {
            changed[0] = text.replaceFirst(from, to);
            assertThat(changed[0]).isNotEqualTo(text);
            return changed[0];
        }));

        Said said = replay(damaged);

        if (says.equals("-")) {
            // The touch is an input: which one it was only the venue's stream could tell.
            assertThat(said.text()).contains("THE SAME:");
        } else if (says.equals("+")) {
            assertThat(said.text()).contains("made again from their requests").contains(", 1 not");
        } else {
            assertThat(said.code()).as(said.text()).isEqualTo(1);
            assertThat(said.text())
                    .contains("orders.commands/0/" + at)
                    .contains("the decision is not what its request gives")
                    .contains("fix.messages/0/")
                    .contains(says);
        }
    }

    @Test
    void aRequestThatSaysOtherwiseIsShownBesideTheCommand() throws IOException {
        DecidedLog log = asked(WORLD);
        UnaryOperator<String> change = text -> text.replace("44=51000", "44=51001");
        Path damaged = log.to(folder, Topics.FIX_MESSAGES, rewritten(log.messageOf(3), change));

        Said said = replay(damaged);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text())
                .contains("first difference at orders.commands/0/" + log.commandOf("sell"))
                .contains("fix.messages/0/" + log.messageOf(3) + "  {")
                .containsPattern(" px +recorded \"51000\" +replayed \"51001\"");
    }

    @Test
    void aRequestWhoseCopyIsLostIsCountedAndSaid() throws IOException {
        DecidedLog log = asked(WORLD);
        Path damaged = log.to(folder, Topics.FIX_MESSAGES, without(log.messageOf(4)));

        Said said = replay(damaged);

        assertThat(said.text())
                .contains("12 decisions made again", ", 1 not\n", "  1 not: whose request is not in fix.messages")
                .contains("THE SAME:");
    }

    @Test
    void aGatewayThatDecidesOtherwiseIsFoundOut() throws IOException {
        DecidedLog log = new DecidedLog(WORLD, world("0.005"));
        log.asks("D", 2, limit("fine", '1', "0.1", "49000.01"));
        log.asks("D", 3, limit("between", '1', "0.1", "49000.005"));

        Said said = replay(log.to(folder, Topics.COMMANDS, UnaryOperator.identity()));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text())
                .contains("first difference at orders.commands/0/" + log.commandOf("between"))
                .contains("BAD_PRICE");
    }
}
