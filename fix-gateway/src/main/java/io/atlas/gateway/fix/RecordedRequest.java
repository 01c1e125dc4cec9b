package io.atlas.gateway.fix;

import io.atlas.gateway.client.ClientRequest;
import quickfix.FieldException;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.UnsupportedMessageType;

/**
 * Reads a request again from the text that {@code fix.messages} has of it, with the parser that read it when it came. The engine's
 * dictionary passed it then, so it is not asked again.
 */
public final class RecordedRequest {
    private static final char SOH = '\u0001';
    private static final int SECONDS = "20260105-10:00:00".length();

    private RecordedRequest() {}

    /**
     * The request.
     *
     * @param raw a NewOrderSingle, a cancel or a replace
     * @param receivedNs when it came, epoch nanoseconds
     * @param quiet whether the session asked for no PendingNew
     * @return null if the text is no request that the gateway could have decided on
     */
    public static ClientRequest readOrNull(String session, String raw, long receivedNs, boolean quiet) {
        try {
            return RequestParser.parse(session, 0, message(raw), receivedNs, quiet);
        } catch (UnsupportedMessageType | FieldNotFound | FieldException notOne) {
            return null;
        }
    }

    /** Whether a Logon asks for no PendingNew. */
    public static boolean isQuiet(String logon) {
        return "Y".equals(RawMessage.field(logon, LogonTerms.NO_PENDING_NEW));
    }

    /** Groups stay unread: no request has a field in one, and of a field that comes twice the first is the message's own. */
    private static Message message(String raw) {
        Message message = new Message();
        int at = 0;
        while (at < raw.length()) {
            int equals = raw.indexOf('=', at);
            int end = raw.indexOf(SOH, at);
            if (equals < at || end < equals) {
                break;
            }
            set(message, raw.substring(at, equals), raw.substring(equals + 1, end));
            at = end + 1;
        }
        return message;
    }

    private static void set(Message message, String tag, String value) {
        switch (tag) {
            case "35", "34", "43", "97" -> message.getHeader().setString(Integer.parseInt(tag), value);
            case "122" -> message.getHeader().setString(122, padded(value));
            case "8", "9", "10", "49", "52", "56" -> {
                // The way of the message, not what it asks for.
            }
            default -> {
                int number = number(tag);
                if (number > 0 && !message.isSetField(number)) {
                    message.setString(number, value);
                }
            }
        }
    }

    private static int number(String tag) {
        boolean digits = !tag.isEmpty() && tag.length() <= 9 && tag.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(tag) : -1;
    }

    /** With zeros to 3, 6 or 9 digits of a second, as {@link Timestamps} gives the engine. */
    private static String padded(String timestamp) {
        int digits = timestamp.length() - SECONDS - 1;
        return digits < 1 || digits % 3 == 0 ? timestamp : timestamp + "00".substring(0, 3 - digits % 3);
    }
}
