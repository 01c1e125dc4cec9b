package io.atlas.console.fix;

import io.atlas.console.order.FixAnswer;
import io.atlas.console.order.FixAnswer.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import quickfix.FieldMap;
import quickfix.FieldNotFound;
import quickfix.Message;

/**
 * Reads what the gateway says on one session. A session reject names the message by its number only, so the ClOrdIDs of the last
 * {@value #REMEMBERED} messages are kept. Threads: QuickFIX/J's, under this object's lock.
 */
final class DeskAnswers {
    private static final int REMEMBERED = 10_000;

    private final String desk;
    private final Map<Integer, String> sent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    DeskAnswers(String desk) {
        this.desk = desk;
    }

    /** A message is about to leave. */
    synchronized void leaving(Message message) {
        String clOrdId = text(message, 11);
        if (!clOrdId.isEmpty() && !text(message.getHeader(), 35).equals("H")) {
            sent.put(number(message.getHeader(), 34), clOrdId);
        }
    }

    /** What the message says about a request; null if nothing that matters here. */
    synchronized FixAnswer answerOrNull(Message message) {
        return switch (text(message.getHeader(), 35)) {
            case "8" -> {
                boolean unknown = text(message, 150).equals("I")
                        && text(message, 39).equals("8")
                        && text(message, 103).equals("5");
                yield new FixAnswer(unknown ? Kind.UNKNOWN : Kind.DECIDED, desk, text(message, 11), "");
            }
            case "9" -> new FixAnswer(Kind.DECIDED, desk, text(message, 11), "");
            case "j" -> notProcessedOrNull(text(message, 379), message);
            case "3" -> notProcessedOrNull("", message);
            default -> null;
        };
    }

    private FixAnswer notProcessedOrNull(String refId, Message message) {
        // By number first: 379 of a status request names an order that is not in question.
        String clOrdId = sent.getOrDefault(number(message, 45), "");
        boolean known = !clOrdId.isEmpty() && (refId.isEmpty() || refId.equals(clOrdId));
        return known ? new FixAnswer(Kind.NOT_PROCESSED, desk, clOrdId, text(message, 58)) : null;
    }

    private static int number(FieldMap fields, int tag) {
        String text = text(fields, tag);
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    private static String text(FieldMap fields, int tag) {
        try {
            return fields.isSetField(tag) ? fields.getString(tag) : "";
        } catch (FieldNotFound e) {
            throw new IllegalStateException("tag " + tag + " was there", e);
        }
    }
}
