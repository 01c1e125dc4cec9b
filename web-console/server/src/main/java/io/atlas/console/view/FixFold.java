package io.atlas.console.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last messages of each FIX session, from {@code fix.messages}. Those records decide nothing: one that cannot be read is skipped. */
final class FixFold {
    private static final Logger LOG = LoggerFactory.getLogger(FixFold.class);
    static final int KEPT_PER_SESSION = 1_000;

    private final JsonFactory json = new JsonFactory();
    private final Map<String, Deque<FixRecord>> sessions = new HashMap<>();

    /** Folds a record's bytes; null if they are no message. */
    FixRecord applyOrNull(String pos, byte[] value) {
        FixRecord message;
        try {
            message = read(pos, value);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{}: not a FIX message: {}", pos, e.getMessage());
            return null;
        }
        Deque<FixRecord> kept = sessions.computeIfAbsent(message.session(), name -> new ArrayDeque<>());
        kept.addLast(message);
        if (kept.size() > KEPT_PER_SESSION) {
            kept.removeFirst();
        }
        return message;
    }

    private FixRecord read(String pos, byte[] value) throws IOException {
        String direction = "";
        String time = "";
        String session = "";
        String seq = "";
        String type = "";
        String raw = "";
        try (JsonParser in = json.createParser(value)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("an object was expected");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "type" -> direction = in.getText();
                    case "time" -> time = in.getText();
                    case "session" -> session = in.getText();
                    case "msgSeqNum" -> seq = in.getText();
                    case "msgType" -> type = in.getText();
                    case "raw" -> raw = in.getText();
                    default -> in.skipChildren();
                }
            }
        }
        return new FixRecord(
                pos, Long.parseLong(time), session, direction.equals("FIX_IN"), RawFix.number(seq), type, raw);
    }

    /** The newest messages of these sessions, oldest first, at most {@code limit}. */
    List<FixRecord> newest(Set<String> of, int limit) {
        List<FixRecord> all = new ArrayList<>();
        of.forEach(session -> all.addAll(sessions.getOrDefault(session, new ArrayDeque<>())));
        all.sort(Comparator.comparingLong(FixRecord::timeNs));
        return List.copyOf(all.subList(Math.max(0, all.size() - limit), all.size()));
    }
}
