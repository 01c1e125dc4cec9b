package io.atlas.md.book;

import io.atlas.domain.Side;
import io.atlas.wire.market.BookUpdate.LevelChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The price levels of one book. */
final class Levels {
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();

    void apply(List<LevelChange> changes) {
        for (LevelChange level : changes) {
            TreeMap<Long, Long> side = level.side() == Side.BUY ? bids : asks;
            if (level.qty() == 0) {
                side.remove(level.px());
            } else {
                side.put(level.px(), level.qty());
            }
        }
    }

    void replace(List<LevelChange> all) {
        bids.clear();
        asks.clear();
        apply(all);
    }

    /** Bids, then offers, the best first, as the venue's images have them. */
    List<LevelChange> all() {
        List<LevelChange> all = new ArrayList<>(bids.size() + asks.size());
        bids.forEach((px, qty) -> all.add(new LevelChange(Side.BUY, px, qty)));
        asks.forEach((px, qty) -> all.add(new LevelChange(Side.SELL, px, qty)));
        return all;
    }
}
