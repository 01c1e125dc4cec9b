package io.atlas.sim.client;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a client wants to know: status requests (35=H) without an answer, and ClOrdIDs it asks for until it knows. */
final class Questions {
    private static final long ASK_ANEW_AFTER_NS = 10_000_000_000L;

    private record Asked(long sinceNs, String clOrdId) {}

    /** By OrdStatusReqID(790). */
    private final Map<String, Asked> unanswered = new TreeMap<>();
    /** ClOrdIDs of repeats sent on purpose and the like, and when it asked last. */
    private final Map<String, Long> unknown = new TreeMap<>();

    /** A status request left. */
    void asked(String reqId, String clOrdId, long nowNs) {
        unanswered.put(reqId, new Asked(nowNs, clOrdId));
    }

    /** An answer came; returns the ClOrdID that was asked for, or null if it is no question any more. */
    String answeredOrNull(String reqId) {
        Asked asked = unanswered.remove(reqId);
        return asked == null ? null : asked.clOrdId();
    }

    /** The status requests for that ClOrdID were not processed. */
    void notAnswered(String clOrdId) {
        unanswered.values().removeIf(asked -> asked.clOrdId().equals(clOrdId));
    }

    /** It need not know soon, but in the end. */
    void wantToKnow(String clOrdId, long nowNs) {
        unknown.put(clOrdId, nowNs);
    }

    void known(String clOrdId) {
        unknown.remove(clOrdId);
    }

    /** A ClOrdID to ask for again, or null: the answer to a status request has no place in the log, and if lost stays so. */
    String dueOrNull(long nowNs) {
        for (Map.Entry<String, Asked> one : unanswered.entrySet()) {
            if (nowNs - one.getValue().sinceNs() > ASK_ANEW_AFTER_NS) {
                return answeredOrNull(one.getKey());
            }
        }
        for (Map.Entry<String, Long> one : unknown.entrySet()) {
            if (nowNs - one.getValue() > ASK_ANEW_AFTER_NS) {
                one.setValue(nowNs);
                return one.getKey();
            }
        }
        return null;
    }

    /** What was asked may be lost; returns what it still wants to know. */
    List<String> startAnew() {
        unanswered.clear();
        return List.copyOf(unknown.keySet());
    }

    boolean none() {
        return unanswered.isEmpty() && unknown.isEmpty();
    }

    @Override
    public String toString() {
        return unanswered + " " + unknown.keySet();
    }
}
