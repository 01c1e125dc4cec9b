package io.atlas.gateway.client;

import io.atlas.wire.log.Topics;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a report tells of: the {@code index}-th report of a record. Stored with the report, so that after a crash none is
 * missed and none is sent twice.
 *
 * @param topic {@code orders.commands} or {@code orders.events}; the partition is the session's
 */
public record ReportCause(String topic, long offset, int index) {
    private static final Pattern EXEC_ID =
            Pattern.compile("C(\\d{1,4})-(\\d{1,18})|E(\\d{1,4})-(\\d{1,18})\\.(\\d{1,9})");

    /** What the report with that ExecID(17) tells of, or null if no report of that partition has such an ExecID. */
    public static ReportCause ofExecIdOrNull(String execId, int partition) {
        Matcher matcher = EXEC_ID.matcher(execId);
        if (!matcher.matches()) {
            return null;
        }
        boolean command = matcher.group(1) != null;
        if (Integer.parseInt(matcher.group(command ? 1 : 3)) != partition) {
            return null;
        }
        return command
                ? new ReportCause(Topics.COMMANDS, Long.parseLong(matcher.group(2)), 0)
                : new ReportCause(Topics.EVENTS, Long.parseLong(matcher.group(4)), Integer.parseInt(matcher.group(5)));
    }

    /** All that a record tells of, and all before it; no report has this cause itself. */
    public static ReportCause upTo(String topic, long offset) {
        return new ReportCause(topic, offset, Integer.MAX_VALUE);
    }

    /** Whether a report has this cause. */
    public boolean ofReport() {
        return index != Integer.MAX_VALUE;
    }

    /** Whether this comes after that in the same topic. */
    public boolean after(ReportCause other) {
        return other == null || offset > other.offset || offset == other.offset && index > other.index;
    }
}
