package io.atlas.gateway.client;

/**
 * What a report tells of: the {@code index}-th report of a record. Stored with the report, so that after a crash none is
 * missed and none is sent twice.
 *
 * @param topic {@code orders.commands} or {@code orders.events}; the partition is the session's
 */
public record ReportCause(String topic, long offset, int index) {
    /** Whether this comes after that in the same topic. */
    public boolean after(ReportCause other) {
        return other == null || offset > other.offset || offset == other.offset && index > other.index;
    }
}
