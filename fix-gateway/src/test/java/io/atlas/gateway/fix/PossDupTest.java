package io.atlas.gateway.fix;

import static io.atlas.gateway.fix.RealGateway.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.wire.log.InMemoryLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PossDupFlag(43), PossResend(97) and ClOrdIDs that were used: the table of the rules of engagement, row by row, over a real
 * socket. Order a-1 is known, bought 3, traded 1.
 */
class PossDupTest {
    private static final String KNOWN = ORDER.formatted("a-1", "3");
    private static final String OTHER_CONTENT = ORDER.formatted("a-1", "4");
    private static final String UNKNOWN = ORDER.formatted("a-2", "3");

    @TempDir
    Path folder;

    private RealGateway gateway;
    private RawFixClient client;

    @BeforeEach
    void anOrderThatHasTradedInPart() throws IOException {
        gateway = new RealGateway(folder, new InMemoryLog(1));
        client = gateway.loggedOn("ALGO1", 1);
        client.send("D", KNOWN);
        client.receive("8");
        client.receive("8");
        gateway.fill("a-1", "1", "7.0");
        client.receive("8");
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        gateway.close();
    }

    private static String possDup(int secondsAgo) {
        return "43=Y|122="
                + LocalDateTime.now(ZoneOffset.UTC)
                        .minusSeconds(secondsAgo)
                        .format(DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss"))
                + '|';
    }

    private void assertIsState(String report) {
        assertField(report, 150, "I");
        assertField(report, 17, "0");
        assertField(report, 11, "a-1");
        assertField(report, 39, "1");
        assertField(report, 14, "1.00000");
        assertField(report, 151, "2.00000");
    }

    private void assertIsRefusedButOrderUnharmed(String report) {
        assertField(report, 150, "8");
        assertField(report, 103, "6");
        assertField(report, 39, "1");
        assertField(report, 14, "1.00000");
        assertField(report, 151, "2.00000");
        assertField(report, 37, "0-2");
    }

    private void assertIsNew(String report, String clOrdId) throws IOException {
        assertField(report, 150, "A");
        assertField(report, 11, clOrdId);
        assertField(client.receive("8"), 150, "0");
    }

    private static void assertField(String message, int tag, String value) {
        assertThat(RawFixClient.field(message, tag))
                .as("%d in %s", tag, message)
                .isEqualTo(value);
    }

    @Test
    void possDupOfAProcessedNumberIsDroppedByTheSession() throws IOException {
        client.resend("D", 2, KNOWN);
        client.resend("D", 2, UNKNOWN);
        client.send("1", "112=nothing before this|");
        client.receive("0");
    }

    @Test
    void possDupUnderANewNumberOfAKnownOrderIsAnsweredByItsState() throws IOException {
        client.sendRaw("D", possDup(0), KNOWN);
        assertIsState(client.receive("8"));
        client.sendRaw("D", possDup(3_600), KNOWN);
        assertIsState(client.receive("8"));
    }

    @Test
    void possDupUnderANewNumberOfAnUnknownOrderIsNewIfYoung() throws IOException {
        client.sendRaw("D", possDup(5), UNKNOWN);
        assertIsNew(client.receive("8"), "a-2");
    }

    @Test
    void possDupUnderANewNumberOfAnUnknownOrderIsStaleIfOld() throws IOException {
        client.sendRaw("D", possDup(3_600), UNKNOWN);
        String report = client.receive("8");
        assertField(report, 150, "8");
        assertField(report, 103, "8");
        assertField(report, 20005, "STALE");
    }

    @Test
    void possResendOfAKnownOrderIsAnsweredByItsState() throws IOException {
        client.sendRaw("D", "97=Y|", KNOWN);
        assertIsState(client.receive("8"));
    }

    @Test
    void possResendOfAnUnknownOrderIsNew() throws IOException {
        client.sendRaw("D", "97=Y|", UNKNOWN);
        assertIsNew(client.receive("8"), "a-2");
    }

    @Test
    void plainRepeatIsRefusedAndTheOrderIsNotHarmed() throws IOException {
        client.send("D", KNOWN);
        assertIsRefusedButOrderUnharmed(client.receive("8"));
    }

    @Test
    void otherContentIsRefusedHoweverItComes() throws IOException {
        for (String header : new String[] {"", "97=Y|", possDup(1)}) {
            client.sendRaw("D", header, OTHER_CONTENT);
            String report = client.receive("8");
            assertIsRefusedButOrderUnharmed(report);
            assertField(report, 20005, "CLORDID_REUSED");
        }
    }

    @Test
    void cancelsFollowTheSameTable() throws IOException {
        String cancel = "11=c-1|41=a-1|55=BTC-USD|54=1|60=20260105-10:00:00|38=3|";
        client.sendRaw("F", "97=Y|", cancel);
        assertField(client.receive("8"), 150, "6");
        assertField(client.receive("8"), 150, "4");
        client.sendRaw("F", "97=Y|", cancel);
        String state = client.receive("8");
        assertField(state, 150, "I");
        assertField(state, 39, "4");
        client.sendRaw("F", possDup(0), cancel);
        assertField(client.receive("8"), 150, "I");
        client.send("F", cancel);
        String refused = client.receive("9");
        assertField(refused, 102, "6");
        assertField(refused, 39, "4");
        client.sendRaw("F", "97=Y|", cancel.replace("41=a-1", "41=other"));
        assertField(client.receive("9"), 20005, "CLORDID_REUSED");
    }
}
