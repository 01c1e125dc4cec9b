package io.atlas.gateway.fix;

import io.atlas.wire.config.PasswordHash;
import io.atlas.wire.config.SessionConfig;
import java.net.InetSocketAddress;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Responder;
import quickfix.UtcTimestampPrecision;
import quickfix.field.converter.UtcTimestampConverter;
import quickfix.mina.SessionConnector;

/**
 * Stands between one connection and the engine. Until a Logon is accepted the engine knows nothing of the connection, so a
 * stranger cannot use up sequence numbers, hold a session or see a message: the first message must be a Logon, within five
 * seconds and 4 KB, and its password is checked here and goes no further. Afterwards the door passes whole messages on,
 * refuses those over 64 KB, and closes on a flood of garbled ones.
 *
 * <p>Threads: MINA's processor of the connection, and {@code fix-logon} for the verdict; what is read in between is kept. All
 * state is guarded by this.
 */
final class Door extends IoFilterAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final String REFUSED = "LOGON_REFUSED";
    private static final String WRONG_GATEWAY = "WRONG_GATEWAY";
    private static final int MAX_FIRST_MESSAGE = 4 * 1024;
    private static final int MAX_MESSAGE = 64 * 1024;
    private static final long LOGON_WITHIN_NS = 5_000_000_000L;
    private static final int MAX_GARBLED = 20;
    private static final long GARBLED_WINDOW_NS = 10_000_000_000L;
    private static final int MAX_HEART_BT_INT = 60;

    private enum State {
        NEW,
        CHECKING,
        OPEN,
        CLOSED
    }

    private final Doors house;
    private final LongSupplier nanoTime;
    private final long connectedNs;
    private final FixFrames frames = new FixFrames(MAX_FIRST_MESSAGE);
    private State state = State.NEW;
    private ClientSession client;
    private volatile Resend resend;
    private String remote;
    private int garbledSeen;
    private int garbledInWindow;
    private long windowStartNs;

    Door(Doors house, LongSupplier nanoTime) {
        this.house = house;
        this.nanoTime = nanoTime;
        this.connectedNs = nanoTime.getAsLong();
        this.windowStartNs = connectedNs;
    }

    @Override
    public void sessionCreated(NextFilter next, IoSession io) throws Exception {
        remote = String.valueOf(io.getRemoteAddress());
        io.getConfig().setIdleTime(IdleStatus.READER_IDLE, 1);
        super.sessionCreated(next, io);
    }

    @Override
    public synchronized void sessionIdle(NextFilter next, IoSession io, IdleStatus status) throws Exception {
        closeIfLate(io);
        super.sessionIdle(next, io, status);
    }

    private void closeIfLate(IoSession io) {
        if (state == State.NEW && nanoTime.getAsLong() - connectedNs > LOGON_WITHIN_NS) {
            close(io, "no Logon in time");
        }
    }

    @Override
    public synchronized void messageReceived(NextFilter next, IoSession io, Object message) {
        if (state == State.CLOSED) {
            return;
        }
        IoBuffer buffer = (IoBuffer) message;
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        frames.add(bytes, bytes.length);
        // What comes meanwhile is kept: to stop reading and go on from another thread can lose the engine's interest
        // for ever.
        if (state == State.CHECKING && frames.waiting() > MAX_MESSAGE) {
            close(io, "more than " + MAX_MESSAGE + " bytes before the answer to the Logon");
            return;
        }
        passOn(next, io);
        closeIfLate(io);
    }

    private void passOn(NextFilter next, IoSession io) {
        try {
            String message = null;
            while (state != State.CHECKING && state != State.CLOSED && (message = frames.next()) != null) {
                if (state == State.NEW) {
                    first(next, io, message);
                } else {
                    client.carried(true, message);
                    next.messageReceived(io, asProcessed(house.timestamps().padded(message)));
                }
            }
        } catch (FixFrames.TooLarge e) {
            close(io, e.getMessage());
        }
        countGarbled(io);
    }

    private void countGarbled(IoSession io) {
        int more = frames.garbled() - garbledSeen;
        if (more == 0) {
            return;
        }
        garbledSeen += more;
        if (state == State.NEW) {
            close(io, "not FIX");
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - windowStartNs > GARBLED_WINDOW_NS) {
            windowStartNs = now;
            garbledInWindow = 0;
        }
        garbledInWindow += more;
        LOG.warn("session {}: garbled input from {}, {} times so far", name(), remote, garbledSeen);
        if (garbledInWindow >= MAX_GARBLED && state != State.CLOSED) {
            close(io, MAX_GARBLED + " garbled messages within 10 s");
        }
    }

    /** A message that was refused before a crash is a gap when it comes again: the client has its answer. */
    private String asProcessed(String message) {
        if (RawMessage.isType(message, "2")) {
            return isServedHere(message) ? RawMessage.asHeartbeat(message) : message;
        }
        if (!"Y".equals(RawMessage.field(message, 43))) {
            return RawMessage.isType(message, "A") ? RawMessage.withoutSecrets(message) : message;
        }
        int msgSeqNum = RawMessage.number(message, 34);
        return client.store.refused(msgSeqNum) ? RawMessage.asGapFill(message, msgSeqNum) : message;
    }

    /** What is left to the engine it refuses: a malformed request by its dictionary, a storm by {@link SessionEvents}. */
    private boolean isServedHere(String request) {
        int begin = RawMessage.number(request, 7);
        int end = RawMessage.number(request, 16);
        boolean ours = house.compId().equals(RawMessage.field(request, 56))
                && client.compId().equals(RawMessage.field(request, 49));
        if (!ours || begin < 1 || end < 0 || end > 0 && end < begin) {
            return false;
        }
        // Admin messages are not sent again: one that says so has been served.
        return "Y".equals(RawMessage.field(request, 43))
                || house.resender().ask(resend, begin, end) != ResendRequests.Verdict.STORM;
    }

    private void first(NextFilter next, IoSession io, String message) {
        if (!RawMessage.isType(message, "A")) {
            close(io, "first message is not a Logon");
            return;
        }
        String compId = RawMessage.field(message, 49);
        if (compId == null) {
            close(io, "Logon without SenderCompID(49)");
            return;
        }
        String password = RawMessage.field(message, 554);
        client = house.clientOrNull(compId);
        SessionConfig config = house.configOrNull(compId);
        if (config == null || !isAcceptable(message, compId) || password == null) {
            // Refused like a wrong password, after the same work: an answer must not tell what was wrong.
            verify(next, io, message, compId, "", null);
        } else if (house.check().isKnownGood(compId, password)) {
            admit(next, io, message);
        } else {
            verify(next, io, message, compId, password, config.password());
        }
    }

    private boolean isAcceptable(String logon, String compId) {
        int heartBtInt = RawMessage.number(logon, 108);
        return logon.startsWith("8=FIX.4.4\001")
                && house.compId().equals(RawMessage.field(logon, 56))
                && compId.equals(RawMessage.field(logon, 553))
                && "0".equals(RawMessage.field(logon, 98))
                && heartBtInt >= 1
                && heartBtInt <= MAX_HEART_BT_INT;
    }

    private void verify(
            NextFilter next, IoSession io, String logon, String compId, String password, PasswordHash hash) {
        state = State.CHECKING;
        String address = io.getRemoteAddress() instanceof InetSocketAddress inet ? inet.getHostString() : remote;
        house.check().check(compId, address, password, hash, right -> verdict(next, io, logon, right));
    }

    private synchronized void verdict(NextFilter next, IoSession io, String logon, boolean right) {
        if (state != State.CHECKING) {
            return;
        }
        if (!right) {
            refuse(io, logon);
            return;
        }
        admit(next, io, logon);
        passOn(next, io);
    }

    /** A session has one connection: the second is closed without a word, and the first asked whether it still lives. */
    private void admit(NextFilter next, IoSession io, String logon) {
        String elsewhere = house.directory().elsewhereOrNull(RawMessage.field(logon, 49));
        if (client == null || elsewhere != null) {
            logout(io, logon, WRONG_GATEWAY + (elsewhere == null ? "" : ' ' + elsewhere));
            return;
        }
        synchronized (client) {
            if (client.engine.hasResponder()) {
                close(io, "session is in use");
                client.engine.generateTestRequest("STILL_THERE");
                return;
            }
            state = State.OPEN;
            resend = new Resend(client, io, house.compId(), nanoTime.getAsLong());
            client.resend = resend;
            client.answeringLogon();
            client.carried(true, logon);
            frames.limit(MAX_MESSAGE);
            io.getConfig().setIdleTime(IdleStatus.READER_IDLE, 0);
            String padded = house.timestamps().padded(startingAnewIfLost(logon));
            next.messageReceived(io, RawMessage.withoutSecrets(padded));
        }
    }

    /** A client that counts on a store which is lost starts anew with us: its Logon is read, and answered, with 141=Y. */
    private String startingAnewIfLost(String logon) {
        client.resetByUs = !"Y".equals(RawMessage.field(logon, 141))
                && client.store.mustReset(RawMessage.number(logon, 34), RawMessage.number(logon, 789));
        if (!client.resetByUs) {
            return logon;
        }
        LOG.warn("session {}: its numbers are lost here, it is told to start anew (141=Y)", name());
        return RawMessage.asReset(logon);
    }

    private void refuse(IoSession io, String logon) {
        logout(io, logon, REFUSED);
    }

    /** The answer uses the session's next number without spending it. */
    private void logout(IoSession io, String logon, String text) {
        int msgSeqNum = client == null ? 1 : client.store.getNextSenderMsgSeqNum();
        String now = UtcTimestampConverter.convert(LocalDateTime.now(ZoneOffset.UTC), UtcTimestampPrecision.MICROS);
        io.write(RawMessage.of("35=5\00134=" + msgSeqNum + "\00149=" + house.compId() + "\00152=" + now + "\00156="
                + RawMessage.field(logon, 49) + "\00158=" + text + "\001"));
        LOG.warn("session {}: logon from {} refused: {}", RawMessage.field(logon, 49), remote, text);
        state = State.CLOSED;
        io.closeOnFlush();
    }

    private void close(IoSession io, String why) {
        LOG.info("session {}: connection from {} closed: {}", name(), remote, why);
        state = State.CLOSED;
        io.closeNow();
    }

    private String name() {
        return client == null ? "?" : client.compId();
    }

    @Override
    public void messageSent(NextFilter next, IoSession io, WriteRequest request) throws Exception {
        Resend connection = resend;
        if (connection != null && request.getOriginalMessage() instanceof String message) {
            connection.written(message);
        }
        super.messageSent(next, io, request);
    }

    /** The end of this connection must not end a newer one of the same session. */
    @Override
    public synchronized void sessionClosed(NextFilter next, IoSession io) throws Exception {
        state = State.CLOSED;
        if (client != null) {
            if (client.resend == resend) {
                client.resend = null;
                client.answeredLogon();
            }
            Responder responder = client.engine.getResponder();
            if (responder == null || !remote.equals(responder.getRemoteAddress())) {
                io.removeAttribute(SessionConnector.QF_SESSION);
            }
        }
        super.sessionClosed(next, io);
    }

    @Override
    public void exceptionCaught(NextFilter next, IoSession io, Throwable cause) throws Exception {
        synchronized (this) {
            if (state != State.OPEN) {
                close(io, cause.toString());
                return;
            }
        }
        super.exceptionCaught(next, io, cause);
    }
}
