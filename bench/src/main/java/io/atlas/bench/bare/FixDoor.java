package io.atlas.bench.bare;

import java.nio.file.Path;
import java.util.List;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FileStoreFactory;
import quickfix.Message;
import quickfix.SLF4JLogFactory;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionNotFound;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;

/** A QuickFIX/J acceptor with FileStore, set up as the gateway's is: one thread, TCP_NODELAY, validation on. */
final class FixDoor implements AutoCloseable {
    /** Takes NewOrderSingle(35=D). Called on QuickFIX/J's thread. */
    interface Orders {
        void onOrder(Message order, SessionID session);
    }

    private final SocketAcceptor acceptor;

    FixDoor(int port, List<String> clients, Path store, Orders orders) throws ConfigError {
        SessionSettings settings = new SessionSettings();
        settings.setString("ConnectionType", "acceptor");
        settings.setString("SocketAcceptAddress", "127.0.0.1");
        settings.setLong("SocketAcceptPort", port);
        settings.setString("SocketTcpNoDelay", "Y");
        settings.setString("FileStorePath", store.toString());
        settings.setString("NonStopSession", "Y");
        settings.setString("CheckLatency", "N");
        settings.setString("UseDataDictionary", "Y");
        for (String client : clients) {
            SessionID id = session(client);
            settings.setString(id, "BeginString", id.getBeginString());
            settings.setString(id, "DataDictionary", "FIX44.xml");
        }
        this.acceptor = new SocketAcceptor(
                new Quiet(orders),
                new FileStoreFactory(settings),
                settings,
                new SLF4JLogFactory(settings),
                new DefaultMessageFactory());
    }

    void start() throws ConfigError {
        acceptor.start();
    }

    /** The session of that client. */
    static SessionID session(String client) {
        return new SessionID("FIX.4.4", "ATLAS", client);
    }

    /** An ExecutionReport with the fields that ATLAS always gives. */
    static void report(
            SessionID session, String clOrdId, String symbol, char side, String qty, String px, char status, long n) {
        Message report = new Message();
        report.getHeader().setString(35, "8");
        report.setString(37, Long.toString(n));
        report.setString(17, n + "." + status);
        report.setChar(150, status);
        report.setChar(39, status);
        report.setString(11, clOrdId);
        report.setString(1, session.getTargetCompID());
        report.setString(55, symbol);
        report.setChar(54, side);
        report.setString(38, qty);
        report.setString(44, px);
        report.setChar(40, '2');
        report.setString(14, "0");
        report.setString(151, qty);
        report.setString(6, "0");
        try {
            Session.sendToTarget(report, session);
        } catch (SessionNotFound e) {
            throw new IllegalStateException("no session " + session, e);
        }
    }

    @Override
    public void close() {
        acceptor.stop(true);
    }

    private record Quiet(Orders orders) implements Application {
        @Override
        public void onCreate(SessionID session) {}

        @Override
        public void onLogon(SessionID session) {}

        @Override
        public void onLogout(SessionID session) {}

        @Override
        public void toAdmin(Message message, SessionID session) {}

        @Override
        public void fromAdmin(Message message, SessionID session) {}

        @Override
        public void toApp(Message message, SessionID session) {}

        @Override
        public void fromApp(Message message, SessionID session) {
            orders.onOrder(message, session);
        }
    }
}
