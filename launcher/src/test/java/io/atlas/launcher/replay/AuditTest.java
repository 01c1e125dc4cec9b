package io.atlas.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atlas.launcher.tools.AuditCommand;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code audit} over a log that the simulator made. */
class AuditTest {
    @TempDir
    private static Path folder;

    private static Recorded log;

    @BeforeAll
    static void play() throws IOException {
        log = Recorded.withFaults(5, 300);
        log.to(folder);
    }

    private static String audit(String... args) {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new AuditCommand()).setOut(new PrintWriter(out));
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--data";
        all[args.length + 1] = folder.toString();
        assertThat(command.execute(all)).isZero();
        return out.toString();
    }

    /** An order that traded, by its last event in partition 0. */
    private static String tradedOrder() {
        long at = log.find(Topics.EVENTS, 0, 20, ".*\"kind\":\"TRADE\".*\"state\":\"FILLED\".*");
        return Recorded.text(log.records(Topics.EVENTS, 0).get((int) at))
                .replaceFirst(".*\"kind\":\"TRADE\".*?\"orderId\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void anOrdersStoryGoesFromItsReservationToItsPostings() {
        String orderId = tradedOrder();
        String offset = orderId.substring(orderId.indexOf('-') + 1);

        String story = audit("--order", orderId);

        assertThat(story)
                .startsWith("order " + orderId + "  ClOrdID ")
                .contains("orders.commands/0/" + offset + " ", "NEW_ORDER ", ", reserves ")
                .contains("OPENED -> PENDING_SUBMIT", "-> FILLED")
                .contains("venue, ENTER: accepted", "postings ")
                .contains("hops of orders.commands/0/" + offset)
                .contains("t2  gateway decided", "t3  OMS read it", "t4  venue received it", "t5  OMS read the report");
    }

    @Test
    void anyClOrdIdOfTheChainTellsTheSameStory() throws IOException {
        String orderId = tradedOrder();
        JsonNode byOrder = new ObjectMapper().readTree(audit("--order", orderId, "--json"));

        String clOrdId = byOrder.path("clOrdIds").path(0).asText();
        JsonNode byId = new ObjectMapper().readTree(audit("--clordid", clOrdId, "--json"));

        assertThat(byId).isEqualTo(byOrder);
        assertThat(byOrder.path("steps")).isNotEmpty();
        assertThat(byOrder.path("steps").findValuesAsText("kind"))
                .contains(Topics.COMMANDS, Topics.REPORTS, Topics.EVENTS, Topics.LEDGER);
        assertThat(byOrder.path("hops").path(0).path("command").asText()).startsWith("orders.commands/0/");
    }

    @Test
    void anAccountsStoryEndsWithTheBalancesOfTheEnd() throws IOException {
        JsonNode story = new ObjectMapper().readTree(audit("--account", "ALGO1-1", "--json"));

        JsonNode moves = story.path("movements");
        assertThat(story.path("orders")).isNotEmpty();
        assertThat(story.path("depositsAndRefusals").get(0).path("what").asText())
                .startsWith("DEPOSIT ");
        assertThat(moves.get(moves.size() - 1).path("reservedAfter").asText()).isEqualTo("0");
        assertThat(audit("--account", "ALGO1-1")).contains("account ALGO1-1", " orders (", " movements");
    }
}
