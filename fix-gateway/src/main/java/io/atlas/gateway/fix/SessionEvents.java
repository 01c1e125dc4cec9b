package io.atlas.gateway.fix;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.OpenOrdersRequest;
import io.atlas.gateway.client.Report.BusinessReject;
import io.atlas.gateway.fix.EngineMessages.Caused;
import io.atlas.gateway.fix.EngineMessages.Stamped;
import io.atlas.wire.config.SessionConfig.Role;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.ApplicationAdapter;
import quickfix.FieldException;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.SessionID;
import quickfix.UnsupportedMessageType;
import quickfix.field.MsgType;
import quickfix.field.SessionRejectReason;

/**
 * The engine's callbacks. Received: parse, mark as pending, queue, wake the agent. Sent: hand the store what belongs to the
 * message, which must happen here, under the session's lock on outbound numbers.
 */
final class SessionEvents extends ApplicationAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(SessionEvents.class);
    private static final String TOO_LOW = "MsgSeqNum too low, expecting ";
    private static final String INVALID_LOGON = "Invalid Logon message";
    private static final int TEXT = 58;
    private static final int REF_SEQ_NUM = 45;
    private static final int POSS_DUP_FLAG = 43;
    private static final int MAX_MESSAGE_SIZE = 383;
    private static final int COD_MODE = 20010;
    private static final int NOT_AVAILABLE = 4;
    private static final int NOT_AUTHORISED = 6;
    private static final int CONDITIONAL_FIELD_MISSING = 5;

    private final Map<String, ClientSession> clients;
    private final BlockingQueue<ClientRequest> requests;
    private final Replays replays;
    private final Resender resender;
    private final Runnable wakeup;

    SessionEvents(
            Map<String, ClientSession> clients,
            BlockingQueue<ClientRequest> requests,
            Replays replays,
            Resender resender,
            Runnable wakeup) {
        this.clients = Map.copyOf(clients);
        this.requests = requests;
        this.replays = replays;
        this.resender = resender;
        this.wakeup = wakeup;
    }

    @Override
    public void fromAdmin(Message message, SessionID id) throws FieldNotFound {
        String type = typeOf(message);
        if (type.equals("2")) {
            // The door serves those; what it leaves to the engine well-formed is one too many.
            throw new FieldException(SessionRejectReason.OTHER, "RESEND_STORM", 0);
        }
        if (!type.equals("A")) {
            return;
        }
        ClientSession client = client(id);
        client.logon = LogonTerms.of(message, ((Stamped) message).madeNs());
        client.resendFrom = NextExpected.takeOver(message, client.store.getNextSenderMsgSeqNum());
        replays.loggingOn(client);
    }

    @Override
    public void onLogon(SessionID id) {
        ClientSession client = client(id);
        client.answeredLogon();
        client.store.agreed();
        if (client.resetByUs) {
            client.resetByUs = false;
            // The client starts anew when it reads our answer: its Logon does not count among its new numbers.
            client.store.setNextTargetMsgSeqNum(1);
        }
        Resend resend = client.resend;
        if (client.resendFrom > 0 && resend != null) {
            resender.ask(resend, client.resendFrom, 0);
        }
        LogonTerms logon = client.logon;
        if (!replays.loggedOn(client) && logon.reset()) {
            requests.add(new OpenOrdersRequest(
                    new Arrival(client.compId(), 1, logon.atNs(), false, false, 0, client.store.numbering())));
            wakeup.run();
        }
    }

    @Override
    public void fromApp(Message message, SessionID id) throws FieldNotFound, UnsupportedMessageType {
        ClientSession client = client(id);
        int msgSeqNum = message.getHeader().getInt(34);
        if (!mayAsk(client.config.roles(), typeOf(message))) {
            refuse(client, message, NOT_AUTHORISED, "Not among the roles of this session");
            return;
        }
        ClientRequest request;
        try {
            request = RequestParser.parse(
                    client.compId(),
                    client.store.numbering(),
                    message,
                    ((Stamped) message).madeNs(),
                    client.logon.quiet());
        } catch (FieldNotFound e) {
            refuse(client, message, CONDITIONAL_FIELD_MISSING, "Tag " + e.field + " is required here");
            return;
        }
        client.store.pending(msgSeqNum);
        if (requests.offer(request)) {
            wakeup.run();
            return;
        }
        client.store.decided(msgSeqNum);
        refuse(client, message, NOT_AVAILABLE, "Too many requests are waiting; nothing was recorded");
    }

    private static boolean mayAsk(Set<Role> roles, String type) {
        return switch (type) {
            case "D", "F", "G" -> roles.contains(Role.TRADE);
            case "H" -> roles.contains(Role.TRADE) || roles.contains(Role.READ_ONLY);
            default -> true; // not supported from anybody
        };
    }

    private static void refuse(ClientSession client, Message message, int reason, String text) throws FieldNotFound {
        String clOrdId = message.isSetField(11) ? message.getString(11) : null;
        BusinessReject reject =
                new BusinessReject(message.getHeader().getInt(34), typeOf(message), clOrdId, reason, text);
        client.engine.send(ReportWriter.write(reject, null, false));
    }

    @Override
    public void toAdmin(Message message, SessionID id) {
        ClientSession client = client(id);
        switch (typeOf(message)) {
            case "3" -> {
                client.store.stage(null, refSeqNum(message), () -> {});
                nameUndefinedTag(message);
            }
            case "A" -> {
                client.store.stageNothing();
                message.setInt(MAX_MESSAGE_SIZE, 65536);
                if (!client.logon.usesNextExpected()) {
                    NextExpected.takeOut(message, client.engine);
                }
                if (client.logon.askedForCod()) {
                    // Cancel on disconnect is not offered yet: tell the mode in force.
                    message.setString(COD_MODE, "0");
                }
            }
            case "5" -> {
                client.store.stageNothing();
                reword(message);
            }
            default -> client.store.stageNothing();
        }
    }

    @Override
    public void toApp(Message message, SessionID id) {
        if (message.getHeader().isSetField(POSS_DUP_FLAG)) {
            return; // Asked for again: it is in the store.
        }
        DurableStore store = client(id).store;
        if (message instanceof Caused report) {
            if (report.numbering() != 0 && report.numbering() != store.numbering()) {
                // The client has begun anew since: by now the number is another message's, or will be.
                message.removeField(REF_SEQ_NUM);
            }
            store.stage(report.causeOrNull(), refusedBy(message), report::stored);
        } else {
            store.stage(null, refusedBy(message), () -> {});
        }
    }

    private static int refusedBy(Message message) {
        return typeOf(message).equals("j") ? refSeqNum(message) : 0;
    }

    private static int refSeqNum(Message message) {
        try {
            return message.isSetField(REF_SEQ_NUM) ? message.getInt(REF_SEQ_NUM) : 0;
        } catch (FieldNotFound | FieldException e) {
            throw new IllegalStateException("We send no RefSeqNum(45) that is not a number.", e);
        }
    }

    /** For a tag that is not in the dictionary the engine says "invalid tag number"; FIX 4.4 calls it an undefined tag. */
    private static void nameUndefinedTag(Message reject) {
        if ("0".equals(reject.getOptionalString(SessionRejectReason.FIELD).orElse(""))) {
            reject.setInt(SessionRejectReason.FIELD, SessionRejectReason.UNDEFINED_TAG);
            reject.setString(TEXT, textOf(reject).replace("Invalid tag number", "Undefined tag"));
        }
    }

    /** The engine's words for the ends of a session, in ours. */
    private static void reword(Message logout) {
        String text = textOf(logout);
        if (text.startsWith(TOO_LOW)) {
            int end = text.indexOf(' ', TOO_LOW.length());
            logout.setString(TEXT, "SEQ_TOO_LOW expected " + text.substring(TOO_LOW.length(), end));
        } else if (text.startsWith(INVALID_LOGON)) {
            LOG.warn("logon refused: {}", text);
            logout.setString(TEXT, "LOGON_REFUSED");
        }
    }

    private static String textOf(Message message) {
        return message.isSetField(TEXT) ? message.getOptionalString(TEXT).orElse("") : "";
    }

    private static String typeOf(Message message) {
        return message.getHeader().getOptionalString(MsgType.FIELD).orElse("");
    }

    private ClientSession client(SessionID id) {
        return clients.get(id.getTargetCompID());
    }
}
