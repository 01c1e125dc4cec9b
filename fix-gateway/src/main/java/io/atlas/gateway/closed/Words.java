package io.atlas.gateway.closed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Groups, accounts and symbols as small numbers, in the order in which they were met. */
final class Words {
    private static final int MAX = 0xFFFF;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    /** Its number; a word that was not met before gets the next one. */
    int number(String word) {
        Integer known = numbers.get(word);
        if (known != null) {
            return known;
        }
        if (words.size() == MAX) {
            throw new IllegalStateException("groups, accounts and symbols: " + MAX + " (expected: fewer)");
        }
        numbers.put(word, words.size());
        words.add(word);
        return words.size() - 1;
    }

    /** Its number, or -1 if it was never met. */
    int numberIfMet(String word) {
        return numbers.getOrDefault(word, -1);
    }

    String word(int number) {
        return words.get(number);
    }

    /** All, by number. */
    List<String> all() {
        return List.copyOf(words);
    }
}
