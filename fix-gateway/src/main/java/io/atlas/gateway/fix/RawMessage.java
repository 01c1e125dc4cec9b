package io.atlas.gateway.fix;

import java.util.regex.Pattern;

/** Reads and rewrites the text of a whole FIX message, for what happens before or beside the engine. */
final class RawMessage {
    private static final char SOH = '\001';
    /** Password(554), NewPassword(925), RawData(96). */
    private static final Pattern SECRET = Pattern.compile("(^|[\001|\\[ ])(554|925|96)=[^\001|]*");

    private RawMessage() {}

    /** The value of the first field with that tag, or null. */
    static String field(String message, int tag) {
        String mark = SOH + Integer.toString(tag) + '=';
        int at = message.indexOf(mark);
        if (at < 0) {
            return null;
        }
        int from = at + mark.length();
        int to = message.indexOf(SOH, from);
        return message.substring(from, to < 0 ? message.length() : to);
    }

    /** The field as a number, or -1 if it is absent or none. */
    static int number(String message, int tag) {
        String value = field(message, tag);
        if (value == null
                || value.isEmpty()
                || value.length() > 9
                || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Integer.parseInt(value);
    }

    static boolean isType(String message, String msgType) {
        return msgType.equals(field(message, 35));
    }

    /** The text with secrets as {@code ***}; works on log lines that quote a message, too. */
    static String masked(String text) {
        if (!text.contains("554=") && !text.contains("925=") && !text.contains("96=")) {
            return text;
        }
        return SECRET.matcher(text).replaceAll("$1$2=***");
    }

    /** A message of that body (from 35= on, SOH at its end), with BodyLength(9) and CheckSum(10). */
    static String of(String body) {
        String counted = "8=FIX.4.4" + SOH + "9=" + body.length() + SOH + body;
        int sum = 0;
        for (int i = 0; i < counted.length(); i++) {
            sum += counted.charAt(i);
        }
        sum &= 0xff;
        return counted + "10=" + sum / 100 + sum / 10 % 10 + sum % 10 + SOH;
    }

    /** The same message with secrets masked, whole again. */
    static String withoutSecrets(String message) {
        int body = message.indexOf(SOH + "35=") + 1;
        int trailer = message.lastIndexOf(SOH + "10=") + 1;
        return of(masked(message.substring(body, trailer)));
    }

    /** A stored message as it is sent again: PossDupFlag(43), its SendingTime(52) as OrigSendingTime(122), a new one. */
    static String asResent(String message, String now) {
        int body = message.indexOf(SOH + "35=") + 1;
        int trailer = message.lastIndexOf(SOH + "10=") + 1;
        int type = message.indexOf(SOH, body) + 1;
        int sent = message.indexOf(SOH + "52=", body - 1) + 1;
        int sentEnd = message.indexOf(SOH, sent);
        String time = message.substring(sent + "52=".length(), sentEnd);
        return of(message.substring(body, type) + "43=Y" + SOH + message.substring(type, sent) + "52=" + now + SOH
                + "122=" + time + message.substring(sentEnd, trailer));
    }

    /** SequenceReset(4) in place of messages that are not sent again, up to before {@code newSeqNo}. */
    static String gapFill(String sender, String target, int msgSeqNum, int newSeqNo, String now) {
        return of("35=4" + SOH + "34=" + msgSeqNum + SOH + "43=Y" + SOH + "49=" + sender + SOH + "52=" + now + SOH
                + "56=" + target + SOH + "122=" + now + SOH + "36=" + newSeqNo + SOH + "123=Y" + SOH);
    }

    /** A ResendRequest that is served beside the engine, as a message that the engine only counts. */
    static String asHeartbeat(String message) {
        StringBuilder body = new StringBuilder("35=0" + SOH);
        for (int tag : new int[] {34, 49, 56, 52, 43, 97, 122}) {
            String value = field(message, tag);
            if (value != null) {
                body.append(tag).append('=').append(value).append(SOH);
            }
        }
        return of(body.toString());
    }

    /** The Logon as if it started both sides' numbers anew. */
    static String asReset(String logon) {
        int body = logon.indexOf(SOH + "35=") + 1;
        int trailer = logon.lastIndexOf(SOH + "10=") + 1;
        StringBuilder reset = new StringBuilder();
        for (String field : logon.substring(body, trailer).split("\001")) {
            if (field.startsWith("34=")) {
                reset.append("34=1").append(SOH);
            } else if (!field.startsWith("141=") && !field.startsWith("789=")) {
                reset.append(field).append(SOH);
            }
        }
        return of(reset + "141=Y" + SOH);
    }

    /** A gap fill in place of a message: the same number, SendingTime(52) and CompIDs, nothing of its content. */
    static String asGapFill(String message, int msgSeqNum) {
        StringBuilder body = new StringBuilder("35=4" + SOH);
        for (int tag : new int[] {34, 49, 56, 52, 122}) {
            String value = field(message, tag);
            if (value != null) {
                body.append(tag).append('=').append(value).append(SOH);
            }
        }
        return of(body + "43=Y" + SOH + "123=Y" + SOH + "36=" + (msgSeqNum + 1) + SOH);
    }
}
