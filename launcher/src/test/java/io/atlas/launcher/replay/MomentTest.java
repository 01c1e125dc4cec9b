package io.atlas.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerEntry.Posting;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.replay.Moment.Holding;
import io.atlas.wire.json.LedgerCodec;
import io.atlas.wire.log.EpochFold;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay --at} and {@code --offset} against what the ledger's own records say at that point. */
class MomentTest {
    @TempDir
    private static Path folder;

    private static Recorded log;

    @BeforeAll
    static void play() throws IOException {
        log = Recorded.withFaults(5, 300);
        log.to(folder);
    }

    private static Moment moment(String timeOrNull, String offset) {
        try (LogOption.Source source = LogOption.stopped(folder)) {
            MomentRun run = new MomentRun(source.log());
            return run.run(
                    timeOrNull == null ? run.atOffset(offset) : MomentRun.atTime(timeOrNull), 2, (a, b, c) -> {});
        }
    }

    @Test
    void theBalancesOfEveryOffsetAreThoseTheLedgerRecorded() {
        long end = log.records(Topics.LEDGER, 0).size();
        for (long offset = nextValid(30); offset < end; offset = nextValid(offset + 97)) {
            Map<String, String> expected = recordedUpTo(offset);
            Map<String, String> found = new TreeMap<>();
            for (Holding each : moment(null, "ledger.entries/0/" + offset).balances()) {
                if (each.partition() == 0) {
                    found.put(
                            each.account() + ' ' + each.asset(), each.availableAmount() + "/" + each.reservedAmount());
                }
            }
            assertThat(found).as("after ledger.entries/0/%d", offset).isEqualTo(expected);
        }
    }

    /** An inert record says nothing of any moment. */
    private static long nextValid(long from) {
        LedgerCodec codec = new LedgerCodec();
        EpochFold fold = new EpochFold();
        for (LogRecord record : log.records(Topics.LEDGER, 0)) {
            boolean valid = fold.accept(record.offset(), codec.header(record.value()));
            if (valid && record.offset() >= from && codec.decode(record).body() instanceof LedgerEntry) {
                return record.offset();
            }
        }
        return Long.MAX_VALUE;
    }

    /** The last "after" of each account and asset. Inert records are left out by their numbers. */
    private static Map<String, String> recordedUpTo(long offset) {
        LedgerCodec codec = new LedgerCodec();
        EpochFold fold = new EpochFold();
        Map<String, String> balances = new TreeMap<>();
        for (LogRecord record : log.records(Topics.LEDGER, 0)) {
            boolean valid = fold.accept(record.offset(), codec.header(record.value()));
            if (valid && record.offset() <= offset && codec.decode(record).body() instanceof LedgerEntry entry) {
                for (Posting posting : entry.postings()) {
                    balances.put(
                            posting.account() + ' ' + posting.asset(),
                            posting.availableAfter() + "/" + posting.reservedAfter());
                }
            }
        }
        return balances;
    }

    @Test
    void atTheEndNothingIsOpenAndNothingReserved() {
        Moment end = moment("2100-01-01T00:00:00Z", null);

        assertThat(end.openOrders()).isEmpty();
        assertThat(end.balances()).isNotEmpty().allMatch(each -> each.reservedAmount() == 0);
        assertThat(end.books()).containsOnlyKeys("AAA-USD", "BBB-USD");
    }

    @Test
    void rightAfterItsCommandAnOrderIsOpenAndItsFundsAreHeld() {
        long at = log.find(Topics.COMMANDS, 0, 60, ".*\"type\":\"NEW_ORDER\".*\"side\":\"BUY\".*");

        Moment moment = moment(null, "orders.commands/0/" + at);

        assertThat(moment.openOrders())
                .anyMatch(order -> order.orderId() == at && order.cumQty() == 0 && order.leavesQty() == order.qty());
        assertThat(moment.inputs()).anyMatch(input -> input.toString().equals("orders.commands/0/" + at));
    }

    @Test
    void beforeTheFirstRecordThereIsNothing() {
        Moment before = moment("2001-01-01T00:00:00Z", null);

        assertThat(before.balances()).isEmpty();
        assertThat(before.openOrders()).isEmpty();
        assertThat(before.inputs()).isEmpty();
    }

    @Test
    void theTextAndTheJsonSayTheSame() {
        Moment moment = moment(null, "orders.commands/0/80");
        StringWriter text = new StringWriter();
        MomentText.print(moment, new PrintWriter(text));

        assertThat(text.toString())
                .contains("as of after orders.commands/0/80, ")
                .contains("ALGO1-1", "AAA-USD");
        assertThat(MomentText.json(moment))
                .contains("\"account\" : \"ALGO1-1\"")
                .contains("\"AAA-USD\" : {");
    }

    @Test
    void aMomentThatIsNoneIsRefused() {
        assertThatThrownBy(() -> moment("yesterday", null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--at");
        assertThatThrownBy(() -> moment(null, "orders.commands/9/1"))
                .isInstanceOf(Refusal.class)
                .hasMessage("--offset: the log has no orders.commands/9.");
        assertThatThrownBy(() -> moment(null, "orders.commands/0/999999"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has no record 999999");
    }
}
