package io.atlas.console.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A preview as it was shown.
 *
 * @param id unique while the server runs
 * @param user whose it is
 * @param timeNs when it was made, epoch nanoseconds
 * @param ok whether an order of these terms may be sent: no faults, nothing that blocks
 * @param json the answer, as {@code web-console/protocol/README.md} has it
 */
public record Preview(
        String id, String user, Terms terms, long timeNs, boolean ok, List<Warning> warnings, ObjectNode json) {
    public Preview {
        warnings = List.copyOf(warnings);
    }

    /** The first warning that forbids to send; null if there is none. */
    public Warning blockOrNull() {
        return warnings.stream()
                .filter(warning -> warning.severity() == Warning.Severity.BLOCK)
                .findFirst()
                .orElse(null);
    }
}
