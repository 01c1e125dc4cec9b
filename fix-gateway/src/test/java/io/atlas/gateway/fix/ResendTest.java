package io.atlas.gateway.fix;

import static io.atlas.gateway.fix.FixAcceptorFixture.ORDER;
import static io.atlas.gateway.fix.FixAcceptorFixture.command;
import static io.atlas.gateway.fix.FixAcceptorFixture.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resends over a real socket: what is sent again, how often one may ask, and who has to wait for it. */
class ResendTest {
    private static final int STORED = 100_000;

    @TempDir
    Path folder;

    private FixAcceptorFixture gateway;

    @BeforeEach
    void open() {
        gateway = new FixAcceptorFixture(folder);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private void store(int count) {
        for (int i = 1; i <= count; i++) {
            gateway.acceptor.send("ALGO1", report("a", "C1-" + i), command(i));
        }
    }

    @Test
    void reportsComeInOrderWithTheirBytesAndAdminMessagesAsGaps() throws IOException {
        store(700);
        try (RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
            gateway.acceptor.send("ALGO1", report("a", "live"), command(1_000));
            client.receive("8");
            client.send("2", "7=600|16=0|");
            for (int seq = 600; seq <= 700; seq++) {
                String again = client.receive("8");
                assertThat(RawFixClient.field(again, 34)).isEqualTo(Integer.toString(seq));
                assertThat(RawFixClient.field(again, 17)).isEqualTo("C1-" + seq);
                assertThat(RawFixClient.field(again, 43)).isEqualTo("Y");
                assertThat(RawFixClient.field(again, 122)).isLessThanOrEqualTo(RawFixClient.field(again, 52));
            }
            String gap = client.receive("4");
            assertThat(RawFixClient.field(gap, 34)).isEqualTo("701");
            assertThat(RawFixClient.field(gap, 36)).isEqualTo("702");
            assertThat(RawFixClient.field(gap, 123)).isEqualTo("Y");
            assertThat(RawFixClient.field(client.receive("8"), 17)).isEqualTo("live");
            client.send("1", "112=end|");
            assertThat(RawFixClient.field(client.receive("0"), 34)).isEqualTo("703");
        }
    }

    @Test
    void rangesAreServedOneAfterTheOther() throws IOException {
        store(20);
        try (RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
            client.send("2", "7=11|16=12|");
            client.send("2", "7=3|16=4|");
            for (int seq : new int[] {11, 12, 3, 4}) {
                assertThat(RawFixClient.field(client.receive("8"), 34)).isEqualTo(Integer.toString(seq));
            }
        }
    }

    @Test
    void equalRequestIsIgnoredTheThirdIsAStormAndOthersAreServedMeanwhile() throws IOException {
        store(STORED);
        try (RawFixClient greedy = gateway.loggedOn("ALGO1", 1);
                RawFixClient other = gateway.loggedOn("ALGO2", 1)) {
            greedy.send("2", "7=1|16=0|");
            greedy.send("2", "7=1|16=0|");
            greedy.send("2", "7=1|16=0|");
            int received = 0;
            String message = greedy.receiveAny("8", "3");
            while (RawFixClient.field(message, 35).equals("8")) {
                received++;
                assertThat(RawFixClient.field(message, 34)).isEqualTo(Integer.toString(received));
                message = greedy.receiveAny("8", "3");
            }
            assertThat(RawFixClient.field(message, 373)).isEqualTo("99");
            assertThat(RawFixClient.field(message, 58)).isEqualTo("RESEND_STORM");
            assertThat(RawFixClient.field(message, 45)).isEqualTo("4");
            // The other session is answered while most of the resend is still to come.
            other.send("D", ORDER.formatted("b"));
            gateway.awaitRequests(1);
            other.send("1", "112=quick|");
            assertThat(RawFixClient.field(other.receive("0"), 112)).isEqualTo("quick");
            // And so is the greedy one, between two reports; it is still counted with.
            greedy.send("1", "112=me too|");
            do {
                message = greedy.receiveAny("8", "0");
                received++;
            } while (RawFixClient.field(message, 35).equals("8"));
            assertThat(RawFixClient.field(message, 112)).isEqualTo("me too");
            assertThat(received).isLessThan(STORED / 2);
        }
    }

    @Test
    void malformedRequestIsRefusedByTheSession() throws IOException {
        try (RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
            client.send("2", "7=1|");
            assertThat(RawFixClient.field(client.receive("3"), 373)).isEqualTo("1");
            client.send("2", "7=x|16=0|");
            assertThat(RawFixClient.field(client.receive("3"), 373)).isEqualTo("6");
        }
    }
}
