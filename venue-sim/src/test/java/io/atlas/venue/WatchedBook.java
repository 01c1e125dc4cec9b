package io.atlas.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.venue.book.RestingOrder;
import io.atlas.wire.market.BookUpdate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One symbol's level totals as a subscriber of the stream builds them, who checks that nothing is missing or contradicted. */
final class WatchedBook {
    private final Map<String, Long> levels = new TreeMap<>();
    private long bookSeq;

    void apply(BookUpdate update) {
        assertThat(update.bookSeq()).isGreaterThanOrEqualTo(bookSeq);
        if (update.bookSeq() > bookSeq + 1) {
            assertThat(update.bookSeq() >>> 36).isGreaterThan(bookSeq >>> 36);
            assertThat(update.image()).isTrue();
            levels.clear();
        }
        if (update.bookSeq() == bookSeq) {
            assertThat(update.image()).isTrue();
            assertThat(levels).isEqualTo(levels(update));
        }
        bookSeq = update.bookSeq();
        for (BookUpdate.LevelChange level : update.levels()) {
            if (level.qty() == 0) {
                assertThat(levels.remove(level.side() + " " + level.px())).isNotNull();
            } else {
                levels.put(level.side() + " " + level.px(), level.qty());
            }
        }
    }

    private static Map<String, Long> levels(BookUpdate image) {
        Map<String, Long> levels = new TreeMap<>();
        image.levels().forEach(level -> levels.put(level.side() + " " + level.px(), level.qty()));
        return levels;
    }

    Map<String, Long> levels() {
        return levels;
    }

    static Map<String, Long> of(List<RestingOrder> orders) {
        Map<String, Long> levels = new TreeMap<>();
        orders.forEach(order -> levels.merge(order.side() + " " + order.px(), order.leavesQty(), Long::sum));
        return levels;
    }
}
