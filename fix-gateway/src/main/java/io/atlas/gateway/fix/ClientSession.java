package io.atlas.gateway.fix;

import io.atlas.gateway.client.HeldBack;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.fix.EngineMessages.Caused;
import io.atlas.wire.config.SessionConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import quickfix.Session;

/** One client's session: what the parts of this package share of it. */
final class ClientSession {
    private static final long LONGEST_ANSWER_NS = 1_000_000_000;
    private static final long WAIT_NS = 50_000;

    final SessionConfig config;
    final DurableStore store;
    final WireJournal journal;
    private final LongSupplier epochNs;
    private final AtomicLong liveSent = new AtomicLong();
    /** Set once, before anything can reach the session. */
    Session engine;
    /** What the client's last Logon asked for. */
    volatile LogonTerms logon = LogonTerms.NONE;
    /** Held while the agent's report is numbered and stored. */
    private final Object sending = new Object();
    /** A Logon is with the engine, which has not answered it yet. */
    private volatile boolean answering;
    /** Live reports are left out until the past has been told as often as that was asked for. */
    private volatile boolean holding;

    private int holds;
    /** A Logon that is being answered wants the past. Guarded by this. */
    boolean logonAsks;
    /** What was left out. */
    final HeldBack heldBack = new HeldBack();
    /** What the connection in use wants to be sent again; null while there is none. */
    volatile Resend resend;
    /** The number from which a Logon wants the messages (789), 0 for none. Engine's thread. */
    int resendFrom;
    /** The Logon that was let in had to be made a reset. */
    volatile boolean resetByUs;

    ClientSession(SessionConfig config, DurableStore store, WireJournal journal, LongSupplier epochNs) {
        this.config = config;
        this.store = store;
        this.journal = journal;
        this.epochNs = epochNs;
    }

    /** The wire carries this message now. Any thread. */
    void carried(boolean inbound, String message) {
        journal.append(inbound, epochNs.getAsLong(), RawMessage.masked(message));
    }

    /** The engine sends a message for the first time. Any thread. */
    void sent() {
        liveSent.incrementAndGet();
    }

    /** Messages sent for the first time, so far. */
    long liveSent() {
        return liveSent.get();
    }

    String compId() {
        return config.senderCompId();
    }

    /**
     * Stores a report and sends it if the client is there; returns whether it is stored. Agent thread.
     *
     * <p>While a Logon is being answered we wait, at most a second: a report would take the number of the answer to a reset, or
     * be stored and not sent. A client that is missed all the same sees the gap with our next message.
     */
    boolean send(Caused message) {
        while (true) {
            awaitAnswer();
            synchronized (sending) {
                if (!answering) {
                    engine.send(message);
                    return message.isStored();
                }
            }
        }
    }

    private void awaitAnswer() {
        for (long began = System.nanoTime(); answering; LockSupport.parkNanos(WAIT_NS)) {
            if (System.nanoTime() - began > LONGEST_ANSWER_NS) {
                answering = false;
            }
        }
    }

    /**
     * Stores a report, or fails. Agent thread.
     *
     * @param message makes the message; called again if the first did not get into the store
     * @throws UncheckedIOException if the report could not be stored; the agent must not go on as if it had been sent
     */
    void store(Supplier<Caused> message) {
        // An answer that takes longer than we wait may renumber the session meanwhile: then it is tried again.
        boolean stored = send(message.get());
        if (!stored) {
            stored = send(message.get());
        }
        if (!stored) {
            throw new UncheckedIOException(new IOException("session " + compId() + ": report could not be stored"));
        }
    }

    /** A Logon was let in, and is the engine's now. */
    void answeringLogon() {
        synchronized (sending) {
            answering = true;
        }
    }

    /** It has been answered, or the connection is gone. */
    void answeredLogon() {
        answering = false;
    }

    /** From here on reports that the log can give again are left out. Any thread. */
    synchronized void hold() {
        holds++;
        holding = true;
    }

    /** How often that was asked for. */
    synchronized int holds() {
        return holds;
    }

    /** The past has been told, or cannot be. Agent thread. */
    synchronized void release() {
        heldBack.clear();
        holding = false;
    }

    /** Whether the report is left out for now. Agent thread. */
    boolean held(ReportCause causeOrNull) {
        if (!holding || causeOrNull == null) {
            return false;
        }
        heldBack.add(causeOrNull);
        return true;
    }
}
