package io.atlas.sim;

import io.atlas.domain.LogPosition;
import io.atlas.gateway.client.Report;
import io.atlas.sim.check.LogWitness;
import io.atlas.wire.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** The run's fingerprint, and its last records for the report of a failure. */
final class RunRecord implements LogWitness.Landing {
    private static final int REMEMBERED = 400;
    private static final int SHOWN = 14;
    private static final int MOST_TEXT = 900;

    private record Landed(LogPosition position, LogRecord record, boolean valid) {
        String text() {
            String json = new String(record.value(), StandardCharsets.UTF_8);
            // The configuration of an EPOCH_START would hide everything else.
            String shown = json.length() <= MOST_TEXT ? json : json.substring(0, MOST_TEXT) + " …";
            return position + (valid ? " " : " (inert) ") + shown;
        }
    }

    private final MessageDigest digest;
    private final Deque<Landed> last = new ArrayDeque<>();
    private long records;

    RunRecord() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void landed(LogPosition position, LogRecord record, boolean valid) {
        records++;
        digest.update((byte) position.topic().charAt(0));
        digest.update((byte) position.partition());
        digest.update(record.value());
        last.addLast(new Landed(position, record, valid));
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
    }

    void heard(String session, Report report) {
        digest.update(session.getBytes(StandardCharsets.UTF_8));
        digest.update(report.toString().getBytes(StandardCharsets.UTF_8));
    }

    long records() {
        return records;
    }

    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The last records of that partition in all topics, the venue's journal included. */
    List<String> around(LogPosition positionOrNull) {
        List<String> concerned = last.stream()
                .filter(landed -> positionOrNull == null
                        || landed.position().partition() == positionOrNull.partition()
                        || landed.position().topic().equals("exec.reports"))
                .map(Landed::text)
                .toList();
        return concerned.subList(Math.max(0, concerned.size() - SHOWN), concerned.size());
    }
}
