package io.atlas.gateway.client;

import java.util.HashMap;
import java.util.Map;

/** The live reports of a session that are left out while it is told its past. Thread: the agent. */
public final class HeldBack {
    private final Map<String, ReportCause> last = new HashMap<>(2);
    /** Since the replay in hand was asked for. */
    private final Map<String, ReportCause> first = new HashMap<>(2);

    /** It is left out. */
    public void add(ReportCause cause) {
        last.put(cause.topic(), cause);
        first.putIfAbsent(cause.topic(), cause);
    }

    /** Another replay begins: what was held back before it may have been told by the one it replaces. */
    public void replayAsked() {
        first.clear();
    }

    /** Whether nobody can have told that report before: it was held back, or comes after one that was. */
    public boolean isNews(ReportCause cause) {
        ReportCause from = first.get(cause.topic());
        return from != null && !from.after(cause);
    }

    /** Whether a reading has come by all of them. */
    public boolean allReached(ReportHistory.Reading reading) {
        return last.values().stream().allMatch(reading::reached);
    }

    /** The past has been told. */
    public void clear() {
        last.clear();
        first.clear();
    }
}
