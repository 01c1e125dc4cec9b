package io.atlas.console.channel;

import static io.atlas.console.view.ConsoleRig.px;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.console.view.ConsoleRig;
import io.atlas.domain.Instrument;
import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedBook.Level;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BookSideTest {
    private static final Instrument BTC = ConsoleRig.WORLD.instrumentOrNull("BTC-USD");

    private static List<BookSide.Row> rows(Side side, int depth, String group, String... levels) {
        List<Level> real = new ArrayList<>();
        for (int i = 0; i < levels.length; i += 2) {
            real.add(new Level(px(levels[i]), px(levels[i + 1])));
        }
        return BookSide.rows(real, side, BTC, depth, px(group));
    }

    @Test
    void aBidIsShownAtOrBelowItsPriceAnOfferAtOrAbove() {
        assertThat(BookSide.json(rows(Side.BUY, 2, "0.5", "100.7", "1", "100.5", "2", "100.2", "3")))
                .isEqualTo("[[\"100.5\",\"3\",\"3\",\"\"],[\"100\",\"3\",\"6\",\"\"]]");
        assertThat(BookSide.json(rows(Side.SELL, 2, "0.5", "100.7", "1", "101", "2", "101.2", "3")))
                .isEqualTo("[[\"101\",\"3\",\"3\",\"\"],[\"101.5\",\"3\",\"6\",\"\"]]");
    }

    @Test
    void aShortSideIsFilledUpWithRowsThatSayTheyAreSynthetic() {
        List<BookSide.Row> bids = rows(Side.BUY, 4, "0.01", "50000", "1");
        assertThat(bids).extracting(BookSide.Row::synthetic).containsExactly(false, true, true, true);
        assertThat(bids)
                .extracting(BookSide.Row::px)
                .containsExactly(px("50000"), px("49999.99"), px("49999.98"), px("49999.97"));
        assertThat(bids).allSatisfy(row -> assertThat(row.qty() % BTC.lotQty()).isZero());
        assertThat(BookSide.realQty(bids)).isEqualTo(px("1"));
        // A function of the price alone: the same whatever stands above it.
        assertThat(rows(Side.BUY, 4, "0.01", "50000", "7", "49999.99", "3").get(2))
                .isEqualTo(bids.get(2));
    }

    @Test
    void nothingIsMadeUpWhereThereIsNoRealLevel() {
        assertThat(rows(Side.BUY, 4, "0.01")).isEmpty();
    }

    @Test
    void noRowIsAtOrBelowZero() {
        assertThat(rows(Side.BUY, 15, "1", "3", "1"))
                .extracting(BookSide.Row::px)
                .containsExactly(px("3"), px("2"), px("1"));
    }
}
