package io.atlas.gateway.fix;

import static io.atlas.gateway.fix.FixAcceptorFixture.ORDER;
import static io.atlas.gateway.fix.FixAcceptorFixture.command;
import static io.atlas.gateway.fix.FixAcceptorFixture.event;
import static io.atlas.gateway.fix.FixAcceptorFixture.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atlas.gateway.client.Report.BusinessReject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixAcceptorCrashTest {
    @TempDir
    Path folder;

    @Test
    void whatWasNotDecidedIsAskedForAgainAndOnlyThat() throws IOException {
        try (FixAcceptorFixture gateway = new FixAcceptorFixture(folder);
                RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
            client.send("D", ORDER.formatted("a-2"));
            client.send("D", ORDER.formatted("a-3"));
            client.send("D", ORDER.formatted("a-4"));
            gateway.awaitRequests(3);
            gateway.acceptor.decided("ALGO1", 2);
            gateway.acceptor.decided("ALGO1", 4);
        }
        try (FixAcceptorFixture gateway = new FixAcceptorFixture(folder);
                RawFixClient client = gateway.loggedOn("ALGO1", 5)) {
            String ask = client.receive("2");
            assertThat(RawFixClient.field(ask, 7)).isEqualTo("3");
            client.resend("D", 3, ORDER.formatted("a-3"));
            client.resend("D", 4, ORDER.formatted("a-4"));
            assertThat(gateway.awaitRequests(2))
                    .extracting(request ->
                            request.clOrdId() + ' ' + request.arrival().possDup())
                    .containsExactly("a-3 true", "a-4 true");
            assertThat(gateway.requests.get(0).arrival().origSendingTimeNs()).isPositive();
            client.from(6).send("D", ORDER.formatted("a-6"));
            assertThat(gateway.awaitRequests(3)).extracting("clOrdId").endsWith("a-6");
        }
    }

    @Test
    void whatWasRefusedIsNotProcessedWhenItComesAgain() throws IOException {
        try (FixAcceptorFixture gateway = new FixAcceptorFixture(folder);
                RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
            client.send("D", ORDER.formatted("undecided"));
            client.send("D", ORDER.formatted("no-price").replace("44=50000.00|", ""));
            client.receive("j");
            client.send("D", ORDER.formatted("unknown-tag") + "9999=1|");
            client.receive("3");
            client.send("D", ORDER.formatted("by-agent"));
            gateway.awaitRequests(2);
            gateway.acceptor.send("ALGO1", new BusinessReject(5, "D", "by-agent", 4, "log does not answer"), null);
            gateway.acceptor.decided("ALGO1", 5);
            client.receive("j");
        }
        try (FixAcceptorFixture gateway = new FixAcceptorFixture(folder);
                RawFixClient client = gateway.loggedOn("ALGO1", 6)) {
            assertThat(RawFixClient.field(client.receive("2"), 7)).isEqualTo("2");
            client.resend("D", 2, ORDER.formatted("undecided"));
            client.resend("D", 3, ORDER.formatted("no-price").replace("44=50000.00|", ""));
            client.resend("D", 4, ORDER.formatted("unknown-tag") + "9999=1|");
            client.resend("D", 5, ORDER.formatted("by-agent"));
            client.from(7).send("D", ORDER.formatted("next"));
            assertThat(gateway.awaitRequests(2)).extracting("clOrdId").containsExactly("undecided", "next");
            client.send("1", "112=no answer before this|");
            client.receive("0");
        }
    }

    /** The agent refuses what came before the numbers began anew: that says nothing of the new message with that number. */
    @Test
    void refusalOfAnEarlierNumberingDoesNotCountForTheNewOne() throws IOException {
        try (FixAcceptorFixture gateway = new FixAcceptorFixture(folder)) {
            try (RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
                client.send("D", ORDER.formatted("old"));
                gateway.awaitRequests(1);
            }
            await().until(() -> !gateway.acceptor.isLoggedOn("ALGO1"));
            try (RawFixClient client = gateway.connect("ALGO1")) {
                client.logon("141=Y|");
                client.receive("A");
                gateway.awaitRequests(2);
                client.send("D", ORDER.formatted("new"));
                gateway.awaitRequests(3);
                gateway.acceptor.send(
                        "ALGO1", BusinessReject.to(gateway.requests.get(0), 4, "log does not answer"), null);
                gateway.acceptor.decided("ALGO1", 2);
                String refusal = client.receive("j");
                assertThat(RawFixClient.field(refusal, 379)).isEqualTo("old");
                // The client has given that number to another message.
                assertThat(RawFixClient.field(refusal, 45)).isNull();
            }
        }
        try (FixAcceptorFixture gateway = new FixAcceptorFixture(folder);
                RawFixClient client = gateway.loggedOn("ALGO1", 3)) {
            assertThat(RawFixClient.field(client.receive("2"), 7)).isEqualTo("2");
            client.resend("D", 2, ORDER.formatted("new"));
            assertThat(gateway.awaitRequests(1)).extracting("clOrdId").containsExactly("new");
        }
    }

    /** The engine answers the Logon a moment before it counts the session as logged on. */
    @RepeatedTest(20)
    void reportRightAfterTheLogonIsNotHeldBack() throws IOException {
        try (FixAcceptorFixture gateway = new FixAcceptorFixture(folder);
                RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
            for (int i = 1; i <= 20; i++) {
                gateway.acceptor.send("ALGO1", report("a", "C1-" + i), command(i));
            }
            for (int i = 1; i <= 20; i++) {
                String report = client.receive("8");
                assertThat(RawFixClient.field(report, 34)).isEqualTo(Integer.toString(i + 1));
                assertThat(RawFixClient.field(report, 43)).isNull();
            }
        }
    }

    @Test
    void reportsAreKeptWithTheirCausesAndResent() throws IOException {
        try (FixAcceptorFixture gateway = new FixAcceptorFixture(folder);
                RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
            gateway.acceptor.send("ALGO1", report("a", "C1-7"), command(7));
            gateway.acceptor.send("ALGO1", report("a", "E1-4.0"), event(4));
            gateway.acceptor.send("ALGO1", report("a", "0"), null);
            client.receive("8");
        }
        try (FixAcceptorFixture gateway = new FixAcceptorFixture(folder);
                RawFixClient client = gateway.loggedOn("ALGO1", 2)) {
            assertThat(gateway.acceptor.sentUpTo("ALGO1", "orders.commands")).isEqualTo(command(7));
            assertThat(gateway.acceptor.sentUpTo("ALGO1", "orders.events")).isEqualTo(event(4));
            assertThat(gateway.acceptor.sentUpTo("ALGO2", "orders.events")).isNull();
            client.send("2", "7=3|16=4|");
            String resent = client.receive("8");
            assertThat(RawFixClient.field(resent, 34)).isEqualTo("3");
            assertThat(RawFixClient.field(resent, 17)).isEqualTo("E1-4.0");
            assertThat(RawFixClient.field(resent, 43)).isEqualTo("Y");
            assertThat(RawFixClient.field(resent, 122)).isNotNull();
            assertThat(RawFixClient.field(client.receive("8"), 34)).isEqualTo("4");
        }
    }

    @Test
    void resetOfTheNumbersKeepsWhatWasTold() throws IOException {
        try (FixAcceptorFixture gateway = new FixAcceptorFixture(folder)) {
            gateway.loggedOn("ALGO1", 1).close();
            gateway.acceptor.send("ALGO1", report("a", "C1-7"), command(7));
        }
        try (FixAcceptorFixture gateway = new FixAcceptorFixture(folder)) {
            try (RawFixClient client = gateway.connect("ALGO1")) {
                client.logon("141=Y|");
                String logon = client.receive("A");
                assertThat(RawFixClient.field(logon, 34)).isEqualTo("1");
                assertThat(RawFixClient.field(logon, 141)).isEqualTo("Y");
                assertThat(gateway.acceptor.sentUpTo("ALGO1", "orders.commands"))
                        .isEqualTo(command(7));
            }
            // Gone before the acceptor closes: otherwise that one may still say Logout, under a number of its own.
            await().until(() -> !gateway.acceptor.isLoggedOn("ALGO1"));
        }
        try (FixAcceptorFixture gateway = new FixAcceptorFixture(folder);
                RawFixClient client = gateway.connect("ALGO1").from(2)) {
            client.logon("");
            assertThat(RawFixClient.field(client.receive("A"), 34)).isEqualTo("2");
            assertThat(gateway.acceptor.sentUpTo("ALGO1", "orders.commands")).isEqualTo(command(7));
        }
    }
}
