package io.atlas.launcher.replay;

import io.atlas.launcher.replay.Moment.Session;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the FIX sessions stood at a moment, from the heads of {@code fix.messages}. */
final class SessionScan {
    private final Map<String, Session> sessions = new TreeMap<>();
    /** Logons and logouts may lie in the topic a little out of order: the later time decides. */
    private final Map<String, Long> turnedNs = new HashMap<>();

    private final long upToNs;

    SessionScan(long upToNs) {
        this.upToNs = upToNs;
    }

    /** Reads all partitions to where they end now. */
    void read(CommandLog log) {
        for (int p = 0; p < log.partitions(Topics.FIX_MESSAGES); p++) {
            try (LogReader reader = log.reader(Topics.FIX_MESSAGES, p, 0)) {
                RecordScan.toEnd(reader, log.endOffset(Topics.FIX_MESSAGES, p), this::onMessage);
            }
        }
    }

    void onMessage(LogRecord record) {
        byte[] value = record.value();
        long timeNs = RecordBytes.time(value);
        String session = RecordBytes.textOrNull(value, "session");
        String number = RecordBytes.textOrNull(value, "msgSeqNum");
        String type = RecordBytes.textOrNull(value, "msgType");
        if (timeNs > upToNs || session == null || number == null || number.isEmpty() || type == null) {
            return;
        }
        boolean inbound = "FIX_IN".equals(RecordBytes.textOrNull(value, "type"));
        long seqNum = Long.parseLong(number);
        Session before = sessions.getOrDefault(session, new Session(session, false, 0, 0, 0));
        boolean on = before.loggedOn();
        boolean turns = type.equals("5") || type.equals("A") && !inbound;
        if (turns && timeNs >= turnedNs.getOrDefault(session, 0L)) {
            turnedNs.put(session, timeNs);
            on = type.equals("A");
        }
        boolean later = timeNs >= before.lastNs();
        sessions.put(
                session,
                new Session(
                        session,
                        on,
                        inbound && later ? seqNum : before.lastIn(),
                        !inbound && later ? seqNum : before.lastOut(),
                        Math.max(timeNs, before.lastNs())));
    }

    List<Session> sessions() {
        return new ArrayList<>(sessions.values());
    }
}
