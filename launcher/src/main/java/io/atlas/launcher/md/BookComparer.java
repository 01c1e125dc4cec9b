package io.atlas.launcher.md;

import io.atlas.wire.market.BookUpdate.LevelChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares two accounts of the same books, whichever of them comes first: a book is known by a key that both sides give it.
 * Each side is remembered for a while only.
 *
 * @param <K> names a book at one moment
 */
final class BookComparer<K> {
    private static final int REMEMBERED = 4_096;

    private final Map<K, List<LevelChange>> left = remembered();
    private final Map<K, List<LevelChange>> right = remembered();
    private long compared;
    private long different;
    private String firstDifference;

    private static <K> Map<K, List<LevelChange>> remembered() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, List<LevelChange>> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    void left(K key, List<LevelChange> levels) {
        left.put(key, levels);
        compare(key);
    }

    void right(K key, List<LevelChange> levels) {
        right.put(key, levels);
        compare(key);
    }

    private void compare(K key) {
        List<LevelChange> one = left.get(key);
        List<LevelChange> other = right.get(key);
        if (one == null || other == null) {
            return;
        }
        compared++;
        if (!one.equals(other)) {
            different++;
            if (firstDifference == null) {
                firstDifference = key + ": " + one + ", but " + other;
            }
        }
    }

    long compared() {
        return compared;
    }

    long different() {
        return different;
    }

    /** The first one, in words; null if there is none. */
    String firstDifferenceOrNull() {
        return firstDifference;
    }
}
