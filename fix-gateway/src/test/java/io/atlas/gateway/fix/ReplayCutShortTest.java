package io.atlas.gateway.fix;

import static io.atlas.gateway.fix.RealGateway.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atlas.gateway.client.ReportHistory;
import io.atlas.wire.log.InMemoryLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gateway is killed while it tells a client its past, after every report of it: the next life tells the rest, once. */
class ReplayCutShortTest {
    private static final int FOREVER = Integer.MAX_VALUE;

    /** How a client comes to be told its past. */
    enum Wish {
        NAMED("20012=%s|"),
        NAMED_WITH_RESET("141=Y|20012=%s|"),
        UNKNOWN("20012=E0-999999.0|"),
        NOT_AN_EXEC_ID("141=Y|20012=what?|"),
        LOST_STORE("");

        private final String inLogon;

        Wish(String inLogon) {
            this.inLogon = inLogon;
        }
    }

    @TempDir
    Path temp;

    private final InMemoryLog log = new InMemoryLog(1);
    private Path before;
    private String named;
    private int nextOut;

    @BeforeEach
    void aMorningOfTrading() throws IOException {
        before = temp.resolve("before");
        try (RealGateway gateway = new RealGateway(before, log);
                RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
            client.send("D", ORDER.formatted("a-1", "3"));
            receive(client, 2);
            client.send("D", ORDER.formatted("a-2", "5"));
            named = RawFixClient.field(receive(client, 2), 17);
            gateway.fill("a-1", "1", "7.0");
            receive(client, 1);
            client.send("D", ORDER.formatted("a-1", "3"));
            receive(client, 1);
            client.send("F", "11=a-3|41=a-2|55=BTC-USD|54=1|60=20260105-10:00:00|38=5|");
            receive(client, 2);
            client.send("D", ORDER.formatted("a-4", "1"));
            receive(client, 2);
            gateway.fill("a-1", "2", "7.1");
            receive(client, 1);
            nextOut = client.nextSeq;
        }
    }

    private static String receive(RawFixClient client, int count) throws IOException {
        String last = null;
        for (int i = 0; i < count; i++) {
            last = client.receive("8");
        }
        return last;
    }

    private Path copy(String name) throws IOException {
        Path to = temp.resolve(name);
        try (Stream<Path> files = Files.walk(before)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(before.relativize(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return to;
    }

    /** Tells that many reports and is killed before it has told the next. */
    private static ReportHistory killedAfter(int reports, ReportHistory real) {
        return new ReportHistory() {
            private int told;

            @Override
            public int partitionOf(String session) {
                return real.partitionOf(session);
            }

            @Override
            public Reading read(Map<String, From> sessions) {
                return new DecoratedReading(real.read(sessions)) {
                    @Override
                    public int poll(Told to, int limit) {
                        return reading.poll(
                                (session, report, cause) -> {
                                    if (told == reports) {
                                        throw new RealGateway.Killed();
                                    }
                                    told++;
                                    to.report(session, report, cause);
                                },
                                limit);
                    }
                };
            }
        };
    }

    /** The ExecIDs of what a client that misses nothing was told from its Logon on, by the first life and those after it. */
    private List<String> told(Wish wish, int killedAfter) throws IOException {
        Path folder = wish == Wish.LOST_STORE ? temp.resolve("lost-" + killedAfter) : copy("cut-" + killedAfter);
        boolean anew = wish != Wish.NAMED && wish != Wish.UNKNOWN;
        int out = anew ? 2 : nextOut + 1;
        int logonSeq;
        try (RealGateway gateway = new RealGateway(folder, log, real -> killedAfter(killedAfter, real));
                RawFixClient client = gateway.connect("ALGO1").from(anew ? 1 : nextOut)) {
            client.logon(wish.inLogon.formatted(named));
            logonSeq = Integer.parseInt(RawFixClient.field(client.receive("A"), 34));
            if (killedAfter == FOREVER) {
                awaitTold(gateway);
            } else {
                gateway.awaitKilled();
            }
        }
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient client = gateway.connect("ALGO1").from(out)) {
            client.logon("");
            client.receive("A");
            awaitTold(gateway);
            return all(client, logonSeq + 1);
        }
    }

    /** Kills each life after one more report; returns what they told between them. */
    private List<String> toldByShortLives(Wish wish) throws IOException {
        Path folder = wish == Wish.LOST_STORE ? temp.resolve("lost") : copy("cut");
        boolean anew = wish != Wish.NAMED && wish != Wish.UNKNOWN;
        int logonSeq;
        try (RealGateway gateway = new RealGateway(folder, log, real -> killedAfter(1, real));
                RawFixClient client = gateway.connect("ALGO1").from(anew ? 1 : nextOut)) {
            client.logon(wish.inLogon.formatted(named));
            logonSeq = Integer.parseInt(RawFixClient.field(client.receive("A"), 34));
            gateway.awaitKilled();
        }
        boolean more = true;
        while (more) {
            try (RealGateway gateway = new RealGateway(folder, log, real -> killedAfter(1, real))) {
                await().until(() -> gateway.killed() || !gateway.acceptor.tellsThePast("ALGO1"));
                more = gateway.killed();
            }
        }
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient client = gateway.loggedOn("ALGO1", anew ? 2 : nextOut + 1)) {
            return all(client, logonSeq + 1);
        }
    }

    private static void awaitTold(RealGateway gateway) {
        await().until(() -> !gateway.acceptor.tellsThePast("ALGO1"));
    }

    /** The ExecIDs under all numbers from that one on, whether they come now or are asked for again. */
    private static List<String> all(RawFixClient client, int fromSeq) throws IOException {
        client.send("2", "7=" + fromSeq + "|16=0|");
        client.send("1", "112=end|");
        SortedMap<Integer, String> bySeq = new TreeMap<>();
        int end = Integer.MAX_VALUE;
        int missing = fromSeq;
        while (missing < end) {
            String message = client.receiveAny("8", "4", "0");
            int seq = Integer.parseInt(RawFixClient.field(message, 34));
            switch (RawFixClient.field(message, 35)) {
                case "8" -> bySeq.put(seq, RawFixClient.field(message, 17));
                case "0" -> end = seq;
                default -> {
                    for (int gap = seq; gap < Integer.parseInt(RawFixClient.field(message, 36)); gap++) {
                        bySeq.putIfAbsent(gap, "");
                    }
                }
            }
            while (bySeq.containsKey(missing)) {
                missing++;
            }
        }
        return bySeq.values().stream().filter(execId -> !execId.isEmpty()).toList();
    }

    @ParameterizedTest
    @EnumSource
    void theNextLifeGoesOnWhereItEnded(Wish wish) throws IOException {
        List<String> whole = told(wish, FOREVER);
        assertThat(whole).hasSizeGreaterThan(3).doesNotHaveDuplicates();
        for (int reports = 0; reports < whole.size(); reports++) {
            assertThat(told(wish, reports)).as("killed after %d", reports).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyShortLivesTellWhatOneLongOneDoes(Wish wish) throws IOException {
        assertThat(toldByShortLives(wish)).isEqualTo(told(wish, FOREVER));
    }

    /** The client has numbers and reports of the first replay, and names the last of them. */
    @Test
    void whoNamesAnotherReportNextTimeIsToldWhatComesAfterThat() throws IOException {
        List<String> whole = told(Wish.NAMED_WITH_RESET, FOREVER);
        Path folder = copy("named-again");
        try (RealGateway gateway = new RealGateway(folder, log, real -> killedAfter(4, real));
                RawFixClient client = gateway.connect("ALGO1")) {
            client.logon(Wish.NAMED_WITH_RESET.inLogon.formatted(named));
            client.receive("A");
            gateway.awaitKilled();
        }
        try (RealGateway gateway = new RealGateway(folder, log);
                RawFixClient client = gateway.connect("ALGO1")) {
            client.logon(Wish.NAMED_WITH_RESET.inLogon.formatted(whole.get(1)));
            client.receive("A");
            awaitTold(gateway);
            assertThat(all(client, 2)).isEqualTo(whole.subList(2, whole.size()));
        }
    }
}
