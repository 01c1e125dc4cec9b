package io.atlas.launcher.replay;

import static io.atlas.launcher.replay.Recorded.invariants;
import static io.atlas.launcher.replay.Recorded.replay;
import static io.atlas.launcher.replay.Recorded.rewritten;
import static io.atlas.launcher.replay.Recorded.said;
import static io.atlas.launcher.replay.Recorded.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.launcher.replay.Recorded.Said;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code replay --verify} and {@code verify} over logs with faults in them, and over the same logs damaged. */
class ReplayVerifyTest {
    private static Recorded log;

    @TempDir
    private Path folder;

    @BeforeAll
    static void play() {
        log = Recorded.withFaults(7, 600);
    }

    @Test
    void aLogMadeUnderFaultsIsTheSameAgainByteForByte() throws IOException {
        Said said = replay(log.to(folder));

        assertThat(said.text()).contains("THE SAME:").contains(" records are inert");
        assertThat(said.code()).isZero();
    }

    @Test
    void everyInvariantHoldsInALogMadeUnderFaults() throws IOException {
        Said said = invariants(log.to(folder));

        assertThat(said.text())
                .contains("ALL HOLD: I1 ")
                .contains("  I2 ", "  I3 ", "  I4 ", "  I5 ", "  I6 ", "  I7 ", "  I8 ", "  I9 ", "  I12 ");
        assertThat(said.code()).isZero();
    }

    @Test
    void theReportsOfAHostileVenueCanBeTakenAsInputs() throws IOException {
        Recorded hostile = Recorded.withHostileVenue(11, 300);
        Path whole = hostile.to(folder);

        assertThat(said(whole, verification -> verification.replay(true)).text())
                .contains("THE SAME:");
        assertThat(replay(whole).text()).contains("first difference at exec.reports/0/");
    }

    @Test
    void twoReplaysGiveTheSameChains() throws IOException {
        Path whole = log.to(folder);

        assertThat(chains(replay(whole))).isEqualTo(chains(invariants(whole))).contains("chain orders.commands/3@");
    }

    private static String chains(Said said) {
        return String.join(
                "\n",
                said.text().lines().filter(line -> line.startsWith("  chain ")).toList());
    }

    /** Each line: where, which record, what is changed in it to what, what must be said, by the replay and by the checks. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exec.reports    | .*"TRADED".*"sellOrderId":"0.* | "kind":"TRADED".*?"qty":" | $09       | outcomes[    | I
            exec.reports    | .*"ENTER".*"ACCEPTED".*     | "kind":"ENTER".*?"qty":"   | $09         | exec.reports | I
            exec.reports    | .*"cause".*                 | "time":"17                 | "time":"16  | time         | I6: time
            orders.events   | .*"TRADE".*                 | "kind":"TRADE".*?"cumQty":"| $09         | .cumQty      | cumQty
            orders.events   | .*"TRADE".*                 | "kind":"TRADE".*?"cumAmount":"| $09      | .cumAmount   | I4
            orders.events   | .*"CANCELED".*              | "state":"CANCELED"         | "state":"EXPIRED" | .state | I5
            orders.events   | .*"OPENED".*                | "px":"                     | $07         | .px          | I6
            orders.events   | .*"OPENED".*                | "commandsSeen":            | $01         | commandsSeen | I6
            ledger.entries  | .*"HOUSE".*                 | "availableAmount":"        | $05         | availableAmount | I1
            ledger.entries  | .*"postings":.*             | "reservedAfter":"          | $05         | reservedAfter | I1
            ledger.entries  | .*"cause":"orders.events.*  | "time":"17                 | "time":"16  | time         | I6: time
            ledger.entries  | .*"cause":"orders.events.*  | "cause":"orders.events/0/  | $01         | cause        | I6: cause
            orders.commands | .*"NEW_ORDER".*             | "reservedAmount":"         | $06         | I2           | -
            orders.commands | .*"NEW_ORDER".*             | "qty":"                    | $06         | first        | I
            orders.commands | .*"NEW_ORDER".*             | "eventsSeen":              | $09         | first        | rule 10
            """)
    void aChangedFieldIsFoundAndNamed(
            String topic, String which, String from, String to, String replaySays, String checkSays)
            throws IOException {
        long at = log.find(topic, 0, 20, which);
        UnaryOperator<String> change = text -> text.replaceFirst(from, to);
        String text = Recorded.text(log.records(topic, 0).get((int) at));
        assertThat(change.apply(text)).isNotEqualTo(text);
        Path damaged = log.to(folder, topic, 0, rewritten(at, change));

        Said replayed = replay(damaged);
        Said checked = invariants(damaged);

        assertThat(replayed.code()).as(replayed.text()).isEqualTo(1);
        assertThat(replayed.text()).contains("first difference at ").contains(replaySays);
        if (!checkSays.equals("-")) {
            assertThat(checked.code()).as(checked.text()).isEqualTo(1);
            assertThat(checked.text()).contains("first difference at ").contains(checkSays);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "orders.commands, 60",
        "orders.events,   80",
        "ledger.entries,  90",
        "exec.reports,    120",
    })
    void aRemovedRecordIsFoundAndNamed(String topic, long from) throws IOException {
        long at = log.find(topic, 0, from, "(?!.*EPOCH_START).*");
        Path damaged = log.to(folder, topic, 0, without(at));

        Said replayed = replay(damaged);
        Said checked = invariants(damaged);

        assertThat(replayed.code()).as(replayed.text()).isEqualTo(1);
        assertThat(checked.code()).as(checked.text()).isEqualTo(1);
        assertThat(replayed.text()).containsPattern("is missing before record " + at + "|no epoch has begun there");
        assertThat(checked.text()).containsPattern("is missing before record " + at + "|no epoch has begun there");
    }

    @Test
    void aFlippedByteIsFoundAndNamed() throws IOException {
        Path damaged = log.to(folder);
        Path file = damaged.resolve(Topics.EVENTS).resolve("2.log");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(file, bytes);

        Said replayed = replay(damaged);
        Said checked = invariants(damaged);

        assertThat(replayed.code()).isEqualTo(1);
        assertThat(replayed.text())
                .contains("first difference at orders.events/2/")
                .contains("is damaged at byte");
        assertThat(checked.text())
                .contains("first difference at orders.events/2/")
                .contains("is damaged at byte");
    }

    @Test
    void aDifferenceShowsBothSidesTheCauseAndWhatCameBefore() throws IOException {
        long at = log.find(Topics.EVENTS, 0, 20, ".*\"TRADE\".*");
        LogRecord record = log.records(Topics.EVENTS, 0).get((int) at);
        String cause = Recorded.text(record).replaceFirst(".*\"cause\":\"([^\"]+)\".*", "$1");
        Path damaged =
                log.to(folder, Topics.EVENTS, 0, rewritten(at, text -> text.replaceFirst("\"leavesQty\":\"", "$09")));

        String said = replay(damaged).text();

        assertThat(said)
                .contains("first difference at orders.events/0/" + at)
                .contains("before it:\n  " + cause + "  {")
                .contains("  orders.events/0/" + (at - 1) + "  {")
                .contains("recorded:\n  {\"v\":1,")
                .contains("replayed:\n  {\"v\":1,")
                .containsPattern("not the same:\n  changes\\[0].order.leavesQty +recorded \"9\\S+\" +replayed ");
    }

    @Test
    void aLogThatEndsBeforeItsOutputsIsNoDifference() throws IOException {
        int end = log.records(Topics.LEDGER, 3).size() - 5;
        Path killed = log.to(folder, Topics.LEDGER, 3, records -> records.subList(0, end));

        Said said = replay(killed);

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).contains("5 outputs are not in the log yet");
        assertThat(invariants(killed).code()).isZero();
    }
}
