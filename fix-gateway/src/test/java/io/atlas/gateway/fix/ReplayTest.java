package io.atlas.gateway.fix;

import static io.atlas.gateway.fix.RealGateway.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.gateway.client.ReportHistory;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.InMemoryLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is lost or damaged, a client that starts anew: nothing is missed, nothing has other content than before. */
class ReplayTest {
    @TempDir
    Path folder;

    private final InMemoryLog log = new InMemoryLog(1);
    /** The reports of the first life as they were sent, bodies only. */
    private final List<String> told = new ArrayList<>();

    private int nextOut;

    @BeforeEach
    void aMorningOfTrading() throws IOException {
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
            client.send("D", ORDER.formatted("a-1", "3"));
            told.addAll(reports(client, 2));
            client.send("D", ORDER.formatted("a-2", "5"));
            told.addAll(reports(client, 2));
            gateway.fill("a-1", "1", "7.0");
            told.addAll(reports(client, 1));
            client.send("D", ORDER.formatted("a-1", "3"));
            told.addAll(reports(client, 1));
            gateway.fill("a-1", "2", "7.1");
            told.addAll(reports(client, 1));
            client.send("F", "11=a-3|41=a-2|55=BTC-USD|54=1|60=20260105-10:00:00|38=5|");
            told.addAll(reports(client, 2));
            client.send("D", ORDER.formatted("a-4", "1"));
            told.addAll(reports(client, 2));
            client.send("F", "11=a-5|41=nothing|55=BTC-USD|54=1|60=20260105-10:00:00|38=5|");
            told.addAll(reports(client, 1));
            nextOut = client.nextSeq;
        }
        assertThat(told).hasSize(12);
    }

    private static List<String> reports(RawFixClient client, int count) throws IOException {
        List<String> reports = new ArrayList<>();
        while (reports.size() < count) {
            reports.add(content(client.receiveAny("8", "9")));
        }
        return reports;
    }

    /** What a repeat must have in common with the first: everything but the header. */
    private static String content(String message) {
        String body = message.substring(0, message.lastIndexOf("|10=") + 1);
        return body.replaceFirst("^8=.*?\\|35=", "35=").replaceAll("\\|(34|43|52|97|122)=[^|]*", "");
    }

    private void deleteStore() throws IOException {
        deleteStore("ALGO1");
    }

    private void deleteStore(String session) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(session))) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Test
    void lostStoreMakesBothStartAnewAndTellsEverythingAgain() throws IOException {
        deleteStore();
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient client = gateway.connect("ALGO1").from(nextOut)) {
            client.logon("");
            String logon = client.receive("A");
            assertThat(RawFixClient.field(logon, 141)).isEqualTo("Y");
            assertThat(RawFixClient.field(logon, 34)).isEqualTo("1");
            assertToldAgain(client, told);
            client.from(1).send("D", ORDER.formatted("a-9", "1"));
            String live = client.receive("8");
            assertThat(RawFixClient.field(live, 97)).isNull();
            assertThat(RawFixClient.field(live, 11)).isEqualTo("a-9");
        }
    }

    private static void assertToldAgain(RawFixClient client, List<String> expected) throws IOException {
        List<String> again = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            String message = client.receiveAny("8", "9");
            assertThat(RawFixClient.field(message, 97)).as(message).isEqualTo("Y");
            again.add(content(message));
        }
        assertThat(again).containsExactlyInAnyOrderElementsOf(expected);
        // Reports of one order keep their order.
        for (String order : List.of("0-", "NONE")) {
            assertThat(ofOrder(again, order)).isEqualTo(ofOrder(expected, order));
        }
    }

    private static List<String> ofOrder(List<String> reports, String orderId) {
        return reports.stream()
                .filter(report -> RawFixClient.field('|' + report, 37).startsWith(orderId))
                .sorted(Comparator.comparing(report -> RawFixClient.field('|' + report, 37)))
                .toList();
    }

    @Test
    void clientThatKnowsNothingOfUsEitherIsToldEverythingUnderNormalNumbers() throws IOException {
        deleteStore();
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient client = gateway.connect("ALGO1")) {
            client.logon("");
            String logon = client.receive("A");
            assertThat(RawFixClient.field(logon, 141)).isNull();
            assertToldAgain(client, told);
            client.send("1", "112=x|");
            client.receive("0");
        }
    }

    @Test
    void damagedMessagesLeaveAHoleAndAreToldAgainUnderNewNumbers() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("ALGO1/g1.out"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve("ALGO1/g1.out"), bytes);
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient client = gateway.connect("ALGO1").from(nextOut)) {
            client.logon("");
            String logon = client.receive("A");
            assertThat(RawFixClient.field(logon, 141)).isNull();
            int logonSeq = Integer.parseInt(RawFixClient.field(logon, 34));
            assertThat(logonSeq).isGreaterThan(told.size() + 2);
            client.send("2", "7=2|16=0|");
            List<String> resent = new ArrayList<>();
            int expected = 2;
            while (expected < logonSeq + 1) {
                String message = client.receiveAny("8", "9", "4");
                assertThat(RawFixClient.field(message, 34)).isEqualTo(Integer.toString(expected));
                assertThat(RawFixClient.field(message, 43)).isEqualTo("Y");
                boolean fill = RawFixClient.field(message, 35).equals("4");
                expected = fill ? Integer.parseInt(RawFixClient.field(message, 36)) : expected + 1;
                if (!fill) {
                    resent.add(content(message));
                }
            }
            assertThat(resent).containsExactlyInAnyOrderElementsOf(told);
        }
    }

    @Test
    void clientNamesItsLastReportAndGetsThoseAfterIt() throws IOException {
        for (int known = 0; known < told.size(); known++) {
            String execId = RawFixClient.field('|' + told.get(known), 17);
            if (execId == null) {
                continue;
            }
            try (RealGateway gateway = new RealGateway(folder, log);
                    RawFixClient client = gateway.connect("ALGO1")) {
                client.logon("141=Y|20012=" + execId + '|');
                assertThat(RawFixClient.field(client.receive("A"), 141)).isEqualTo("Y");
                client.send("1", "112=end|");
                List<String> again = new ArrayList<>();
                List<String> missed = told.subList(known + 1, told.size());
                while (!again.containsAll(missed)) {
                    String message = client.receiveAny("8", "9", "0");
                    if (!RawFixClient.field(message, 35).equals("0")) {
                        assertThat(RawFixClient.field(message, 97)).as(message).isEqualTo("Y");
                        again.add(content(message));
                    }
                }
                assertThat(told).containsAll(again);
                assertThat(again).doesNotHaveDuplicates();
            }
        }
    }

    /** Who names a report counts on having been told of what came before it. */
    @Test
    void thePastIsToldInItsOrderHoweverLittleIsReadAtATime() {
        List<String> again = new ArrayList<>();
        try (CommandLog end = log.client();
                ReportHistory.Reading reading =
                        RealGateway.history(end).read(Map.of("ALGO1", ReportHistory.From.since(0)))) {
            while (!reading.done()) {
                reading.poll(
                        (session, report, cause) -> {
                            if (report instanceof ExecutionReport execution) {
                                again.add(execution.execId());
                            }
                        },
                        1);
            }
        }
        assertThat(again)
                .isEqualTo(told.stream()
                        .map(report -> RawFixClient.field('|' + report, 17))
                        .filter(Objects::nonNull)
                        .toList());
    }

    @Test
    void resetInMidDayIsAnsweredByTheStateOfEachOpenOrder() throws IOException {
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient client = gateway.connect("ALGO1")) {
            client.logon("141=Y|");
            assertThat(RawFixClient.field(client.receive("A"), 34)).isEqualTo("1");
            String status = client.receive("8");
            assertThat(RawFixClient.field(status, 150)).isEqualTo("I");
            assertThat(RawFixClient.field(status, 11)).isEqualTo("a-4");
            assertThat(RawFixClient.field(status, 39)).isEqualTo("0");
            client.send("D", ORDER.formatted("a-9", "1"));
            assertThat(RawFixClient.field(client.receive("8"), 11)).isEqualTo("a-9");
        }
    }

    /** Who cancels another session's order hears of it, and so does the order's session; each again from its own past. */
    @Test
    void bothSessionsOfAnOrderAreToldAgainWhatEachWasTold() throws IOException {
        List<String> toOwner;
        List<String> toOther;
        int other;
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient owner = gateway.loggedOn("ALGO1", nextOut);
                RawFixClient canceller = gateway.loggedOn("ALGO2", 1)) {
            canceller.send("F", "11=b-1|41=a-4|55=BTC-USD|54=1|60=20260105-10:00:00|38=1|");
            toOwner = reports(owner, 2);
            toOther = reports(canceller, 2);
            other = canceller.nextSeq;
        }
        deleteStore("ALGO1");
        deleteStore("ALGO2");
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient owner = gateway.connect("ALGO1").from(nextOut + 2);
                RawFixClient canceller = gateway.connect("ALGO2").from(other)) {
            canceller.logon("");
            canceller.receive("A");
            assertToldAgain(canceller, toOther);
            owner.logon("");
            owner.receive("A");
            told.addAll(toOwner);
            assertToldAgain(owner, told);
        }
    }

    @Test
    void whatTheClientHadWhenItNamedItsLastReportIsNotToldByTheNextLifeEither() throws IOException {
        String last = RawFixClient.field('|' + told.get(10), 17);
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient client = gateway.connect("ALGO1")) {
            client.logon("141=Y|20012=" + last + '|');
            assertThat(RawFixClient.field(client.receive("A"), 34)).isEqualTo("1");
            // A refusal, which has its cause among the commands: of the events nothing is told under the new numbers.
            assertThat(reports(client, 1)).containsExactly(told.get(11));
            nextOut = client.nextSeq;
        }
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient client = gateway.connect("ALGO1").from(nextOut)) {
            client.logon("");
            // What it told before anybody was there to hear it would have taken numbers.
            assertThat(RawFixClient.field(client.receive("A"), 34)).isEqualTo("3");
        }
    }

    @Test
    void unknownExecIdGetsEverything() throws IOException {
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient client = gateway.connect("ALGO1")) {
            client.logon("141=Y|20012=E0-999999.0|");
            client.receive("A");
            assertToldAgain(client, told);
        }
    }

    @Test
    void whatHappensWhileTheClientIsAwayWithoutItsStoreIsToldInItsPlace() throws IOException {
        deleteStore();
        try (RealGateway gateway = new RealGateway(folder, log)) {
            gateway.fill("a-4", "1", "9.0");
            try (RawFixClient client = gateway.connect("ALGO1").from(nextOut)) {
                client.logon("");
                client.receive("A");
                assertToldAgain(client, told);
                String fill = client.receive("8");
                assertThat(RawFixClient.field(fill, 97)).isEqualTo("Y");
                assertThat(RawFixClient.field(fill, 1003)).isEqualTo("9.0");
            }
        }
    }

    @Test
    void healedStoreIsWholeFromThenOn() throws IOException {
        deleteStore();
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient client = gateway.connect("ALGO1").from(nextOut)) {
            client.logon("");
            client.receive("A");
            assertToldAgain(client, told);
            client.from(1).send("D", ORDER.formatted("a-9", "1"));
            reports(client, 2);
            nextOut = client.nextSeq;
        }
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient client = gateway.connect("ALGO1").from(nextOut)) {
            client.logon("");
            assertThat(RawFixClient.field(client.receive("A"), 141)).isNull();
            client.send("1", "112=nothing before this|");
            client.receive("0");
        }
    }
}
