package io.atlas.gateway.fix;

import static io.atlas.gateway.fix.RealGateway.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.client.ReportHistory;
import io.atlas.gateway.client.ReportHistory.From;
import io.atlas.gateway.client.ReportHistory.Reading;
import io.atlas.gateway.replay.LogReportHistory;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.InMemoryLog;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay takes the agent's time in small pieces: who trades meanwhile does not wait for it. */
class ReplayPaceTest {
    private static final int OPEN = 40;

    @TempDir
    Path folder;

    private final InMemoryLog log = new InMemoryLog(1);
    private int nextOut;
    private int otherOut;

    @BeforeEach
    void manyOpenOrders() throws IOException {
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient client = gateway.loggedOn("ALGO1", 1);
                RawFixClient other = gateway.loggedOn("ALGO2", 1)) {
            // Its store is new, so it is told its past, of which there is none.
            await().until(() -> !gateway.acceptor.tellsThePast("ALGO2"));
            otherOut = other.nextSeq;
            for (int i = 0; i < OPEN; i++) {
                client.send("D", ORDER.formatted("a-" + i, "0.1"));
            }
            for (int i = 0; i < 2 * OPEN; i++) {
                assertThat(RawFixClient.field(client.receive("8"), 97)).isNull();
            }
            nextOut = client.nextSeq;
        }
    }

    /** All of them are kept until it is known that they are wanted: at the end of the log, in one record. */
    @Test
    void noStepTellsMoreThanItsShare() {
        List<ReportCause> told = new ArrayList<>();
        try (CommandLog end = log.client();
                Reading reading = RealGateway.history(end).read(Map.of("ALGO1", From.since(Long.MAX_VALUE)))) {
            while (!reading.done()) {
                int before = told.size();
                reading.poll((session, report, cause) -> told.add(cause), 8);
                assertThat(told.size() - before).isLessThanOrEqualTo(8);
            }
        }
        assertThat(told).hasSize(2 * OPEN);
    }

    /** A question to the broker takes seconds when it is gone; what it has and the gateway does not know is not the past. */
    @Test
    void theGatewayKnowsTheEndAndTheBrokerIsNotAsked() {
        int[] told = {0};
        try (CommandLog end = log.client()) {
            LogReportHistory history = RealGateway.history(withoutAnswers(end));
            history.endAt((topic, partition) -> end.endOffset(topic, partition) - 1);
            try (Reading reading = history.read(Map.of("ALGO1", From.since(1)))) {
                while (!reading.done()) {
                    reading.poll((session, report, cause) -> told[0]++, 8);
                }
            }
        }
        assertThat(told[0]).isEqualTo(2 * OPEN);
    }

    private static CommandLog withoutAnswers(CommandLog log) {
        return (CommandLog) Proxy.newProxyInstance(
                ReplayPaceTest.class.getClassLoader(),
                new Class<?>[] {CommandLog.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("endOffset")) {
                        throw new CommandLog.LogUnavailable("no answer", null);
                    }
                    try {
                        return method.invoke(log, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Reads nothing before it may: the longest log. */
    private static ReportHistory waitingFor(AtomicBoolean mayGoOn, ReportHistory real) {
        return new ReportHistory() {
            @Override
            public int partitionOf(String session) {
                return real.partitionOf(session);
            }

            @Override
            public Reading read(Map<String, From> sessions) {
                return new DecoratedReading(real.read(sessions)) {
                    @Override
                    public int poll(Told told, int limit) {
                        return mayGoOn.get() ? reading.poll(told, limit) : 0;
                    }
                };
            }
        };
    }

    @Test
    void othersTradeMeanwhileAndTheSessionItselfIsToldInItsOrder() throws IOException {
        AtomicBoolean mayGoOn = new AtomicBoolean();
        try (RealGateway gateway = new RealGateway(folder, log, real -> waitingFor(mayGoOn, real));
                RawFixClient client = gateway.connect("ALGO1").from(nextOut);
                RawFixClient other = gateway.loggedOn("ALGO2", otherOut)) {
            client.logon("20012=C0-1|");
            client.receive("A");
            client.send("D", ORDER.formatted("a-new", "0.1"));
            other.send("D", ORDER.formatted("b-new", "0.1"));
            assertThat(RawFixClient.field(other.receive("8"), 150)).isEqualTo("A");
            assertThat(RawFixClient.field(other.receive("8"), 150)).isEqualTo("0");
            assertThat(gateway.acceptor.tellsThePast("ALGO1")).isTrue();
            mayGoOn.set(true);
            String report = client.receive("8");
            assertThat(RawFixClient.field(report, 11)).isNotEqualTo("a-new");
            while (!RawFixClient.field(report, 11).equals("a-new")) {
                assertThat(RawFixClient.field(report, 97)).isEqualTo("Y");
                report = client.receive("8");
            }
            assertThat(RawFixClient.field(report, 150)).isEqualTo("A");
            assertThat(RawFixClient.field(report, 97)).isNull();
            String confirmed = client.receive("8");
            assertThat(RawFixClient.field(confirmed, 150)).isEqualTo("0");
            assertThat(RawFixClient.field(confirmed, 97)).isNull();
        }
    }

    /** A Logon that asks anew ends the replay in hand; what that has told of the new is then told again. */
    @Test
    void whatIsToldASecondTimeSaysSo() throws IOException {
        AtomicBoolean mayGoOn = new AtomicBoolean();
        try (RealGateway gateway = new RealGateway(folder, log, real -> waitingFor(mayGoOn, real))) {
            try (RawFixClient client = gateway.connect("ALGO1").from(nextOut)) {
                client.logon("20012=C0-1|");
                client.receive("A");
                client.send("D", ORDER.formatted("a-new", "0.1"));
                mayGoOn.set(true);
                assertThat(reportOf(client, "a-new")).doesNotContain("|97=");
            }
            try (RawFixClient client = gateway.connect("ALGO1")) {
                client.logon("141=Y|20012=C0-1|");
                client.receive("A");
                assertThat(reportOf(client, "a-new")).contains("|97=Y|");
            }
        }
    }

    private static String reportOf(RawFixClient client, String clOrdId) throws IOException {
        String report = client.receive("8");
        while (!clOrdId.equals(RawFixClient.field(report, 11))) {
            report = client.receive("8");
        }
        return report;
    }
}
