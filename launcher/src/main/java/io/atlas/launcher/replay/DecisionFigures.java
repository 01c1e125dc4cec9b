package io.atlas.launcher.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many decisions were made again and compared, and which were not and why. */
final class DecisionFigures {
    private final Map<String, Long> notCompared = new TreeMap<>();
    private final Map<String, Long> assumed = new TreeMap<>();
    private long compared;
    private long messages;

    void compared() {
        compared++;
    }

    void notCompared(String why) {
        notCompared.merge(why, 1L, Long::sum);
    }

    /** Compared, but with something that the log does not hold. */
    void assumed(String what) {
        assumed.merge(what, 1L, Long::sum);
    }

    /** Records of {@code fix.messages} looked at. */
    void messages(long count) {
        messages += count;
    }

    void add(DecisionFigures other) {
        compared += other.compared;
        messages += other.messages;
        other.notCompared.forEach((why, count) -> notCompared.merge(why, count, Long::sum));
        other.assumed.forEach((what, count) -> assumed.merge(what, count, Long::sum));
    }

    /** In words, a line each. */
    List<String> lines() {
        long left = notCompared.values().stream().mapToLong(Long::longValue).sum();
        List<String> lines = new ArrayList<>();
        if (compared + left > 0) {
            lines.add(String.format(
                    "%,d decisions made again from their requests (%,d records of fix.messages), %,d not",
                    compared, messages, left));
        }
        notCompared.forEach((why, count) -> lines.add(String.format("  %,d not: %s", count, why)));
        assumed.forEach((what, count) -> lines.add(String.format("  %,d %s", count, what)));
        return lines;
    }
}
