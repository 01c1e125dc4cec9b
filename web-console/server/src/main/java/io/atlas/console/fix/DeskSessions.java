package io.atlas.console.fix;

import io.atlas.console.ConsoleConfig.Desk;
import io.atlas.console.order.FixAnswer;
import io.atlas.console.order.FixAnswer.Kind;
import io.atlas.console.order.FixOrders;
import io.atlas.console.preview.Terms;
import io.atlas.domain.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.FileStoreFactory;
import quickfix.LogFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SessionStateListener;
import quickfix.SocketInitiator;
import quickfix.field.ResetSeqNumFlag;

/**
 * The FIX sessions of all desks, kept over reconnects and restarts: sequence numbers live in files. Connects by itself, every 2 s
 * until somebody answers.
 */
public final class DeskSessions implements FixOrders, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeskSessions.class);
    private static final int INBOX = 4_096;
    private static final int MAX_ANSWERS_PER_POLL = 256;

    /**
     * Where the gateway is and what is needed to speak to it.
     *
     * @param targetCompId TargetCompID(56)
     * @param store folder of the sequence numbers and sent messages
     */
    public record Settings(String host, int port, String targetCompId, Path store) {}

    /** One desk: what was told of it. */
    private record DeskSession(Desk desk, SessionID id, DeskAnswers answers) {}

    private final Map<String, DeskSession> byDesk = new HashMap<>();
    private final Map<SessionID, DeskSession> byId = new HashMap<>();
    private final ArrayBlockingQueue<FixAnswer> inbox = new ArrayBlockingQueue<>(INBOX);
    private final AtomicLong dropped = new AtomicLong();
    private final Runnable wakeup;
    private final SocketInitiator initiator;

    /**
     * Prepares the sessions; {@link #start} connects them.
     *
     * @param wakeup run, on a thread of QuickFIX/J, whenever there is something to poll
     * @throws IllegalArgumentException if QuickFIX/J refuses the settings
     */
    public DeskSessions(Settings settings, List<Desk> desks, Runnable wakeup) {
        this.wakeup = wakeup;
        SessionSettings fix = new SessionSettings();
        fix.setString("ConnectionType", "initiator");
        fix.setString("SocketConnectHost", settings.host());
        fix.setLong("SocketConnectPort", settings.port());
        fix.setString("SocketTcpNoDelay", "Y");
        fix.setString("FileStorePath", settings.store().toString());
        fix.setString("NonStopSession", "Y");
        fix.setString("PersistMessages", "Y");
        fix.setString("TimeStampPrecision", "MICROS");
        fix.setLong("ReconnectInterval", 2);
        // The gateway is ours: what it says is read, judging it is for conformance tests. Nothing that is read is in a
        // group.
        fix.setString("UseDataDictionary", "N");
        fix.setString("CheckLatency", "N");
        for (Desk desk : desks) {
            SessionID id = new SessionID("FIX.4.4", desk.senderCompId(), settings.targetCompId());
            fix.setString(id, "BeginString", "FIX.4.4");
            fix.setLong(id, "HeartBtInt", desk.heartBtInt());
            DeskSession session = new DeskSession(desk, id, new DeskAnswers(desk.senderCompId()));
            byDesk.put(desk.senderCompId(), session);
            byId.put(id, session);
        }
        try {
            // Nothing but our own lines in the log: QuickFIX/J's would show the password.
            LogFactory silent = SilentLog::new;
            initiator = desks.isEmpty()
                    ? null
                    : new SocketInitiator(
                            new Callbacks(), new FileStoreFactory(fix), fix, silent, new DefaultMessageFactory());
        } catch (ConfigError e) {
            throw new IllegalArgumentException("FIX sessions of the console: " + e.getMessage(), e);
        }
    }

    /**
     * Begins to connect; does not wait for it.
     *
     * @throws IllegalArgumentException if the settings cannot be used
     */
    public void start() {
        try {
            if (initiator != null) {
                initiator.start();
            }
        } catch (ConfigError e) {
            throw new IllegalArgumentException("FIX sessions of the console: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean up(String desk) {
        Session session = engineOrNull(desk);
        return session != null && session.isLoggedOn();
    }

    private Session engineOrNull(String desk) {
        DeskSession session = byDesk.get(desk);
        return session == null ? null : Session.lookupSession(session.id());
    }

    @Override
    public boolean newOrder(String desk, String clOrdId, Terms terms, long nowNs) {
        return send(desk, DeskMessages.newOrder(clOrdId, terms, nowNs));
    }

    @Override
    public boolean cancel(String desk, String clOrdId, Target target, long nowNs) {
        return send(desk, DeskMessages.cancel(clOrdId, target, nowNs));
    }

    @Override
    public boolean replace(String desk, String clOrdId, Target target, Terms terms, long nowNs) {
        return send(desk, DeskMessages.replace(clOrdId, target, terms, nowNs));
    }

    @Override
    public boolean askStatus(String desk, String clOrdId, String symbol, Side side) {
        return send(desk, DeskMessages.status(clOrdId, symbol, side));
    }

    /**
     * A session that ends in this very moment stores the message and sends it at the next logon, when the gateway asks for what it
     * missed: then it has been sent, and its outcome is unknown until the gateway tells.
     */
    private boolean send(String desk, Message message) {
        Session session = engineOrNull(desk);
        if (session == null || !session.isLoggedOn()) {
            return false;
        }
        session.send(message);
        return true;
    }

    @Override
    public int poll(Consumer<FixAnswer> handler) {
        int taken = 0;
        FixAnswer answer;
        while (taken < MAX_ANSWERS_PER_POLL && (answer = inbox.poll()) != null) {
            handler.accept(answer);
            taken++;
        }
        return taken;
    }

    /** Answers that found the inbox full. Any thread. */
    public long dropped() {
        return dropped.get();
    }

    private void put(FixAnswer answer) {
        if (!inbox.offer(answer)) {
            dropped.incrementAndGet();
        }
        wakeup.run();
    }

    /** Logs out and waits briefly for the answers. */
    @Override
    public void close() {
        if (initiator != null) {
            initiator.stop();
        }
    }

    /** QuickFIX/J's view of us; its session threads. */
    private final class Callbacks implements Application {
        /** QuickFIX/J's timer would send the logon up to a second after the connection stands. */
        @Override
        public void onCreate(SessionID id) {
            Session.lookupSession(id).addStateListener(new SessionStateListener() {
                @Override
                public void onConnect(SessionID connected) {
                    try {
                        Session.lookupSession(connected).next();
                    } catch (IOException notNow) {
                        LOG.debug("FIX session {}: the timer sends its logon", connected.getSenderCompID(), notNow);
                    }
                }
            });
        }

        @Override
        public void onLogon(SessionID id) {
            LOG.info("FIX session {} is logged on", id.getSenderCompID());
            put(new FixAnswer(Kind.LOGGED_ON, id.getSenderCompID(), "", ""));
        }

        @Override
        public void onLogout(SessionID id) {
            put(new FixAnswer(Kind.LOGGED_OUT, id.getSenderCompID(), "", ""));
        }

        @Override
        public void toAdmin(Message message, SessionID id) {
            if (type(message).equals("A")) {
                message.setString(553, id.getSenderCompID());
                message.setString(554, byId.get(id).desk().password());
                if (fresh(id)) {
                    message.setBoolean(ResetSeqNumFlag.FIELD, true);
                }
            }
        }

        @Override
        public void toApp(Message message, SessionID id) {
            byId.get(id).answers().leaving(message);
        }

        @Override
        public void fromAdmin(Message message, SessionID id) {
            if (type(message).equals("5")) {
                LOG.warn("FIX session {} was logged out: {}", id.getSenderCompID(), text(message));
            }
            heard(message, id);
        }

        @Override
        public void fromApp(Message message, SessionID id) {
            heard(message, id);
        }

        /** Nothing sent or heard under the stored numbers: the store is new, and the gateway's may not be. */
        private static boolean fresh(SessionID id) {
            Session session = Session.lookupSession(id);
            return session.getExpectedSenderNum() == 1 && session.getExpectedTargetNum() == 1;
        }

        private void heard(Message message, SessionID id) {
            FixAnswer answer = byId.get(id).answers().answerOrNull(message);
            if (answer != null) {
                put(answer);
            }
        }

        private static String type(Message message) {
            try {
                return message.getHeader().getString(35);
            } catch (FieldNotFound e) {
                throw new IllegalStateException("QuickFIX/J hands over typed messages only", e);
            }
        }

        private static String text(Message message) {
            return message.getOptionalString(58).orElse("no reason given");
        }
    }
}
