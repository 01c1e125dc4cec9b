package io.atlas.launcher.fix;

import static io.atlas.launcher.fix.KnownOrders.text;

import io.atlas.launcher.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FileStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionNotFound;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;

/**
 * One FIX session to the gateway, kept over reconnects; what was missed while away is asked for again. Threads: the caller
 * sends, QuickFIX/J's session thread hears.
 */
final class FixClient implements Application, AutoCloseable {
    private static final int CONNECT_MS = 2_000;
    private static final long LOGOUT_MS = 1_500;

    /**
     * Where and as whom.
     *
     * @param reset start both sequence numbers at 1
     * @param store keeps the sequence numbers between starts
     */
    record Settings(
            String host, int port, String compId, String password, boolean reset, Path store, Path dictionary) {}

    private final Settings settings;
    private final KnownOrders orders;
    private final Screen screen;
    private final SessionID id;
    private final SocketInitiator initiator;
    private final CountDownLatch firstLogon = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean loggedOn;
    private volatile boolean leaving;
    private volatile String logoutText;

    FixClient(Settings settings, KnownOrders orders, Screen screen, WireView wire) throws ConfigError {
        this.settings = settings;
        this.orders = orders;
        this.screen = screen;
        this.id = new SessionID("FIX.4.4", settings.compId(), "ATLAS");
        SessionSettings fix = new SessionSettings();
        fix.setString("ConnectionType", "initiator");
        fix.setString("SocketConnectHost", settings.host());
        fix.setLong("SocketConnectPort", settings.port());
        fix.setString("SocketTcpNoDelay", "Y");
        fix.setString("FileStorePath", settings.store().toString());
        fix.setString("NonStopSession", "Y");
        fix.setLong("HeartBtInt", 30);
        fix.setLong("ReconnectInterval", 2);
        fix.setString("ResetOnLogon", settings.reset() ? "Y" : "N");
        fix.setString("DataDictionary", settings.dictionary().toString());
        // This client shows what the server says; judging it is for conformance tests.
        fix.setString("AllowUnknownMsgFields", "Y");
        fix.setString("ValidateUserDefinedFields", "N");
        fix.setString("ValidateFieldsOutOfOrder", "N");
        fix.setString("ValidateFieldsHaveValues", "N");
        fix.setString("CheckLatency", "N");
        fix.setString(id, "BeginString", "FIX.4.4");
        this.initiator = new SocketInitiator(this, new FileStoreFactory(fix), fix, wire, new DefaultMessageFactory());
    }

    /**
     * Connects and logs on.
     *
     * @throws Refusal if nobody listens there, or the logon is refused or not answered within {@code timeoutMs}
     */
    void logon(long timeoutMs) throws ConfigError, InterruptedException {
        String place = settings.host() + ':' + settings.port();
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(settings.host(), settings.port()), CONNECT_MS);
        } catch (IOException e) {
            throw new Refusal(
                    "no FIX gateway answers at %s: start `atlas up`, or name another with --fix-port.", place);
        }
        initiator.start();
        boolean answered = firstLogon.await(timeoutMs, TimeUnit.MILLISECONDS);
        if (!loggedOn) {
            leaving = true;
            initiator.stop(true);
            throw new Refusal(
                    "logon as %s at %s %s.",
                    settings.compId(),
                    place,
                    answered ? refusal() : "was closed or not answered (is it logged on already?)");
        }
    }

    private String refusal() {
        String text = logoutText == null ? "" : logoutText;
        if (text.contains("SEQ_TOO_LOW") || text.contains("too low")) {
            return "was refused because the sequence numbers do not match (" + text + "): --reset starts them at 1";
        }
        return text.contains("LOGON_REFUSED")
                ? "was refused: the CompID or the password is wrong"
                : "was refused: " + (text.isEmpty() ? "no reason given" : text);
    }

    /**
     * Sends a message.
     *
     * @throws Refusal if the session is down: an order typed now must not leave minutes later
     */
    void send(Message message) {
        if (!loggedOn) {
            throw new Refusal("not connected: nothing was sent");
        }
        try {
            Session.sendToTarget(message, id);
        } catch (SessionNotFound e) {
            throw new IllegalStateException("the session was created with the initiator", e);
        }
    }

    @Override
    public void onCreate(SessionID session) {}

    @Override
    public void onLogon(SessionID session) {
        boolean again = firstLogon.getCount() == 0;
        loggedOn = true;
        firstLogon.countDown();
        if (again) {
            screen.print("-- logged on again; missed reports follow");
        }
    }

    @Override
    public void onLogout(SessionID session) {
        if (loggedOn && !leaving) {
            screen.print("-- connection lost, trying again every 2 s" + (logoutText == null ? "" : ": " + logoutText));
        }
        loggedOn = false;
        ended.countDown();
    }

    @Override
    public void toAdmin(Message message, SessionID session) {
        if (text(message.getHeader(), 35).equals("A")) {
            message.setString(553, settings.compId());
            message.setString(554, settings.password());
        }
    }

    @Override
    public void fromAdmin(Message message, SessionID session) {
        switch (text(message.getHeader(), 35)) {
            case "5" -> {
                logoutText = text(message, 58);
                firstLogon.countDown();
            }
            case "3" -> screen.print(ReportLine.of(message));
            default -> {}
        }
    }

    @Override
    public void toApp(Message message, SessionID session) {}

    @Override
    public void fromApp(Message message, SessionID session) {
        screen.print(ReportLine.of(message));
        switch (text(message.getHeader(), 35)) {
            case "8" -> {
                try {
                    orders.report(message);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            case "9" -> orders.answered(text(message, 11));
            case "j" -> orders.answered(text(message, 379));
            default -> {}
        }
    }

    /** Logs out and waits briefly for the answer. */
    @Override
    public void close() {
        leaving = true;
        if (loggedOn) {
            Session.lookupSession(id).logout();
            try {
                ended.await(LOGOUT_MS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        initiator.stop(true);
    }
}
