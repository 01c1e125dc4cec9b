package io.atlas.md.book;

import io.atlas.wire.feed.FeedFrame;
import java.util.List;

/** Cuts lists into what fits in a frame. */
final class Parts {
    private Parts() {}

    /** How many frames that many entries need; at least one. */
    static int count(int entries) {
        return Math.max(1, (entries + FeedFrame.MOST_ENTRIES - 1) / FeedFrame.MOST_ENTRIES);
    }

    /**
     * A list's share of a part, where the lists of an update are laid end to end.
     *
     * @param before entries of the lists before this one
     */
    static <T> List<T> of(List<T> list, int before, int part) {
        int from = clamp(part * FeedFrame.MOST_ENTRIES - before, list.size());
        int to = clamp((part + 1) * FeedFrame.MOST_ENTRIES - before, list.size());
        return list.subList(from, to);
    }

    private static int clamp(int at, int size) {
        return Math.max(0, Math.min(at, size));
    }
}
