package io.atlas.launcher.fix;

import static io.atlas.launcher.fix.KnownOrders.text;

import java.util.Locale;
import quickfix.FieldMap;
import quickfix.Message;

/** Puts what the server says into one aligned line. Pure. */
final class ReportLine {
    private static final String FORMAT = "%-12s  %-9s %-4s %-26s %-14s %-14s %-12s %s";

    static final String HEADING =
            String.format(FORMAT, "time (UTC)", "state", "", "order", "traded", "leaves", "id", "what happened");

    private ReportLine() {}

    /** The line for an application message or a session reject. */
    static String of(Message message) {
        return switch (text(message.getHeader(), 35)) {
            case "8" -> execution(message);
            case "9" ->
                line(
                        time(text(message, 60)),
                        state(text(message, 39)),
                        "",
                        (text(message, 434).equals("2") ? "replace of " : "cancel of ") + text(message, 41),
                        "",
                        "",
                        text(message, 11),
                        "refused: " + why(message));
            case "j", "3" ->
                line(
                        time(text(message.getHeader(), 52)),
                        "NOT TAKEN",
                        "",
                        "message " + text(message, 45) + " (35=" + text(message, 372) + ")",
                        "",
                        "",
                        text(message, 379),
                        reject(message));
            default ->
                line(
                        time(text(message.getHeader(), 52)),
                        "35=" + text(message.getHeader(), 35),
                        "",
                        "",
                        "",
                        "",
                        "",
                        text(message, 58));
        };
    }

    private static String execution(Message report) {
        String px = text(report, 40).equals("1") ? "market" : text(report, 44);
        String traded = trim(text(report, 14));
        return line(
                time(text(report, 60)),
                state(text(report, 39)),
                text(report, 54).equals("1") ? "buy" : "sell",
                trim(text(report, 38)) + ' ' + text(report, 55) + " @ " + px,
                traded,
                trim(text(report, 151)),
                text(report, 11),
                happened(report));
    }

    /** The word people use for OrdStatus(39). */
    static String state(String ordStatus) {
        return switch (ordStatus) {
            case "A" -> "WAITING";
            case "0", "1", "6", "E" -> "LIVE";
            case "2" -> "FILLED";
            case "4" -> "CANCELED";
            case "8" -> "REJECTED";
            case "C" -> "EXPIRED";
            default -> "39=" + ordStatus;
        };
    }

    private static String happened(Message report) {
        String what =
                switch (text(report, 150)) {
                    case "A" -> "recorded, funds reserved";
                    case "0" -> "accepted by the venue";
                    case "F" ->
                        "traded " + trim(text(report, 32)) + " @ " + text(report, 31) + ", average " + text(report, 6);
                    case "4" -> "canceled";
                    case "5" -> "replaced";
                    case "6" -> "cancel on its way";
                    case "E" -> "replace on its way";
                    case "8" -> "refused";
                    case "C" -> "expired";
                    case "I" -> "status";
                    default -> "150=" + text(report, 150);
                };
        String pending = text(report, 39).equals("6") && !text(report, 150).equals("6") ? ", cancel pending" : "";
        String why = why(report);
        return what + pending + (why.isEmpty() ? "" : ": " + why) + ", order " + text(report, 37);
    }

    private static String reject(Message message) {
        String tag = text(message, 371);
        return text(message, 58) + (tag.isEmpty() ? "" : " (tag " + tag + ")");
    }

    /** Reason word(20005) and Text(58). */
    private static String why(FieldMap message) {
        String word = text(message, 20005);
        String text = text(message, 58);
        return word.isEmpty() || text.contains(word) ? text : text.isEmpty() ? word : word + " " + text;
    }

    private static String time(String fixTime) {
        int dash = fixTime.indexOf('-');
        return fixTime.substring(dash + 1, Math.min(fixTime.length(), dash + 13));
    }

    /** Without trailing zeros behind the point. */
    private static String trim(String decimal) {
        if (decimal.indexOf('.') < 0) {
            return decimal;
        }
        return decimal.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    private static String line(Object... columns) {
        return String.format(Locale.ROOT, FORMAT, columns).stripTrailing();
    }
}
