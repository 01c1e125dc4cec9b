package io.atlas.gateway.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atlas.wire.log.InMemoryLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.ApplicationAdapter;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.MessageStore;
import quickfix.SLF4JLogFactory;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;
import quickfix.field.MsgType;

/** An engine that is not ours, with numbers of its own, meets a gateway that has lost them. */
class ForeignClientTest {
    private static final SessionID ID = new SessionID("FIX.4.4", "ALGO1", "ATLAS");

    @TempDir
    Path folder;

    private final InMemoryLog log = new InMemoryLog(1);

    /** Logs on with the password and keeps what it receives. */
    private static final class Client extends ApplicationAdapter {
        final Queue<Message> received = new ConcurrentLinkedQueue<>();

        @Override
        public void toAdmin(Message message, SessionID id) {
            if (message.getHeader().getOptionalString(MsgType.FIELD).orElse("").equals("A")) {
                message.setString(553, "ALGO1");
                message.setString(554, FixAcceptorFixture.PASSWORD);
            }
        }

        @Override
        public void fromApp(Message message, SessionID id) {
            received.add(message);
        }

        List<String> values(int tag) {
            return received.stream()
                    .map(message -> message.getOptionalString(tag).orElse(""))
                    .toList();
        }
    }

    private static SocketInitiator initiator(Client client, int port) throws ConfigError {
        SessionSettings settings = new SessionSettings();
        settings.setString("ConnectionType", "initiator");
        settings.setString("HeartBtInt", "30");
        settings.setString("NonStopSession", "Y");
        settings.setString("ReconnectInterval", "1");
        settings.setString("UseDataDictionary", "N");
        settings.setString(ID, "SocketConnectHost", "127.0.0.1");
        settings.setString(ID, "SocketConnectPort", Integer.toString(port));
        settings.setString(ID, "BeginString", "FIX.4.4");
        settings.setString(ID, "SenderCompID", "ALGO1");
        settings.setString(ID, "TargetCompID", "ATLAS");
        return new SocketInitiator(
                client,
                ForeignClientTest::storeOfALongDay,
                settings,
                new SLF4JLogFactory(settings),
                new DefaultMessageFactory());
    }

    private static MessageStore storeOfALongDay(SessionID id) {
        MessageStore store = new MemoryStoreFactory().create(id);
        try {
            store.setNextSenderMsgSeqNum(57);
            store.setNextTargetMsgSeqNum(90);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return store;
    }

    private static Message order(String clOrdId) {
        Message order = new Message();
        order.getHeader().setString(MsgType.FIELD, "D");
        order.setString(11, clOrdId);
        order.setString(1, "ALGO1-1");
        order.setString(55, "BTC-USD");
        order.setString(54, "1");
        order.setString(60, "20260105-10:00:00");
        order.setString(40, "2");
        order.setString(38, "1");
        order.setString(44, "49000.00");
        order.setString(59, "1");
        return order;
    }

    @Test
    void itStartsAnewWithAGatewayThatLostItsStoreAndIsToldThePast() throws ConfigError, IOException {
        try (RealGateway gateway = new RealGateway(folder.resolve("before"), log);
                RawFixClient before = gateway.loggedOn("ALGO1", 1)) {
            before.send("D", RealGateway.ORDER.formatted("a-1", "3"));
            before.receive("8");
            before.receive("8");
        }
        Client client = new Client();
        try (RealGateway gateway = new RealGateway(folder.resolve("after"), log)) {
            SocketInitiator initiator = initiator(client, gateway.acceptor.port());
            initiator.start();
            try {
                await().until(() -> client.values(11).size() >= 2);
                assertThat(client.values(11)).containsExactly("a-1", "a-1");
                Session session = Session.lookupSession(ID);
                session.send(order("a-9"));
                await().until(() ->
                        client.values(11).stream().filter("a-9"::equals).count() == 2);
                assertThat(session.getExpectedSenderNum()).isLessThan(10);
            } finally {
                initiator.stop(true);
            }
        }
    }
}
