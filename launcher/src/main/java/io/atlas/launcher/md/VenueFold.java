package io.atlas.launcher.md;

import io.atlas.domain.Side;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.BookUpdate.LevelChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** One symbol's book from the venue's own stream: begins with an image, and again with the next one after a gap. */
final class VenueFold {
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private boolean known;
    private long bookSeq;

    /** Takes the update in; returns whether the book is known after it. */
    boolean apply(BookUpdate update) {
        if (update.image()) {
            bids.clear();
            asks.clear();
            known = true;
        } else if (update.bookSeq() > bookSeq + 1) {
            known = false;
        }
        bookSeq = update.bookSeq();
        for (LevelChange level : update.levels()) {
            TreeMap<Long, Long> side = level.side() == Side.BUY ? bids : asks;
            if (level.qty() == 0) {
                side.remove(level.px());
            } else {
                side.put(level.px(), level.qty());
            }
        }
        return known;
    }

    /** Bids, then offers, the best first. */
    List<LevelChange> levels() {
        List<LevelChange> levels = new ArrayList<>();
        bids.forEach((px, qty) -> levels.add(new LevelChange(Side.BUY, px, qty)));
        asks.forEach((px, qty) -> levels.add(new LevelChange(Side.SELL, px, qty)));
        return levels;
    }
}
