package io.atlas.gateway.fix;

import static io.atlas.gateway.fix.FixAcceptorFixture.ORDER;
import static io.atlas.gateway.fix.FixAcceptorFixture.command;
import static io.atlas.gateway.fix.FixAcceptorFixture.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.gateway.client.ReportHistory;
import io.atlas.wire.config.PasswordHash;
import io.atlas.wire.config.SessionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several gateways over one folder: who knocks at the wrong door is told the right one, and a take-over finds the store. */
class WrongGatewayTest {
    private static final PasswordHash HASH = PasswordHash.hash(FixAcceptorFixture.PASSWORD.toCharArray());

    @TempDir
    Path folder;

    private FixAcceptor gateway(List<String> ours, List<String> elsewhere) {
        FixAcceptorConfig config = new FixAcceptorConfig(
                "127.0.0.1",
                0,
                "ATLAS",
                "../fix-config/FIX44-ATLAS.xml",
                folder,
                sessions(ours),
                sessions(elsewhere),
                100);
        FixAcceptor acceptor = new FixAcceptor(
                config,
                Clock.systemUTC(),
                new KeptCopies(new ArrayList<>()),
                ReportHistory.NONE,
                session -> session.equals("ALGO2") && !ours.contains("ALGO2") ? "10.0.0.7:9881" : null,
                () -> {});
        acceptor.start();
        return acceptor;
    }

    private static List<SessionConfig> sessions(List<String> compIds) {
        return compIds.stream()
                .map(id ->
                        new SessionConfig(id, "ALGO1", List.of("ALGO1-1"), Set.of(SessionConfig.Role.TRADE), HASH, 30))
                .toList();
    }

    @Test
    void sessionOfAnotherGatewayIsToldWhereToGoAfterItsPasswordOnly() throws IOException {
        try (FixAcceptor gateway = gateway(List.of("ALGO1"), List.of("ALGO2", "ALGO3"))) {
            try (RawFixClient client = new RawFixClient(gateway.port(), "ALGO2")) {
                client.send("A", "98=0|108=30|553=ALGO2|554=wrong|");
                assertThat(RawFixClient.field(client.receive("5"), 58)).isEqualTo("LOGON_REFUSED");
                client.expectClosedWithoutAWord();
            }
            try (RawFixClient client = new RawFixClient(gateway.port(), "ALGO2")) {
                client.logon("");
                assertThat(RawFixClient.field(client.receive("5"), 58)).isEqualTo("WRONG_GATEWAY 10.0.0.7:9881");
                client.expectClosedWithoutAWord();
            }
            try (RawFixClient client = new RawFixClient(gateway.port(), "ALGO3")) {
                client.logon("");
                assertThat(RawFixClient.field(client.receive("5"), 58)).isEqualTo("WRONG_GATEWAY");
            }
            try (RawFixClient client = new RawFixClient(gateway.port(), "ALGO1")) {
                client.logon("");
                client.receive("A");
            }
            assertThat(folder.resolve("ALGO2")).doesNotExist();
        }
    }

    @Test
    void takeOverOfADeadGatewayFindsNumbersAndUndeliveredReports() throws IOException {
        FixAcceptor dead = gateway(List.of("ALGO2"), List.of());
        try (RawFixClient client = new RawFixClient(dead.port(), "ALGO2")) {
            client.logon("");
            client.receive("A");
            client.send("D", ORDER.formatted("b"));
        }
        dead.send("ALGO2", report("b", "C1-7"), command(7));
        dead.abandon();
        try (FixAcceptor taker = gateway(List.of("ALGO1", "ALGO2"), List.of());
                RawFixClient client = new RawFixClient(taker.port(), "ALGO2").from(3)) {
            client.logon("");
            String logon = client.receive("A");
            assertThat(RawFixClient.field(logon, 34)).isEqualTo("3");
            assertThat(RawFixClient.field(logon, 141)).isNull();
            assertThat(taker.sentUpTo("ALGO2", "orders.commands")).isEqualTo(command(7));
            client.receiveAny("2");
            client.send("2", "7=2|16=2|");
            assertThat(RawFixClient.field(client.receive("8"), 17)).isEqualTo("C1-7");
        }
    }

    @Test
    void takeOverOfAStoppedGatewayThatStillHoldsItsStoreStartsAnew() throws IOException {
        try (FixAcceptor stopped = gateway(List.of("ALGO2"), List.of())) {
            try (RawFixClient client = new RawFixClient(stopped.port(), "ALGO2")) {
                client.logon("");
                client.receive("A");
            }
            for (int life = 0; life < 2; life++) {
                try (FixAcceptor taker = gateway(List.of("ALGO2"), List.of());
                        RawFixClient client = new RawFixClient(taker.port(), "ALGO2").from(life == 0 ? 2 : 1)) {
                    client.logon("");
                    String logon = client.receive("A");
                    assertThat(RawFixClient.field(logon, 141)).isEqualTo(life == 0 ? "Y" : null);
                    assertThat(Files.isDirectory(folder.resolve("ALGO2~2"))).isTrue();
                    assertThat(folder.resolve("ALGO2~3")).doesNotExist();
                }
            }
        }
    }
}
