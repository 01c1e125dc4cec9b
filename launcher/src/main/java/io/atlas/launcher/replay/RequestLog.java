package io.atlas.launcher.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.atlas.domain.LogPosition;
import io.atlas.gateway.fix.RecordedRequest;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The requests in one partition of {@code fix.messages}, found for the commands that were decided on them. The copies of one session
 * lie in the order in which the messages came; those of different sessions, and the commands, may be far apart. So it reads on
 * until the one asked for is certain, and holds what nobody has asked for yet.
 *
 * <p>Thread: one at a time.
 */
final class RequestLog implements AutoCloseable {
    private static final byte[] INBOUND = "\"type\":\"FIX_IN\"".getBytes(US_ASCII);
    private static final byte[] SESSION = "\"session\":\"".getBytes(US_ASCII);
    private static final byte[] STORE = "\"store\":\"".getBytes(US_ASCII);
    private static final byte[] MSG_SEQ_NUM = "\"msgSeqNum\":\"".getBytes(US_ASCII);
    private static final byte[] MSG_TYPE = "\"msgType\":\"".getBytes(US_ASCII);
    private static final int TYPE_WITHIN = 40;
    private static final int FILL = 256;
    private static final JsonFactory JSON = new JsonFactory();

    /** Requests held at most; when all of them are younger than what is looked for, that is taken for lost. */
    private static final int MOST_HELD = 50_000;
    /** How far behind a request found a repeat of it is looked for while its session is silent. */
    private static final long REPEAT_WITHIN = 4_096;
    /** A request that no command has come of within this time was answered without one. */
    private static final long UNANSWERED_NS = 600_000_000_000L;

    /** A request as it lies in the log; {@code quiet}: what its session's Logon asked for, null if that is not there. */
    record Request(long offset, byte[] value, String session, long msgSeqNum, long timeNs, Boolean quiet) {
        /** The message. */
        String raw() {
            try (JsonParser json = JSON.createParser(value)) {
                while (json.nextToken() != null) {
                    if (json.currentToken() == JsonToken.VALUE_STRING && "raw".equals(json.currentName())) {
                        return json.getText();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("no JSON", e);
            }
            throw new IllegalArgumentException("no raw message");
        }
    }

    private static final class OfSession {
        private final Map<Long, List<Request>> byNumber = new HashMap<>();
        private final Map<String, Boolean> quietByStore = new HashMap<>();
        private long lastNs;
    }

    private final int partition;
    private final LogReader reader;
    private final long end;
    private final Map<String, OfSession> sessions = new HashMap<>();
    /** By offset, the oldest first. */
    private final Map<Long, Request> held = new LinkedHashMap<>();

    private long next;

    RequestLog(CommandLog log, int partition) {
        this.partition = partition;
        this.end = partition < log.partitions(Topics.FIX_MESSAGES)
                ? ReplayRun.end(log, Topics.FIX_MESSAGES, partition)
                : 0;
        this.reader = end == 0 ? null : log.reader(Topics.FIX_MESSAGES, partition, 0);
    }

    /**
     * Reads on until it is certain which message is meant.
     *
     * @param receivedNs when the gateway had read it; its copy is a little older
     * @return false if the rest has not arrived
     */
    boolean ready(String session, long msgSeqNum, long receivedNs) {
        OfSession of = of(session);
        while (true) {
            Request found = findOrNull(of, msgSeqNum, receivedNs);
            boolean certain = found != null && (of.lastNs > receivedNs || next - found.offset() > REPEAT_WITHIN);
            if (certain || next >= end || full(receivedNs)) {
                return true;
            }
            if (reader.poll(this::read, (int) Math.min(FILL, end - next)) == 0) {
                return false;
            }
        }
    }

    private boolean full(long receivedNs) {
        while (!held.isEmpty()) {
            Request oldest = held.values().iterator().next();
            if (oldest.timeNs() >= receivedNs - UNANSWERED_NS) {
                break;
            }
            forget(oldest);
        }
        return held.size() >= MOST_HELD;
    }

    /** The last arrival up to then; those before it have had their decision, or never will. */
    private static Request findOrNull(OfSession of, long msgSeqNum, long receivedNs) {
        Request found = null;
        for (Request each : of.byNumber.getOrDefault(msgSeqNum, List.of())) {
            found = each.timeNs() <= receivedNs ? each : found;
        }
        return found;
    }

    /** Takes the message; null if the log does not have it. */
    Request takeOrNull(String session, long msgSeqNum, long receivedNs) {
        OfSession of = of(session);
        Request found = findOrNull(of, msgSeqNum, receivedNs);
        if (found != null) {
            for (Request each : List.copyOf(of.byNumber.get(msgSeqNum))) {
                if (each.offset() <= found.offset()) {
                    forget(each);
                }
            }
        }
        return found;
    }

    /** The message without taking it: when it came is not known, so a later command may be one on the same arrival. */
    Request peekOrNull(String session, long msgSeqNum, String clOrdId, long receivedNs) {
        OfSession of = of(session);
        String id = "\\u000111=" + clOrdId + "\\u0001";
        byte[] wanted = id.getBytes(US_ASCII);
        Request found = null;
        for (Request each : of.byNumber.getOrDefault(msgSeqNum, List.of())) {
            boolean named = RecordBytes.indexOf(each.value(), wanted, 0, each.value().length) >= 0;
            found = named && each.timeNs() <= receivedNs ? each : found;
        }
        return found != null ? found : findOrNull(of, msgSeqNum, receivedNs);
    }

    private void forget(Request request) {
        held.remove(request.offset());
        Map<Long, List<Request>> byNumber = of(request.session()).byNumber;
        List<Request> same = byNumber.get(request.msgSeqNum());
        same.removeIf(each -> each.offset() == request.offset());
        if (same.isEmpty()) {
            byNumber.remove(request.msgSeqNum());
        }
    }

    private void read(LogRecord record) {
        next = record.offset() + 1;
        byte[] value = record.value();
        String session = RecordBytes.textOrNull(value, SESSION);
        if (session == null) {
            return;
        }
        OfSession of = of(session);
        long timeNs = RecordBytes.time(value);
        of.lastNs = Math.max(of.lastNs, timeNs);
        String type = RecordBytes.textOrNull(value, MSG_TYPE);
        if (type == null || RecordBytes.indexOf(value, INBOUND, 0, Math.min(value.length, TYPE_WITHIN)) < 0) {
            return;
        }
        String store = RecordBytes.textOrNull(value, STORE);
        switch (type) {
            case "A" -> {
                Request logon = new Request(record.offset(), value, session, 0, timeNs, null);
                of.quietByStore.put(store, RecordedRequest.isQuiet(logon.raw()));
            }
            case "D", "F", "G" ->
                hold(
                        of,
                        new Request(
                                record.offset(), value, session, number(value), timeNs, of.quietByStore.get(store)));
            default -> {
                // Decides nothing.
            }
        }
    }

    private static long number(byte[] value) {
        String text = RecordBytes.textOrNull(value, MSG_SEQ_NUM);
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException notOne) {
            return -1;
        }
    }

    private void hold(OfSession of, Request request) {
        of.byNumber
                .computeIfAbsent(request.msgSeqNum(), any -> new ArrayList<>(1))
                .add(request);
        held.put(request.offset(), request);
    }

    private OfSession of(String session) {
        return sessions.computeIfAbsent(session, any -> new OfSession());
    }

    LogPosition position(Request request) {
        return new LogPosition(Topics.FIX_MESSAGES, partition, request.offset());
    }

    /** Records looked at. */
    long looked() {
        return next;
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
