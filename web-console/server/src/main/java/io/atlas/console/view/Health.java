package io.atlas.console.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What serves and what does not, part by part. */
public final class Health {
    /** How well a part serves; the worst one is the whole's, but for one that is down while others serve: that is degraded. */
    public enum State {
        OK,
        DEGRADED,
        DOWN
    }

    /** A part: {@code log}, {@code feed}, {@code gateway}. */
    public record Part(String part, State state, String text) {}

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private long version;

    /** Sets the state of a part; the text is for people. */
    public void set(String part, State state, String text) {
        Part now = new Part(part, state, text);
        if (!now.equals(parts.put(part, now))) {
            version++;
        }
    }

    public List<Part> parts() {
        return new ArrayList<>(parts.values());
    }

    /** OK if all are; DOWN if all are or nothing is known; else DEGRADED. */
    public State overall() {
        boolean allOk = parts.values().stream().allMatch(part -> part.state() == State.OK);
        boolean allDown = parts.values().stream().allMatch(part -> part.state() == State.DOWN);
        return parts.isEmpty() || allDown ? State.DOWN : allOk ? State.OK : State.DEGRADED;
    }

    /** Rises with each change. */
    public long version() {
        return version;
    }
}
