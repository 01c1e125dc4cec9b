package io.atlas.launcher.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one client has sent and heard. Thread: the client's; the main one once that has ended.
 *
 * <p>A report is known by its ExecID(17), a refused change by the ClOrdID(11) of the request; what it says is a text that the log
 * can be asked for as well.
 */
final class History {
    /** What became of a request. */
    enum Outcome {
        /** Nothing is known yet. */
        UNDECIDED,
        /** 150=A, or a report of the change asked for. */
        ACCEPTED,
        /** 150=8, 35=9. */
        REFUSED,
        /** 35=j, 35=3: no record was made. */
        NOT_PROCESSED,
        /** 35=H answered that there is no such order. */
        UNKNOWN,
        /** A change that the client did not send again when asked: it may be there or not. */
        GIVEN_UP
    }

    private static final int MAX_PROBLEMS = 50;

    final String session;
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Map<String, String> receipts = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    long repeats;
    long decidedByStatus;
    long resent;
    long logons;
    long resets;
    long begunAnew;
    long gapsFilled;

    History(String session) {
        this.session = session;
    }

    void sent(String clOrdId) {
        outcomes.put(clOrdId, Outcome.UNDECIDED);
    }

    Outcome outcome(String clOrdId) {
        return outcomes.getOrDefault(clOrdId, Outcome.UNDECIDED);
    }

    /** A request is decided. The first decision holds; another one is a fault, told once. */
    void decided(String clOrdId, Outcome outcome) {
        Outcome before = outcomes.get(clOrdId);
        if (before == null) {
            problem("an answer to " + clOrdId + ", which was never sent: " + outcome);
        } else if (before == Outcome.UNDECIDED || before == Outcome.GIVEN_UP) {
            outcomes.put(clOrdId, outcome);
        } else if (before != outcome) {
            problem(clOrdId + " was " + before + " and is now " + outcome);
        }
    }

    /** A report or a refusal has arrived, perhaps again. */
    void received(String key, String content) {
        String before = receipts.putIfAbsent(key, content);
        if (before != null) {
            repeats++;
            if (!before.equals(content)) {
                problem(key + " said " + before + " and now says " + content);
            }
        }
    }

    boolean hasReceived(String key) {
        return receipts.containsKey(key);
    }

    void problem(String what) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(session + ": " + what);
        }
    }

    Map<String, Outcome> outcomes() {
        return outcomes;
    }

    Map<String, String> receipts() {
        return receipts;
    }

    List<String> problems() {
        return problems;
    }
}
