package io.atlas.console.view;

/**
 * Something a person must see.
 *
 * @param id unique, from the log's position where there is one
 * @param timeNs when it was raised, epoch nanoseconds
 * @param state whether it can be mended, and has been
 * @param mendedNs when it was mended, 0 if it was not
 */
public record Alarm(String id, long timeNs, Severity severity, String text, State state, long mendedNs) {
    /** How bad it is. */
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL
    }

    /** What became of it. */
    public enum State {
        /** Tells of something that happened, which nothing undoes. */
        HAPPENED,
        /** Tells of a condition that holds. */
        HOLDS,
        /** The condition has ended. */
        MENDED
    }

    /** Of something that happened. */
    public Alarm(String id, long timeNs, Severity severity, String text) {
        this(id, timeNs, severity, text, State.HAPPENED, 0);
    }

    /** The same condition, ended. */
    Alarm mended(long nowNs) {
        return new Alarm(id, timeNs, severity, text, State.MENDED, nowNs);
    }
}
