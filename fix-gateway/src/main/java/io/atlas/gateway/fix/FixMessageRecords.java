package io.atlas.gateway.fix;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Topics;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;

/**
 * Writes {@code fix.messages}: one JSON object per message,
 * {@code v, type (FIX_IN, FIX_OUT), time, session, store, pos, msgSeqNum, msgType, raw}, SOH as {@code \u0001}. Nobody waits
 * for these records: they decide nothing. Two with the same session, store and pos are the same message.
 */
public final class FixMessageRecords implements FixMessageSink {
    private static final String STORE = "\",\"store\":\"";
    private static final String POS = "\",\"pos\":\"";
    private static final char SOH = '\u0001';

    private final CommandLog log;
    private final ToIntFunction<String> partitionOfSession;
    private final JsonStringEncoder json = JsonStringEncoder.getInstance();

    /** @param log the agent's */
    public FixMessageRecords(CommandLog log, ToIntFunction<String> partitionOfSession) {
        this.log = log;
        this.partitionOfSession = partitionOfSession;
    }

    @Override
    public void accept(FixMessage message, CommandLog.Outcome outcome) {
        StringBuilder record = new StringBuilder(message.raw().length() * 5 / 4 + 160);
        record.append("{\"v\":1,\"type\":\"").append(message.inbound() ? "FIX_IN" : "FIX_OUT");
        record.append("\",\"time\":\"").append(message.timeNs());
        append(record, "\",\"session\":\"", message.session());
        record.append(STORE).append(message.store()).append(POS).append(message.pos());
        append(record, "\",\"msgSeqNum\":\"", RawMessage.field(message.raw(), 34));
        append(record, "\",\"msgType\":\"", RawMessage.field(message.raw(), 35));
        append(record, "\",\"raw\":\"", message.raw());
        record.append("\"}");
        log.append(
                Topics.FIX_MESSAGES,
                partitionOfSession.applyAsInt(message.session()),
                message.session(),
                record.toString().getBytes(StandardCharsets.UTF_8),
                null,
                outcome);
    }

    @Override
    public Search search(String session, long store, long afterOffset) {
        return new RecordedSearch(
                log, partitionOfSession.applyAsInt(session), STORE + store + POS, session, afterOffset + 1);
    }

    private void append(StringBuilder record, String name, String valueOrNull) {
        record.append(name);
        if (valueOrNull != null) {
            quote(record, valueOrNull);
        }
    }

    /** Raw FIX is plain text but for its separators; those take the short way, anything else Jackson's. */
    private void quote(StringBuilder record, String value) {
        int begin = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == SOH) {
                record.append(value, begin, i).append("\\u0001");
                begin = i + 1;
            } else if (c < ' ' || c == '"' || c == '\\') {
                record.append(value, begin, i);
                json.quoteAsString(value.substring(i, i + 1), record);
                begin = i + 1;
            }
        }
        record.append(value, begin, value.length());
    }
}
