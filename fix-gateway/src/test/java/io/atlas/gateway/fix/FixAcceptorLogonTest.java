package io.atlas.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixAcceptorLogonTest {
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

    @Test
    void rightPasswordLogsOnAndTellsTheMessageLimit() throws IOException {
        try (RawFixClient client = gateway.connect("ALGO1")) {
            client.logon("20010=3|");
            String logon = client.receive("A");
            assertThat(RawFixClient.field(logon, 98)).isEqualTo("0");
            assertThat(RawFixClient.field(logon, 108)).isEqualTo("30");
            assertThat(RawFixClient.field(logon, 383)).isEqualTo("65536");
            assertThat(RawFixClient.field(logon, 20010)).isEqualTo("0");
            assertThat(RawFixClient.field(logon, 52)).matches("\\d{8}-\\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
        }
    }

    @Test
    void knownPasswordLogsOnAgain() throws IOException {
        gateway.loggedOn("ALGO1", 1).close();
        await().until(() -> !gateway.acceptor.isLoggedOn("ALGO1"));
        try (RawFixClient again = gateway.loggedOn("ALGO1", 2)) {
            again.send("1", "112=ping|");
            assertThat(RawFixClient.field(again.receive("0"), 112)).isEqualTo("ping");
        }
    }

    /** The password is checked on a thread of its own while the engine's goes on. */
    @RepeatedTest(40)
    void whatIsSentAsSoonAsTheLogonIsAnsweredArrives() throws IOException {
        try (RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
            client.send("D", FixAcceptorFixture.ORDER.formatted("a-1"));
            assertThat(gateway.awaitRequests(1)).hasSize(1);
        }
    }

    @Test
    void whatIsSentBehindTheLogonWaitsForItsAnswer() throws IOException {
        try (RawFixClient client = gateway.connect("ALGO1")) {
            client.logon("");
            client.send("D", FixAcceptorFixture.ORDER.formatted("a-1"));
            client.receive("A");
            assertThat(gateway.awaitRequests(1)).hasSize(1);
        }
    }

    /** The engine resets the numbers some time before it answers: a report must not take the answer's. */
    @Test
    void answerToAResetIsNumberOneHoweverManyReportsWait() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> agent = CompletableFuture.supplyAsync(() -> {
            int told = 0;
            while (!enough.get()) {
                gateway.acceptor.send(
                        "ALGO1",
                        FixAcceptorFixture.report("a-" + told, "C0-" + told),
                        FixAcceptorFixture.command(told));
                told++;
            }
            return told;
        });
        for (int i = 0; i < 60; i++) {
            await().until(() -> !gateway.acceptor.isLoggedOn("ALGO1"));
            try (RawFixClient client = gateway.connect("ALGO1")) {
                client.logon("141=Y|");
                String first = client.receiveAny("A", "8");
                assertThat(first).as("Logon %s", i).contains("|35=A|34=1|").contains("|141=Y|");
                assertThat(client.receiveAny("8")).contains("|34=2|");
            }
        }
        enough.set(true);
        assertThat(agent.get()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        // CompID   98  108  553     554
        "ALGO1,     0,  30,  ALGO1,  wrong",
        "ALGO1,     0,  30,  ALGO2,  s3cret-planted",
        "ALGO1,     0,  0,   ALGO1,  s3cret-planted",
        "ALGO1,     0,  61,  ALGO1,  s3cret-planted",
        "ALGO1,     1,  30,  ALGO1,  s3cret-planted",
        "NOBODY,    0,  30,  NOBODY, s3cret-planted",
    })
    void refusedLogonsAllGetTheSameText(String compId, String e, String heartBtInt, String username, String password)
            throws IOException {
        try (RawFixClient client = gateway.connect(compId)) {
            client.send("A", "98=" + e + "|108=" + heartBtInt + "|553=" + username + "|554=" + password + "|");
            assertThat(RawFixClient.field(client.receive("5"), 58)).isEqualTo("LOGON_REFUSED");
            client.expectClosedWithoutAWord();
        }
    }

    @Test
    void refusedLogonCostsTheSessionNoNumber() throws IOException {
        try (RawFixClient stranger = gateway.connect("ALGO1")) {
            stranger.send("A", "98=0|108=30|141=Y|553=ALGO1|554=wrong|");
            stranger.receive("5");
        }
        try (RawFixClient client = gateway.connect("ALGO1")) {
            client.logon("");
            assertThat(RawFixClient.field(client.receive("A"), 34)).isEqualTo("1");
        }
    }

    @Test
    void secondLogonOfASessionIsClosedWithoutAWordAndTheFirstIsProbed() throws IOException {
        try (RawFixClient first = gateway.loggedOn("ALGO1", 1);
                RawFixClient second = gateway.connect("ALGO1").from(2)) {
            second.logon("");
            second.expectClosedWithoutAWord();
            assertThat(RawFixClient.field(first.receive("1"), 112)).isEqualTo("STILL_THERE");
            first.send("1", "112=alive|");
            first.receive("0");
        }
    }

    @Test
    void sequenceTooLowIsTold() throws IOException {
        gateway.loggedOn("ALGO1", 1).close();
        await().until(() -> !gateway.acceptor.isLoggedOn("ALGO1"));
        try (RawFixClient client = gateway.connect("ALGO1").from(1)) {
            client.logon("");
            assertThat(RawFixClient.field(client.receive("5"), 58)).isEqualTo("SEQ_TOO_LOW expected 2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "random bytes,          xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "HTTP,                  GET / HTTP/1.1",
        "a message too large,   8=FIX.4.4|9=10000000|35=A|",
        "an endless length,     8=FIX.4.4|9=99999999999999999999999999999999|",
    })
    void whatIsNoLogonIsClosedWithoutAWord(String name, String bytes) throws IOException {
        try (RawFixClient client = gateway.connect("ALGO1")) {
            client.sendBytes(bytes.replace('|', '\001'));
            client.expectClosedWithoutAWord();
        }
    }

    @Test
    void firstMessageMustBeALogon() throws IOException {
        try (RawFixClient client = gateway.connect("ALGO1")) {
            client.send("D", FixAcceptorFixture.ORDER.formatted("a"));
            client.expectClosedWithoutAWord();
        }
    }

    @Test
    void manyThatNeverLogOnAreClosedAndOthersNoticeNothing() throws IOException {
        List<RawFixClient> silent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            silent.add(gateway.connect("ALGO2"));
        }
        silent.get(0).sendBytes("8=FIX.4.4\0019=100\00135=A\001"); // half a message, then silence
        try (RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
            client.send("1", "112=ping|");
            client.receive("0");
            for (RawFixClient one : silent) {
                one.expectClosedWithoutAWord();
                one.close();
            }
            client.send("1", "112=still|");
            client.receive("0");
        }
    }

    @Test
    void messageOverTheLimitEndsTheConnectionOnly() throws IOException {
        try (RawFixClient other = gateway.loggedOn("ALGO2", 1)) {
            try (RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
                client.sendBytes("8=FIX.4.4\0019=10000000\00135=D\001");
                client.expectClosedWithoutAWord();
            }
            other.send("1", "112=ping|");
            other.receive("0");
        }
    }

    @Test
    void floodOfGarbledMessagesEndsTheConnection() throws IOException {
        try (RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
            for (int i = 0; i < 20; i++) {
                client.sendBytes("8=FIX.4.4\0019=5\00135=0\00110=000\001");
            }
            client.expectClosedWithoutAWord();
        }
    }

    /** Reports wait for the answer to a Logon: one that gets none would hold them all up. */
    @ParameterizedTest
    @CsvSource({
        "sent an hour ago,             35=A|34=1|49=ALGO1|56=ATLAS|52=HOUR_AGO|98=0|108=30|",
        "without SendingTime,          35=A|34=1|49=ALGO1|56=ATLAS|98=0|108=30|",
        "SendingTime is none,          35=A|34=1|49=ALGO1|56=ATLAS|52=noon|98=0|108=30|",
        "without MsgSeqNum,            35=A|49=ALGO1|56=ATLAS|52=NOW|98=0|108=30|",
        "MsgSeqNum zero,               35=A|34=0|49=ALGO1|56=ATLAS|52=NOW|98=0|108=30|",
        "MsgSeqNum is none,            35=A|34=one|49=ALGO1|56=ATLAS|52=NOW|98=0|108=30|",
        "MsgSeqNum far ahead,          35=A|34=900|49=ALGO1|56=ATLAS|52=NOW|98=0|108=30|",
        "a duplicate,                  35=A|34=1|49=ALGO1|56=ATLAS|43=Y|52=NOW|98=0|108=30|",
        "a duplicate from the future,  35=A|34=1|49=ALGO1|56=ATLAS|43=Y|122=NOW|52=HOUR_AGO|98=0|108=30|",
        "for a sub of ours,            35=A|34=1|49=ALGO1|56=ATLAS|57=DESK|52=NOW|98=0|108=30|",
        "from a sub of theirs,         35=A|34=1|49=ALGO1|50=TRADER|56=ATLAS|52=NOW|98=0|108=30|",
        "on behalf of another,         35=A|34=1|49=ALGO1|56=ATLAS|115=ALGO2|52=NOW|98=0|108=30|",
        "a reset that is no flag,      35=A|34=1|49=ALGO1|56=ATLAS|52=NOW|98=0|108=30|141=maybe|",
        "a reset not from one,         35=A|34=7|49=ALGO1|56=ATLAS|52=NOW|98=0|108=30|141=Y|",
        "expects a message to come,    35=A|34=1|49=ALGO1|56=ATLAS|52=NOW|98=0|108=30|789=500|",
        "expects no number,            35=A|34=1|49=ALGO1|56=ATLAS|52=NOW|98=0|108=30|789=x|",
        "an unknown field,             35=A|34=1|49=ALGO1|56=ATLAS|52=NOW|98=0|108=30|9999=x|",
        "a field twice,                35=A|34=1|49=ALGO1|56=ATLAS|52=NOW|98=0|108=30|108=30|",
        "an empty field,               35=A|34=1|49=ALGO1|56=ATLAS|52=NOW|98=0|108=30|58=|",
        "a header field in the body,   35=A|34=1|49=ALGO1|56=ATLAS|52=NOW|98=0|108=30|50=TRADER|",
        "a future version,             35=A|34=1|49=ALGO1|56=ATLAS|52=NOW|98=0|108=30|1137=9|",
    })
    void everyLogonLetInIsAnsweredOrDropped(String name, String fields) throws IOException {
        try (RawFixClient client = gateway.connect("ALGO1")) {
            String now = RawFixClient.now();
            String logon = fields.replace("NOW", now).replace("HOUR_AGO", RawFixClient.now(Duration.ofHours(-1)));
            client.sendBytes(RawMessage.of((logon + "553=ALGO1|554=s3cret-planted|").replace('|', '\001')));
            assertThat(client.typeOrClosed()).isIn("A", "3", "5", "closed");
        }
    }

    @Test
    void passwordsAreNowhereInTheCopies() throws IOException {
        try (RawFixClient client = gateway.loggedOn("ALGO1", 1)) {
            client.send("BE", "923=u1|924=3|553=ALGO1|554=s3cret-planted|925=s3cret-new|");
            client.receive("j");
        }
        gateway.acceptor.poll(request -> {}, 10);
        assertThat(gateway.copies).extracting(FixMessage::raw).anyMatch(raw -> raw.contains("554=***"));
        assertThat(gateway.copies).extracting(FixMessage::raw).noneMatch(raw -> raw.contains("s3cret"));
    }
}
