package io.atlas.launcher.fix;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.launcher.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a person typed. Decimals stay the text that was typed, so that anything can be tried against the server.
 *
 * @param verb what to do
 * @param id the order meant, for CANCEL, REPLACE, STATUS; else null
 * @param side for orders; null if it was not typed
 * @param px null for a market order
 * @param tif null to leave TimeInForce(59) out
 * @param raw the fields of RAW
 */
record TypedLine(Verb verb, String id, Side side, String qty, String symbol, String px, TimeInForce tif, String raw) {

    static final String HELP = """
            buy  QTY SYMBOL PRICE|market [day|gtc|ioc|fok]    buy 0.1 BTC-USD 50000
            sell QTY SYMBOL PRICE|market [day|gtc|ioc|fok]    sell 0.1 BTC-USD market
            cancel ID                                         ID: the id of a line here, or just its number
            replace ID QTY PRICE                              QTY is the new total, what has traded included
            status ID                                         asks the server
            orders                                            what is open, as far as this client was told
            raw 35=D|11=x1|55=BTC-USD|...                     any message; header and trailer are filled in
            wait SECONDS                                      for scripts
            help, quit""";

    enum Verb {
        NOTHING,
        ENTER,
        CANCEL,
        REPLACE,
        STATUS,
        ORDERS,
        RAW,
        WAIT,
        HELP,
        QUIT
    }

    /**
     * Reads a line; the empty line and one that begins with # are NOTHING.
     *
     * @throws Refusal if it cannot be understood
     */
    static TypedLine parse(String line) {
        String trimmed = line.strip();
        if (trimmed.isEmpty() || trimmed.startsWith("#")) {
            return just(Verb.NOTHING, null);
        }
        List<String> words = new ArrayList<>(List.of(trimmed.split("\\s+")));
        words.remove("@");
        String verb = words.get(0).toLowerCase(Locale.ROOT);
        return switch (verb) {
            case "buy", "b" -> enter(Side.BUY, words);
            case "sell", "s" -> enter(Side.SELL, words);
            case "cancel", "c" -> just(Verb.CANCEL, only(words, "cancel ID"));
            case "status" -> just(Verb.STATUS, only(words, "status ID"));
            case "replace", "r" -> replace(words);
            case "wait" -> wait(only(words, "wait SECONDS"));
            case "raw" ->
                new TypedLine(
                        Verb.RAW,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        trimmed.substring(3).strip());
            case "orders", "o" -> just(Verb.ORDERS, null);
            case "help", "h", "?" -> just(Verb.HELP, null);
            case "quit", "q", "exit" -> just(Verb.QUIT, null);
            default -> throw new Refusal("not understood: '" + trimmed + "' (`help` lists what can be typed)");
        };
    }

    private static TypedLine enter(Side side, List<String> words) {
        if (words.size() < 4 || words.size() > 5) {
            throw new Refusal("expected: " + words.get(0) + " QTY SYMBOL PRICE|market [day|gtc|ioc|fok]");
        }
        String px = words.get(3).equalsIgnoreCase("market") ? null : words.get(3);
        TimeInForce tif = words.size() == 5 ? tif(words.get(4)) : null;
        return new TypedLine(
                Verb.ENTER, null, side, words.get(1), words.get(2).toUpperCase(Locale.ROOT), px, tif, null);
    }

    private static TimeInForce tif(String word) {
        try {
            return TimeInForce.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Refusal("'" + word + "' (expected: day, gtc, ioc or fok)");
        }
    }

    private static TypedLine replace(List<String> words) {
        if (words.size() != 4) {
            throw new Refusal("expected: replace ID QTY PRICE");
        }
        return new TypedLine(Verb.REPLACE, words.get(1), null, words.get(2), null, words.get(3), null, null);
    }

    private static TypedLine wait(String seconds) {
        try {
            if (FixedPoint.parse(seconds) >= 0) {
                return just(Verb.WAIT, seconds);
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // Said below.
        }
        throw new Refusal("wait: '" + seconds + "' (expected: seconds)");
    }

    private static String only(List<String> words, String form) {
        if (words.size() != 2) {
            throw new Refusal("expected: " + form);
        }
        return words.get(1);
    }

    private static TypedLine just(Verb verb, String id) {
        return new TypedLine(verb, id, null, null, null, null, null, null);
    }
}
