package io.atlas.console.view;

/**
 * Something a person must see.
 *
 * @param id unique, from the log's position where there is one
 * @param timeNs epoch nanoseconds
 */
public record Alarm(String id, long timeNs, Severity severity, String text) {
    /** How bad it is. */
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL
    }
}
