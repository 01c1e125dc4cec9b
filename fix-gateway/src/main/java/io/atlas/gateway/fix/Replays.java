package io.atlas.gateway.fix;

import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.client.ReportHistory;
import io.atlas.gateway.client.ReportHistory.From;
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
 * goes on until it has told them too. One partition is read at a time, a few records per step.
 *
 * <p>Threads: the agent; {@link #loggingOn} and {@link #loggedOn} are the engine's.
 */
final class Replays {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final int RECORDS_PER_STEP = 128;
    private static final long RETRY_NS = 1_000_000_000L;

    private record Wanted(ClientSession client, From from) {}

    private final ReportHistory history;
    private final LongSupplier epochNs;
    private final Queue<Wanted> asked = new ConcurrentLinkedQueue<>();
    private final Map<ClientSession, From> waiting = new LinkedHashMap<>();
    private final Map<String, ClientSession> reading = new LinkedHashMap<>();
    /** How often each had been held back when its reading began. */
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
                want(client, whatIsMissing(client));
            }
        }
    }

    /** A Logon is about to be answered: what comes after the answer must be the past, if that is wanted. Engine's thread. */
    void loggingOn(ClientSession client) {
        if (tellsThePast(client) || possible() && namesAnEarlierReport(client)) {
            client.hold();
            client.store.wantReplay();
        }
    }

    private boolean namesAnEarlierReport(ClientSession client) {
        String last = client.logon.lastExecIdOrNull();
        ReportCause cause =
                last == null ? null : ReportCause.ofExecIdOrNull(last, history.partitionOf(client.compId()));
        return last != null && (cause == null || !cause.equals(client.store.lastCause()));
    }

    /**
     * The Logon has been answered; returns whether the past is told now. Engine's thread.
     *
     * @param first nobody has logged on to this store before
     */
    boolean loggedOn(ClientSession client, boolean first) {
        if (!client.store.replayWanted()) {
            return false;
        }
        LogonTerms logon = client.logon;
        if (logon.lastExecIdOrNull() != null) {
            want(client, From.afterExecId(logon.lastExecIdOrNull()));
        } else {
            want(client, first || logon.reset() ? recent() : whatIsMissing(client));
        }
        return true;
    }

    private From whatIsMissing(ClientSession client) {
        ReportCause command = client.store.sentUpTo(Topics.COMMANDS);
        ReportCause event = client.store.sentUpTo(Topics.EVENTS);
        return command == null && event == null ? recent() : From.after(command, event);
    }

    /** From here on the session's live reports are left out; a later wish replaces an earlier one. */
    private void want(ClientSession client, From from) {
        client.hold();
        asked.add(new Wanted(client, from));
    }

    /** Goes on with what is to be told; returns how much it did. */
    int doWork() {
        for (Wanted wanted = asked.poll(); wanted != null; wanted = asked.poll()) {
            reading.remove(wanted.client().compId());
            waiting.put(wanted.client(), wanted.from());
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
            reading.values().forEach(client -> client.release(client.holds()));
            end();
            return 1;
        }
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
                holds.put(client.compId(), client.holds());
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
        // What was told before keeps its place in the store; only what is new there moves the place to go on from.
        boolean known = !cause.after(client.store.sentUpTo(cause.topic()));
        client.store(() -> ReportWriter.write(report, known ? null : cause, true));
        told++;
    }

    private boolean finished(ClientSession client) {
        if (!client.heldAllReached(readingOrNull)) {
            return false;
        }
        if (!readingOrNull.knewExecId(client.compId())) {
            LOG.warn("session {}: LastExecID(20012) is not in the log; all recent reports are sent", client.compId());
            waiting.put(client, recent());
            return true;
        }
        if (client.release(holds.get(client.compId()))) {
            // Of what the client had before nothing is stored under the new numbers: the agent must not tell it as new.
            client.store.toldUpTo(readingOrNull.cameTo(Topics.COMMANDS));
            client.store.toldUpTo(readingOrNull.cameTo(Topics.EVENTS));
            client.store.replayed();
        }
        LOG.info("session {}: {} reports of the past were sent with 97=Y", client.compId(), told);
        return true;
    }

    /** Orders that were open a day ago, and all since. */
    From recent() {
        return From.since(Math.max(1, epochNs.getAsLong() - 86_400_000_000_000L));
    }

    private void end() {
        readingOrNull.close();
        readingOrNull = null;
        reading.clear();
    }
}
