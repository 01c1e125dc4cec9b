package io.atlas.gateway.fix;

import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.client.ReportHistory;
import io.atlas.gateway.client.ReportHistory.From;
import io.atlas.gateway.fix.StoreContents.Replaying;
import io.atlas.wire.log.Topics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells clients again, with 97=Y, what the log says they were told: after a lost store, and when a client names the last
 * report it has (20012). While a session waits for that, its live reports are left out: the log has them, and the replay
 * goes on until it has told them too, those without 97=Y. One partition is read at a time, a few records per step. How far a
 * replay has come is in the session's store, so that a process that ends in the middle is followed by one that goes on there.
 *
 * <p>Threads: the agent; {@link #loggingOn} and {@link #loggedOn} are the engine's.
 */
final class Replays {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final int RECORDS_PER_STEP = 128;
    private static final long RETRY_NS = 1_000_000_000L;

    private final ReportHistory history;
    private final LongSupplier epochNs;
    private final Queue<ClientSession> asked = new ConcurrentLinkedQueue<>();
    private final Map<ClientSession, From> waiting = new LinkedHashMap<>();
    private final Map<String, ClientSession> reading = new LinkedHashMap<>();
    /** How often each had been held back when it was seen what it lacks. */
    private final Map<String, Integer> holds = new HashMap<>();

    private ReportHistory.Reading readingOrNull;
    private long retryAtNs;
    private long told;

    Replays(ReportHistory history, LongSupplier epochNs) {
        this.history = history;
        this.epochNs = epochNs;
    }

    private boolean possible() {
        return history != ReportHistory.NONE;
    }

    /** Whether the client gets the past from the log, so that nobody else need tell it. */
    boolean tellsThePast(ClientSession client) {
        return possible() && client.store.replayWanted();
    }

    /** A store was opened. Before the agent runs. */
    void opened(ClientSession client) {
        if (!possible()) {
            // Then the agent's own history is all there is, and it tells it by itself.
            client.store.replayed();
        } else if (client.store.replayWanted()) {
            client.hold();
            if (!client.store.untouched()) {
                want(client);
            }
        }
    }

    /** A Logon is about to be answered: what comes after the answer must be the past, if that is wanted. Engine's thread. */
    void loggingOn(ClientSession client) {
        if (!possible()) {
            return;
        }
        String lastOrNull = client.logon.lastExecIdOrNull();
        synchronized (client) {
            boolean wanted = tellsThePast(client);
            if (lastOrNull != null && (wanted || !isLast(client, lastOrNull))) {
                ReportCause named = cause(client, lastOrNull);
                if (named == null) {
                    LOG.warn("session {}: LastExecID(20012) is none of ours; recent reports are sent", client.compId());
                }
                holdForLogon(client);
                client.store.wantReplay(named);
            } else if (wanted) {
                holdForLogon(client);
                if (client.logon.reset()) {
                    // It has nothing of what was told so far: under the numbers that end now it cannot ask for it.
                    client.store.wantReplay(null);
                }
            }
        }
    }

    /** From here on the session's live reports are left out; what it is told instead waits for the answer to the Logon. */
    private static void holdForLogon(ClientSession client) {
        client.hold();
        client.logonAsks = true;
    }

    private boolean isLast(ClientSession client, String execId) {
        ReportCause cause = cause(client, execId);
        return cause != null && cause.equals(client.store.lastCause());
    }

    private ReportCause cause(ClientSession client, String execId) {
        return ReportCause.ofExecIdOrNull(execId, history.partitionOf(client.compId()));
    }

    /** The Logon has been answered; returns whether the past is told now. Engine's thread. */
    boolean loggedOn(ClientSession client) {
        boolean wanted = client.store.replayWanted();
        if (wanted) {
            want(client);
        }
        return wanted;
    }

    /** A later wish replaces an earlier one. */
    private void want(ClientSession client) {
        synchronized (client) {
            client.logonAsks = false;
        }
        asked.add(client);
    }

    /** What the client lacks. Only the agent tells reports: what it has told of this replay so far stays so. */
    private From missing(ClientSession client) {
        client.store.replayGoesOn();
        Replaying replaying = client.store.replayingOrNull();
        ReportCause command = client.store.sentUpTo(Topics.COMMANDS);
        ReportCause event = client.store.sentUpTo(Topics.EVENTS);
        if (replaying == null) {
            return command == null && event == null ? recent() : From.after(command, event);
        }
        ReportCause named = replaying.namedOrNull();
        return (named == null ? recent() : From.afterNamed(named)).butAfter(command, event);
    }

    /** Goes on with what is to be told; returns how much it did. */
    int doWork() {
        for (ClientSession client = asked.poll(); client != null; client = asked.poll()) {
            take(client);
        }
        if (readingOrNull == null && (waiting.isEmpty() || !begin())) {
            return 0;
        }
        try {
            int read = readingOrNull.poll(this::tell, RECORDS_PER_STEP);
            if (readingOrNull.done()) {
                reading.values().removeIf(this::finished);
            }
            if (reading.isEmpty()) {
                end();
            }
            return read;
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.error("ALARM the log cannot be read for {}: {}; reports go on, those before are missing", reading, e);
            reading.values().forEach(ClientSession::release);
            end();
            return 1;
        }
    }

    private void take(ClientSession client) {
        reading.remove(client.compId());
        waiting.remove(client);
        synchronized (client) {
            if (!client.logonAsks) {
                await(client);
            }
        }
    }

    private void await(ClientSession client) {
        holds.put(client.compId(), client.holds());
        client.heldBack.replayAsked();
        waiting.put(client, missing(client));
    }

    private boolean begin() {
        if (epochNs.getAsLong() < retryAtNs) {
            return false;
        }
        int partition = history.partitionOf(waiting.keySet().iterator().next().compId());
        Map<String, From> sessions = new LinkedHashMap<>();
        waiting.forEach((client, from) -> {
            if (history.partitionOf(client.compId()) == partition) {
                sessions.put(client.compId(), from);
                reading.put(client.compId(), client);
            }
        });
        try {
            readingOrNull = history.read(sessions);
        } catch (RuntimeException e) {
            LOG.warn("sessions {}: the log does not answer, their reports wait: {}", sessions.keySet(), e.toString());
            retryAtNs = epochNs.getAsLong() + RETRY_NS;
            reading.clear();
            return false;
        }
        waiting.keySet().removeAll(reading.values());
        told = 0;
        return true;
    }

    private void tell(String session, Report report, ReportCause cause) {
        ClientSession client = reading.get(session);
        if (client == null) {
            return;
        }
        boolean again = !client.heldBack.isNews(cause);
        client.store(() -> ReportWriter.write(report, cause, again));
        told++;
    }

    private boolean finished(ClientSession client) {
        if (!client.heldBack.allReached(readingOrNull)) {
            return false;
        }
        synchronized (client) {
            if (client.holds() != holds.get(client.compId())) {
                return true; // It is wanted anew: by a Logon that is being answered.
            }
            if (!readingOrNull.knewNamed(client.compId())) {
                LOG.warn(
                        "session {}: LastExecID(20012) is not in the log; all recent reports are sent",
                        client.compId());
                client.store.wantReplay(null);
                await(client);
                return true;
            }
            client.release();
            // Of what the client had before nothing is stored under the new numbers: the agent must not tell it as new.
            client.store.toldUpTo(readingOrNull.cameTo(Topics.COMMANDS));
            client.store.toldUpTo(readingOrNull.cameTo(Topics.EVENTS));
            client.store.replayed();
        }
        LOG.info("session {}: {} reports of the past were sent with 97=Y", client.compId(), told);
        return true;
    }

    /** Orders that were open a day ago, and all since. */
    private From recent() {
        return From.since(Math.max(1, epochNs.getAsLong() - 86_400_000_000_000L));
    }

    private void end() {
        readingOrNull.close();
        readingOrNull = null;
        reading.clear();
    }
}
