package io.atlas.launcher.story;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.FileStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionNotFound;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;

/** A foreign FIX engine as client: QuickFIX/J, with a store of its own that lives on when it goes to another gateway. */
final class QuickFixClient implements Application, AutoCloseable {
    private static final char SOH = 1;

    private final String compId;
    private final SessionID id;
    private final SocketInitiator initiator;
    private final List<String> received = new ArrayList<>();
    private final List<String> admin = new ArrayList<>();

    private QuickFixClient(String compId, SessionID id, SessionSettings settings) throws ConfigError {
        this.compId = compId;
        this.id = id;
        this.initiator =
                new SocketInitiator(this, new FileStoreFactory(settings), settings, null, new DefaultMessageFactory());
    }

    static QuickFixClient start(String compId, int port, Path store) throws ConfigError {
        SessionID id = new SessionID("FIX.4.4", compId, "ATLAS");
        SessionSettings settings = new SessionSettings();
        settings.setString("ConnectionType", "initiator");
        settings.setString("SocketConnectHost", "127.0.0.1");
        settings.setLong("SocketConnectPort", port);
        settings.setLong("HeartBtInt", 2);
        settings.setLong("ReconnectInterval", 1);
        settings.setString("NonStopSession", "Y");
        settings.setString("UseDataDictionary", "N");
        settings.setString("FileStorePath", store.toString());
        settings.setString(id, "BeginString", "FIX.4.4");
        settings.setString(id, "SenderCompID", compId);
        settings.setString(id, "TargetCompID", "ATLAS");
        QuickFixClient client = new QuickFixClient(compId, id, settings);
        client.initiator.start();
        return client;
    }

    boolean isLoggedOn() {
        return initiator.isLoggedOn();
    }

    void send(String type, String fields) throws SessionNotFound {
        Message message = new Message();
        message.getHeader().setString(35, type);
        for (String field : fields.split("\\|")) {
            int equals = field.indexOf('=');
            message.setString(Integer.parseInt(field.substring(0, equals)), field.substring(equals + 1));
        }
        Session.sendToTarget(message, id);
    }

    /** Application messages, in order, with {@code |} for SOH. */
    synchronized List<String> received() {
        return List.copyOf(received);
    }

    /** Logons and logouts received. */
    synchronized List<String> admin() {
        return List.copyOf(admin);
    }

    @Override
    public void toAdmin(Message message, SessionID session) {
        try {
            if (message.getHeader().getString(35).equals("A")) {
                message.setString(553, compId);
                message.setString(554, FixPeer.PASSWORD);
            }
        } catch (FieldNotFound e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void fromApp(Message message, SessionID session) {
        received.add(message.toString().replace(SOH, '|'));
    }

    @Override
    public synchronized void fromAdmin(Message message, SessionID session) {
        admin.add(message.toString().replace(SOH, '|'));
    }

    @Override
    public void onCreate(SessionID session) {
        // Nothing to prepare.
    }

    @Override
    public void onLogon(SessionID session) {
        // Asked for by isLoggedOn.
    }

    @Override
    public void onLogout(SessionID session) {
        // The engine connects again by itself.
    }

    @Override
    public void toApp(Message message, SessionID session) {
        // Sent as it is.
    }

    @Override
    public void close() {
        initiator.stop(true);
    }
}
