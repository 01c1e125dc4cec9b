package io.atlas.sim.port;

import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.ReportCause;
import io.atlas.gateway.client.ReportHistory;
import io.atlas.gateway.client.ReportHistory.From;
import io.atlas.sim.chance.Dice;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Topics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells clients again, with 97=Y, what the log says they were told, as the FIX adapter does: after damage to a store, and
 * when a client names the last report it has. The log is read, and the reports are chosen, by the gateway's own code.
 */
final class PastTeller {
    private static final int MOST_RECORDS = 64;
    private static final long RETRY_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400_000_000_000L;

    private final ReportHistory history;
    private final MachineClock clock;
    private final Dice dice;
    private final CrashPoint crash;
    private final Set<LiveSession> asked = new LinkedHashSet<>();
    private final Map<LiveSession, From> waiting = new LinkedHashMap<>();
    private final Map<String, LiveSession> reading = new LinkedHashMap<>();
    /** How often each had been held back when it was seen what it lacks. */
    private final Map<LiveSession, Integer> holds = new HashMap<>();

    private ReportHistory.Reading readingOrNull;
    private long retryAtNs;

    PastTeller(ReportHistory history, MachineClock clock, Dice dice, CrashPoint crash) {
        this.history = history;
        this.clock = clock;
        this.dice = dice;
        this.crash = crash;
    }

    /** A store was opened. */
    void opened(LiveSession session) {
        if (session.store().replayWanted()) {
            session.hold();
            if (!session.store().lost()) {
                want(session);
            }
        }
    }

    /** A Logon is about to be answered: what comes after the answer must be the past, if that is wanted. */
    void loggingOn(LiveSession session, boolean startsAnew, String lastExecIdOrNull) {
        SessionStore store = session.store();
        boolean wanted = store.replayWanted();
        ReportCause named =
                lastExecIdOrNull == null ? null : ReportCause.ofExecIdOrNull(lastExecIdOrNull, partitionOf(session));
        boolean isLast = named != null && named.equals(store.lastCause());
        if (lastExecIdOrNull != null && (wanted || !isLast)) {
            session.hold();
            store.wantReplay(named);
        } else if (wanted) {
            session.hold();
            if (startsAnew) {
                store.wantReplay(null);
            }
        }
    }

    /** The Logon has been answered; returns whether the past is told now. */
    boolean loggedOn(LiveSession session) {
        boolean wanted = session.store().replayWanted();
        if (wanted) {
            want(session);
        }
        return wanted;
    }

    /** What the client lacks: what has been told of a replay so far stays so. */
    private From missing(SessionStore store) {
        store.replayGoesOn();
        ReportCause command = store.sentUpTo(Topics.COMMANDS);
        ReportCause event = store.sentUpTo(Topics.EVENTS);
        if (!store.replaying()) {
            return command == null && event == null ? recent() : From.after(command, event);
        }
        ReportCause named = store.namedOrNull();
        return (named == null ? recent() : From.afterNamed(named)).butAfter(command, event);
    }

    private From recent() {
        return From.since(Math.max(1, clock.nowNs() - DAY_NS));
    }

    private void want(LiveSession session) {
        asked.add(session);
    }

    /** A later wish replaces an earlier one. */
    private void take(LiveSession session) {
        reading.remove(session.store().session());
        await(session);
    }

    private void await(LiveSession session) {
        holds.put(session, session.holds());
        session.heldBack().replayAsked();
        waiting.put(session, missing(session.store()));
    }

    /** Goes on with what is to be told. */
    void doWork() {
        asked.forEach(this::take);
        asked.clear();
        if (readingOrNull == null && (waiting.isEmpty() || !begin())) {
            return;
        }
        readingOrNull.poll(this::tell, 1 + dice.below(MOST_RECORDS));
        if (readingOrNull.done()) {
            reading.values().removeIf(this::finished);
        }
        if (reading.isEmpty()) {
            readingOrNull.close();
            readingOrNull = null;
        }
    }

    private boolean begin() {
        if (clock.nowNs() < retryAtNs) {
            return false;
        }
        int partition = partitionOf(waiting.keySet().iterator().next());
        Map<String, From> sessions = new LinkedHashMap<>();
        waiting.forEach((session, from) -> {
            if (partitionOf(session) == partition) {
                sessions.put(session.store().session(), from);
                reading.put(session.store().session(), session);
            }
        });
        try {
            readingOrNull = history.read(sessions);
        } catch (CommandLog.LogUnavailable unavailable) {
            retryAtNs = clock.nowNs() + RETRY_NS;
            reading.clear();
            return false;
        }
        waiting.keySet().removeAll(reading.values());
        return true;
    }

    private int partitionOf(LiveSession session) {
        return history.partitionOf(session.store().session());
    }

    private void tell(String name, Report report, ReportCause cause) {
        LiveSession session = reading.get(name);
        if (session == null) {
            return;
        }
        crash.pass();
        session.tell(report, cause, !session.heldBack().isNews(cause));
    }

    private boolean finished(LiveSession session) {
        if (!session.heldBack().allReached(readingOrNull)) {
            return false;
        }
        if (session.holds() != holds.get(session)) {
            return true; // It is wanted anew.
        }
        SessionStore store = session.store();
        if (!readingOrNull.knewNamed(store.session())) {
            store.wantReplay(null);
            await(session);
            return true;
        }
        session.release();
        store.toldUpTo(readingOrNull.cameTo(Topics.COMMANDS));
        store.toldUpTo(readingOrNull.cameTo(Topics.EVENTS));
        store.replayed();
        return true;
    }
}
