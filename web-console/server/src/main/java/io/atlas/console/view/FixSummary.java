package io.atlas.console.view;

/**
 * A line for people about a FIX message.
 *
 * @param clOrdIdOrNull ClOrdID(11)
 * @param admin of the session layer
 * @param reject it refuses something
 */
public record FixSummary(
        String name, String text, String clOrdIdOrNull, boolean admin, boolean reject, boolean possDup) {

    public static FixSummary of(FixRecord message, FixDictionary dictionary) {
        String raw = message.raw();
        String type = message.type();
        boolean reject = type.equals("3")
                || type.equals("9")
                || type.equals("j")
                || type.equals("8") && "8".equals(RawFix.valueOrNull(raw, 150));
        return new FixSummary(
                dictionary.nameOf(type),
                text(type, raw, dictionary),
                RawFix.valueOrNull(raw, 11),
                dictionary.admin(type),
                reject,
                "Y".equals(RawFix.valueOrNull(raw, 43)));
    }

    private static String text(String type, String raw, FixDictionary dictionary) {
        return switch (type) {
            case "D", "G" -> order(raw, dictionary) + id(raw);
            case "F" -> "cancel " + value(raw, 41) + id(raw);
            case "H" -> "status of" + id(raw);
            case "8" -> report(raw, dictionary);
            case "9" -> named(raw, 434, dictionary) + ' ' + named(raw, 102, dictionary) + words(raw) + id(raw);
            case "3" -> "371=" + value(raw, 371) + " 373=" + value(raw, 373) + words(raw);
            case "j" -> "372=" + value(raw, 372) + " 380=" + value(raw, 380) + words(raw);
            case "2" -> value(raw, 7) + '–' + value(raw, 16);
            case "4" -> "next " + value(raw, 36) + ("Y".equals(value(raw, 123)) ? ", gap fill" : "");
            case "A" -> "every " + value(raw, 108) + " s" + ("Y".equals(value(raw, 141)) ? ", numbers reset" : "");
            case "0", "1" -> value(raw, 112);
            default -> words(raw).strip();
        };
    }

    private static String order(String raw, FixDictionary dictionary) {
        String px = RawFix.valueOrNull(raw, 44);
        return meaning(raw, 54, dictionary)
                + ' '
                + value(raw, 38)
                + ' '
                + value(raw, 55)
                + (px == null ? ' ' + meaning(raw, 40, dictionary) : " @ " + px);
    }

    private static String report(String raw, FixDictionary dictionary) {
        String execType = value(raw, 150);
        StringBuilder text =
                new StringBuilder("150=").append(execType).append(' ').append(meaning(raw, 150, dictionary));
        if (execType.equals("F")) {
            text.append(' ').append(value(raw, 32)).append(" @ ").append(value(raw, 31));
            text.append(" · left ").append(value(raw, 151));
        }
        return text.append(words(raw)).append(id(raw)).toString();
    }

    private static String named(String raw, int tag, FixDictionary dictionary) {
        return tag + "=" + value(raw, tag) + ' ' + meaning(raw, tag, dictionary);
    }

    private static String meaning(String raw, int tag, FixDictionary dictionary) {
        String value = value(raw, tag);
        String meaning = dictionary.meaningOrNull(tag, value);
        return meaning == null ? value : meaning;
    }

    private static String words(String raw) {
        String text = RawFix.valueOrNull(raw, 58);
        return text == null ? "" : ' ' + text;
    }

    private static String id(String raw) {
        String id = RawFix.valueOrNull(raw, 11);
        return id == null ? "" : " · " + id;
    }

    private static String value(String raw, int tag) {
        String value = RawFix.valueOrNull(raw, tag);
        return value == null ? "" : value;
    }
}
