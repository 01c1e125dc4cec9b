package io.atlas.console.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atlas.console.ConsoleConfig.Desk;
import io.atlas.console.order.FixAnswer;
import io.atlas.console.order.FixAnswer.Kind;
import io.atlas.console.order.FixOrders.Target;
import io.atlas.console.preview.Terms;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.testkit.FreePorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Acceptor;
import quickfix.ApplicationAdapter;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionNotFound;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;

/** A desk's session against another engine's acceptor. */
class DeskSessionsTest {
    private static final Path DICTIONARY = Path.of("..", "..", "fix-config", "FIX44-ATLAS.xml");
    private static final SessionID PEER = new SessionID("FIX.4.4", "ATLAS", "DESK");
    private static final long NOW = 1_800_000_000_123_456_789L;
    private static final Terms TERMS = new Terms(
            "DESK-1",
            "BTC-USD",
            Side.BUY,
            OrdType.LIMIT,
            TimeInForce.GTC,
            FixedPoint.parse("1.5"),
            FixedPoint.parse("50000.01"));

    @TempDir
    Path store;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<FixAnswer> answers = new ArrayList<>();
    private int port;
    private Acceptor acceptor;
    private DeskSessions desks;

    private final class Peer extends ApplicationAdapter {
        @Override
        public void fromAdmin(Message message, SessionID id) throws FieldNotFound {
            if (message.getHeader().getString(35).equals("A")) {
                heard.add("logon " + message.getString(553) + ' ' + message.getString(554));
            }
        }

        @Override
        public void fromApp(Message message, SessionID id) throws FieldNotFound {
            StringBuilder text = new StringBuilder(message.getHeader().getString(35));
            text.append(' ').append(message.getHeader().getInt(34));
            for (int tag : new int[] {11, 41, 37, 1, 55, 54, 38, 40, 44, 59, 60}) {
                if (message.isSetField(tag)) {
                    text.append(' ').append(tag).append('=').append(message.getString(tag));
                }
            }
            heard.add(text.toString());
        }
    }

    @BeforeEach
    void start() throws ConfigError {
        port = FreePorts.inARow(1);
        acceptor = accept();
        desks = connect();
    }

    private Acceptor accept() throws ConfigError {
        SessionSettings settings = new SessionSettings();
        settings.setString("ConnectionType", "acceptor");
        settings.setString("SocketAcceptPort", Integer.toString(port));
        settings.setString("SocketReuseAddress", "Y");
        settings.setString("NonStopSession", "Y");
        settings.setString("DataDictionary", DICTIONARY.toString());
        settings.setString("ValidateUserDefinedFields", "N");
        settings.setString(PEER, "BeginString", "FIX.4.4");
        Acceptor made = new SocketAcceptor(
                new Peer(), new MemoryStoreFactory(), settings, SilentLog::new, new DefaultMessageFactory());
        made.start();
        return made;
    }

    private DeskSessions connect() {
        DeskSessions made = new DeskSessions(
                new DeskSessions.Settings("127.0.0.1", port, "ATLAS", store),
                List.of(new Desk("DESK", "DESK", List.of("DESK-1"), "s3cret", 30)),
                () -> {});
        made.start();
        await().until(() -> made.up("DESK"));
        return made;
    }

    @AfterEach
    void stop() {
        desks.close();
        acceptor.stop(true);
    }

    private List<FixAnswer> answers() {
        desks.poll(answers::add);
        return answers;
    }

    private void says(Message message) {
        try {
            Session.sendToTarget(message, PEER);
        } catch (SessionNotFound e) {
            throw new IllegalStateException(e);
        }
    }

    private static Message message(String type, Object... tags) {
        Message message = new Message();
        message.getHeader().setString(35, type);
        for (int i = 0; i < tags.length; i += 2) {
            message.setString((Integer) tags[i], tags[i + 1].toString());
        }
        return message;
    }

    @Test
    void logsOnAsItselfAndSendsWhatTheRulesOfEngagementAskFor() {
        desks.newOrder("DESK", "K-1", TERMS, NOW);
        Target target = new Target("DESK-1", "K-1", OrderIds.of(2, 7), "BTC-USD", Side.BUY, TERMS.qty());
        desks.replace("DESK", "G-1", target, TERMS, NOW);
        desks.cancel("DESK", "F-1", target, NOW);
        desks.askStatus("DESK", "K-1", "BTC-USD", Side.BUY);

        String time = " 60=20270115-08:00:00.123456";
        await().untilAsserted(() -> assertThat(heard)
                .containsExactly(
                        "logon DESK s3cret",
                        "D 2 11=K-1 1=DESK-1 55=BTC-USD 54=1 38=1.5 40=2 44=50000.01 59=1" + time,
                        "G 3 11=G-1 41=K-1 37=2-7 1=DESK-1 55=BTC-USD 54=1 38=1.5 40=2 44=50000.01" + time,
                        "F 4 11=F-1 41=K-1 37=2-7 1=DESK-1 55=BTC-USD 54=1 38=1.5" + time,
                        "H 5 11=K-1 55=BTC-USD 54=1"));
    }

    @Test
    void sequenceNumbersGoOnAfterARestart() {
        desks.newOrder("DESK", "K-1", TERMS, NOW);
        await().until(() -> heard.size() == 2);
        desks.close();
        desks = connect();
        desks.newOrder("DESK", "K-2", TERMS, NOW);

        await().untilAsserted(() -> assertThat(heard.get(heard.size() - 1)).startsWith("D 5 11=K-2"));
    }

    @Test
    void aLostStoreBeginsAnewInsteadOfNeverLoggingOn(@TempDir Path other) {
        desks.newOrder("DESK", "K-1", TERMS, NOW);
        await().until(() -> heard.size() == 2);
        desks.close();
        store = other;
        desks = connect();

        assertThat(desks.up("DESK")).isTrue();
    }

    @Test
    void tellsWhatTheGatewayAnswersAboutARequest() {
        desks.newOrder("DESK", "K-1", TERMS, NOW);
        desks.askStatus("DESK", "K-9", "BTC-USD", Side.BUY);
        await().until(() -> heard.size() == 3);
        says(message("j", 45, 2, 372, "D", 379, "K-1", 380, 0, 58, "THROTTLED"));
        says(message("3", 45, 2, 371, 38, 373, 5, 58, "OrderQty"));
        says(message("j", 45, 3, 372, "H", 379, "K-9", 380, 4, 58, "LOG_NOT_AVAILABLE"));
        says(message(
                "8", 37, "NONE", 17, 0, 150, "I", 39, 8, 103, 5, 11, "K-9", 55, "BTC-USD", 54, 1, 151, 0, 14, 0, 6, 0));
        says(message("9", 37, "2-7", 11, "F-1", 41, "K-1", 39, 2, 434, 1, 102, 0));

        await().untilAsserted(() -> assertThat(answers())
                .containsExactly(
                        new FixAnswer(Kind.LOGGED_ON, "DESK", "", ""),
                        new FixAnswer(Kind.NOT_PROCESSED, "DESK", "K-1", "THROTTLED"),
                        new FixAnswer(Kind.NOT_PROCESSED, "DESK", "K-1", "OrderQty"),
                        new FixAnswer(Kind.UNKNOWN, "DESK", "K-9", ""),
                        new FixAnswer(Kind.DECIDED, "DESK", "F-1", "")));
    }

    @Test
    void whileLoggedOutNothingIsSentOrKeptForLater() throws ConfigError {
        acceptor.stop(true);
        await().until(() -> !desks.up("DESK"));

        assertThat(desks.newOrder("DESK", "K-1", TERMS, NOW)).isFalse();
        assertThat(desks.newOrder("NOBODY", "K-1", TERMS, NOW)).isFalse();
        assertThat(answers()).contains(new FixAnswer(Kind.LOGGED_OUT, "DESK", "", ""));
        acceptor = accept();
        await().until(() -> desks.up("DESK"));
        desks.newOrder("DESK", "K-2", TERMS, NOW);
        await().untilAsserted(() -> assertThat(heard).anyMatch(each -> each.contains("11=K-2")));
        assertThat(heard).noneMatch(each -> each.contains("11=K-1"));
    }
}
