package io.atlas.launcher.story;

import static io.atlas.launcher.story.Expected.ExecType.CANCELED;
import static io.atlas.launcher.story.Expected.ExecType.NEW;
import static io.atlas.launcher.story.Expected.ExecType.PENDING_NEW;
import static io.atlas.launcher.story.Expected.ExecType.REJECTED;
import static io.atlas.launcher.story.Expected.ExecType.STATUS;
import static io.atlas.launcher.story.Expected.ExecType.TRADE;
import static io.atlas.launcher.story.Expected.message;
import static io.atlas.launcher.story.Expected.report;
import static io.atlas.launcher.story.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.OrdStatus;
import io.atlas.domain.Side;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of the whole process, and {@code up} on what it left. */
@OwnWorld
class KillStoryTest extends Stories {
    private static final String BTC = StoryConfig.QUIET;
    private static final Expected ACKNOWLEDGED = message("8").execType(PENDING_NEW);
    private static final int KILLS = 3;
    private static final int IN_FLIGHT = 200;

    private void killAndUp() throws IOException {
        story().world().kill();
        story().world().up();
    }

    @Test
    void balancesBookAndMissedReportsAreThereAgain() throws IOException {
        given.account("ALFA").has("100000 USD");
        given.account("OMEGA").has("1000000 USD", "100 BTC");
        when.client("ALFA").buys("ord-1", "1", BTC, "50000");
        when.client("ALFA").buys("ord-2", "0.5", BTC, "48000");
        then.client("ALFA").sees(report("ord-2").execType(NEW));
        when.client("OMEGA").sells("s-1", "0.4", BTC, "50000");
        then.client("ALFA").sees(report("ord-1").execType(TRADE).cumQty("0.4"));
        // ALFA is away when the next fill comes: the report waits in its session's store.
        when.client("ALFA").peer().close();
        then.client("ALFA").isDisconnected();
        when.client("OMEGA").sells("s-2", "0.1", BTC, "50000");
        then.client("OMEGA").sees(report("s-2").execType(TRADE).ordStatus(OrdStatus.FILLED));
        then.account("ALFA").has("USD", "26000", "49000").has("BTC", "0.5", "0");

        killAndUp();

        then.account("ALFA").has("USD", "26000", "49000").has("BTC", "0.5", "0");
        then.account("OMEGA").has("USD", "1025000", "0").has("BTC", "99.5", "0");
        when.client("ALFA").returns();
        String missed = then.client("ALFA")
                .sees(report("ord-1").execType(TRADE).cumQty("0.5").leavesQty("0.5"));
        assertThat(FixText.field(missed, 43)).as("PossDupFlag").isEqualTo("Y");
        then.client("ALFA").hasSeenOf("ord-1", "A0FF").hasSeenOf("ord-2", "A0");
        when.client("ALFA").asksFor("ord-1");
        then.client("ALFA")
                .sees(report("ord-1")
                        .execType(STATUS)
                        .ordStatus(OrdStatus.PARTIALLY_FILLED)
                        .cumQty("0.5"));

        // The book is the same: one order can be canceled, the other traded with.
        when.client("ALFA").cancels("ord-2", "cxl-2");
        then.client("ALFA").sees(report("cxl-2").execType(CANCELED).origClOrdId("ord-2"));
        when.client("OMEGA").returns();
        when.client("OMEGA").sells("s-3", "1", BTC, "50000");
        then.client("OMEGA").sees(report("s-3").execType(TRADE).lastQty("0.5").leavesQty("0.5"));
        then.client("ALFA")
                .sees(report("ord-1")
                        .execType(TRADE)
                        .ordStatus(OrdStatus.FILLED)
                        .cumQty("1"));
        then.account("ALFA").has("USD", "50000", "0").has("BTC", "1", "0");
        then.account("OMEGA").has("USD", "1050000", "0").has("BTC", "98.5", "0.5");
        then.clearingIsEvenBetween("ALFA", "OMEGA");

        everythingIsResentOnRequest();
        aRepeatFromLongAgoIsTooOld();
    }

    private void everythingIsResentOnRequest() {
        FixPeer alfa = when.client("ALFA").peer();
        int before = alfa.repeats().size();
        List<String> heard = execIds(alfa.received());

        alfa.send("2", "7=1|16=0|");
        await(
                "all is sent again",
                () -> execIds(alfa.repeats().subList(before, alfa.repeats().size()))
                                .size()
                        >= heard.size());
        List<String> again = alfa.repeats().subList(before, alfa.repeats().size());
        assertThat(execIds(again)).isEqualTo(heard);
        assertThat(again).allMatch(repeat -> FixText.isYes(repeat, 43));
    }

    private static List<String> execIds(List<String> messages) {
        return messages.stream()
                .filter(message("8")::matches)
                .map(report -> FixText.field(report, 17))
                .toList();
    }

    private void aRepeatFromLongAgoIsTooOld() {
        String old = when.client("ALFA").limitOrder("old-1", Side.BUY, "0.1", BTC, "50000");
        when.client("ALFA").sends("D", "43=Y|122=20250101-00:00:00|", old);
        then.client("ALFA")
                .sees(report("old-1").execType(REJECTED).field(103, "8").reason("STALE"));
    }

    @Test
    void noOrderIsLostAndNoneIsThereTwiceHoweverOftenItIsKilled() throws IOException {
        given.account("OMEGA").has("1000000 USD", "100 BTC");
        given.account("RHO").has("1000000 USD", "100 BTC");
        FixPeer rho = when.client("RHO").session();
        int there = 0;
        int unacknowledged = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            boolean givesUp = kill == 2;
            List<String> sent = send(kill);
            await("some are acknowledged", () -> !heardOf(rho, sent, ACKNOWLEDGED)
                    .isEmpty());
            story().world().kill();
            then.client("RHO").isDisconnected();
            List<String> acknowledged = heardOf(rho, sent, ACKNOWLEDGED);
            unacknowledged += sent.size() - acknowledged.size();

            story().world().up();
            rho.fillGapsInsteadOfResending(givesUp);
            when.client("RHO").returns();
            Set<String> present = present(rho, sent);
            assertThat(present).as("kill %d", kill).containsAll(acknowledged);
            if (!givesUp) {
                assertThat(present).as("all were resent").hasSameElementsAs(sent);
            }
            assertThat(logged(sent))
                    .as("NEW_ORDER records")
                    .hasSameElementsAs(present)
                    .doesNotHaveDuplicates();
            await(
                    "each is reported",
                    () -> heardOf(rho, sent, message("8").execType(NEW)).size() == present.size());
            assertThat(heardOf(rho, sent, message("8").execType(NEW))).hasSameElementsAs(present);
            assertThat(heardOf(rho, sent, ACKNOWLEDGED))
                    .hasSameElementsAs(present)
                    .doesNotHaveDuplicates();
            there += present.size();
            BigDecimal reserved = new BigDecimal("490").multiply(BigDecimal.valueOf(there));
            then.account("RHO")
                    .has("USD", new BigDecimal("1000000").subtract(reserved).toString(), reserved.toString());
        }
        assertThat(unacknowledged).as("orders in flight at a kill").isPositive();
        sellToAllOfThem(there);
    }

    /** Many small buys at 49,000, in one packet. */
    private List<String> send(int kill) {
        List<String> sent = new ArrayList<>();
        when.client("RHO").inOneBreath(() -> {
            for (int i = 1; i <= IN_FLIGHT; i++) {
                String clOrdId = "k" + kill + '-' + i;
                sent.add(clOrdId);
                when.client("RHO").buys(clOrdId, "0.01", BTC, "49000");
            }
        });
        return sent;
    }

    /** The ClOrdIDs(11), among these, of all messages that are as wanted. */
    private static List<String> heardOf(FixPeer client, List<String> clOrdIds, Expected wanted) {
        Set<String> among = Set.copyOf(clOrdIds);
        return client.received().stream()
                .filter(wanted::matches)
                .map(report -> FixText.field(report, 11))
                .filter(among::contains)
                .toList();
    }

    /** Those that 35=H knows. */
    private Set<String> present(FixPeer client, List<String> clOrdIds) {
        clOrdIds.forEach(when.client("RHO")::asksFor);
        Set<String> present = clOrdIds.stream()
                .filter(clOrdId -> !FixText.field(
                                then.client("RHO").sees(report(clOrdId).execType(STATUS)), 37)
                        .equals("NONE"))
                .collect(Collectors.toSet());
        assertThat(client.received())
                .filteredOn(message("8").field(37, "NONE")::matches)
                .allMatch(message("8").ordStatus(OrdStatus.REJECTED).field(103, "5")::matches);
        return present;
    }

    private List<String> logged(List<String> clOrdIds) {
        return story().world().log().rows(Topics.COMMANDS).stream()
                .filter(row -> row.type().equals("NEW_ORDER"))
                .map(row -> row.json().at("/origin/clOrdId").asText())
                .filter(clOrdIds::contains)
                .toList();
    }

    /** A seller of more than all of them meets each exactly once. */
    private void sellToAllOfThem(int orders) {
        BigDecimal qty = new BigDecimal("0.01").multiply(BigDecimal.valueOf(orders));
        when.client("OMEGA").sells("s-1", qty.add(BigDecimal.ONE).toString(), BTC, "49000");
        then.client("OMEGA")
                .sees(report("s-1").execType(TRADE).cumQty(qty.toString()).leavesQty("1"));
        BigDecimal paid = qty.multiply(new BigDecimal("49000"));
        then.account("RHO")
                .has("USD", new BigDecimal("1000000").subtract(paid).toString(), "0")
                .has("BTC", new BigDecimal("100").add(qty).toString(), "0");
        then.account("OMEGA").has("USD", new BigDecimal("1000000").add(paid).toString(), "0");
        Expected filled =
                message("8").execType(TRADE).ordStatus(OrdStatus.FILLED).lastQty("0.01");
        await(
                "each buyer's order is filled once",
                () -> when.client("RHO").peer().received().stream()
                                .filter(filled::matches)
                                .count()
                        == orders);
        then.clearingIsEvenBetween("RHO", "OMEGA");
    }
}
