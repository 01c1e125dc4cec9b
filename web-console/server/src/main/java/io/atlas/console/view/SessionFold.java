package io.atlas.console.view;

import io.atlas.wire.config.SessionConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The state of each configured FIX session, from its messages. A session whose client has been silent for two and a half
 * heartbeats is down, for who died said no goodbye.
 */
final class SessionFold {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double SILENT_HEARTBEATS = 2.5;

    private static final class Row {
        private final String session;
        private final String role;
        private boolean loggedOn;
        private boolean resending;
        private long heartbeatNs;
        private long out;
        private long in;
        private long lastInNs;
        private long lastOutNs;
        private boolean up;

        Row(SessionConfig config) {
            session = config.senderCompId();
            role = config.roles().stream()
                    .sorted()
                    .map(role -> role.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .collect(Collectors.joining(", "));
            heartbeatNs = config.heartBtInt() * SECOND_NS;
        }

        boolean alive(long nowNs) {
            return loggedOn && nowNs - lastInNs < SILENT_HEARTBEATS * heartbeatNs;
        }

        SessionView view() {
            SessionView.State state =
                    !up ? SessionView.State.DOWN : resending ? SessionView.State.RESENDING : SessionView.State.UP;
            return new SessionView(session, role, state, out, in, in + 1, lastInNs, lastOutNs);
        }
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private long version;

    SessionFold(List<SessionConfig> sessions) {
        sessions.forEach(config -> rows.put(config.senderCompId(), new Row(config)));
    }

    void apply(FixRecord message) {
        Row row = rows.get(message.session());
        if (row == null) {
            return;
        }
        version++;
        boolean possDup = "Y".equals(RawFix.valueOrNull(message.raw(), 43));
        if (message.inbound()) {
            row.lastInNs = message.timeNs();
            row.in = next(message, row.in, possDup);
        } else {
            row.lastOutNs = message.timeNs();
            row.out = next(message, row.out, possDup);
        }
        switch (message.type()) {
            case "A" -> logon(row, message);
            case "5" -> row.loggedOn = false;
            case "2" -> row.resending = true;
            case "4" -> {} // Part of the resending, or a reset of the numbers.
            default -> row.resending &= possDup;
        }
    }

    /** A logon is one once the gateway has answered it. */
    private static void logon(Row row, FixRecord message) {
        if (message.inbound()) {
            long seconds = RawFix.number(message.raw(), 108);
            row.heartbeatNs = seconds > 0 ? seconds * SECOND_NS : row.heartbeatNs;
        } else {
            row.loggedOn = true;
            row.up = true;
            row.resending = false;
        }
    }

    private static long next(FixRecord message, long last, boolean possDup) {
        if (message.type().equals("4")) {
            long newSeqNo = RawFix.number(message.raw(), 36);
            return newSeqNo > 0 ? Math.max(last, newSeqNo - 1) : last;
        }
        return possDup || message.seq() < 0 ? last : message.seq();
    }

    /** Looks who has fallen silent. */
    void advance(long nowNs) {
        for (Row row : rows.values()) {
            boolean alive = row.alive(nowNs);
            if (alive != row.up) {
                row.up = alive;
                version++;
            }
        }
    }

    /** Rises with each change. */
    long version() {
        return version;
    }

    /** Those among the given sessions, in the order of the configuration. */
    List<SessionView> sessions(Set<String> of) {
        List<SessionView> views = new ArrayList<>();
        rows.values().stream().filter(row -> of.contains(row.session)).forEach(row -> views.add(row.view()));
        return views;
    }
}
