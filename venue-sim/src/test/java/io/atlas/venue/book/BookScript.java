package io.atlas.venue.book;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.OrdType;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of commands and what must come of them, one per line, {@code command -> outcomes}:
 *
 * <pre>
 *   enter 1 A buy limit day 5 @ 100      group A enters order 1
 *   cancel 1 by 2                        request 2 cancels order 1
 *   replace 1 4 @ 100 by 2               request 2 replaces order 1
 *   quote -2 sell 5 @ 101, take, pull    the house
 *   book                                 shows id:leaves@px, bids | offers, each in priority order
 * </pre>
 */
final class BookScript {
    private final RecordedOutcomes outcomes = new RecordedOutcomes();
    private final OrderBook book = new OrderBook(outcomes);

    /** Plays the script and compares line by line. */
    static void plays(String script) {
        BookScript played = new BookScript();
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (String line : script.strip().split("\n")) {
            String[] row = line.split("->");
            String command = words(row[0]);
            expected.add(command + " -> " + words(row[1]));
            actual.add(command + " -> " + played.play(command.split(" ")));
        }
        assertThat(actual).containsExactlyElementsOf(expected);
    }

    private static String words(String text) {
        return text.strip().replaceAll(" +", " ");
    }

    private String play(String[] word) {
        long id = word.length > 1 ? Long.parseLong(word[1]) : 0;
        boolean found = true;
        switch (word[0]) {
            case "enter" ->
                book.enter(
                        id,
                        word[2].charAt(0),
                        side(word[3]),
                        OrdType.valueOf(upper(word[4])),
                        TimeInForce.valueOf(upper(word[5])),
                        Long.parseLong(word[6]),
                        Long.parseLong(word[8]));
            case "cancel" -> found = book.cancel(id, Long.parseLong(word[3]));
            case "replace" ->
                found = book.replace(id, Long.parseLong(word[6]), Long.parseLong(word[2]), Long.parseLong(word[4]));
            case "quote" -> book.quote(id, side(word[2]), Long.parseLong(word[3]), Long.parseLong(word[5]));
            case "take" -> book.take(id, side(word[2]), Long.parseLong(word[3]), Long.parseLong(word[5]));
            case "pull" -> book.pull(id);
            case "book" -> {
                return side(Side.BUY) + " | " + side(Side.SELL);
            }
            default -> throw new IllegalArgumentException(word[0]);
        }
        book.audit();
        List<String> lines = outcomes.take();
        return !found ? "not here" : lines.isEmpty() ? "nothing" : String.join("; ", lines);
    }

    private String side(Side side) {
        List<RestingOrder> resting = book.restingOrders(side);
        return resting.isEmpty()
                ? "none"
                : resting.stream()
                        .map(order -> order.orderId() + ":" + order.leavesQty() + "@" + order.px())
                        .collect(joining(" "));
    }

    private static Side side(String word) {
        return Side.valueOf(upper(word));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
