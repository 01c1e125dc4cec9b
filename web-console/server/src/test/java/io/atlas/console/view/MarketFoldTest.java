package io.atlas.console.view;

import static io.atlas.console.view.ConsoleRig.px;
import static io.atlas.console.view.ConsoleRig.traded;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.OrderIds;
import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarketFoldTest {
    private static final long NONE = OrderIds.NONE;

    private final ConsoleRig rig = new ConsoleRig();
    private final SymbolMarket btc = rig.view.marketOrNull("BTC-USD");

    @Test
    void barsHoldOpenHighLowCloseAndVolumeOfTheirSpan() {
        rig.trades(traded("50000", "1", Side.BUY, NONE), traded("50002", "0.5", Side.BUY, NONE));
        rig.after(100).trades(traded("49999", "2", Side.SELL, NONE));
        rig.after(1_000).trades(traded("50001", "1", Side.BUY, NONE));
        rig.step();
        assertThat(btc.barsSince(BarSize.S1, 0, 500))
                .containsExactly(
                        new Bar(ConsoleRig.START_NS, px("50000"), px("50002"), px("49999"), px("49999"), px("3.5"), 3),
                        new Bar(
                                ConsoleRig.START_NS + 1_000 * ConsoleRig.MS,
                                px("50001"),
                                px("50001"),
                                px("50001"),
                                px("50001"),
                                px("1"),
                                4));
        assertThat(btc.barsSince(BarSize.M1, 0, 500)).hasSize(1);
        assertThat(btc.barsSince(BarSize.TICKS, 0, 500))
                .extracting(Bar::startNs)
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    @Test
    void aTradeWithAnEarlierTimeJoinsTheLastBar() {
        BarSeries series = new BarSeries(BarSize.S1);
        series.apply(5_000_000_000L, 100, 1);
        series.apply(4_900_000_000L, 90, 1);
        assertThat(series.since(0, 9)).containsExactly(new Bar(5_000_000_000L, 100, 100, 90, 90, 2, 2));
    }

    @Test
    void barsAreBounded() {
        BarSeries series = new BarSeries(BarSize.S1);
        for (long second = 0; second < 10_000; second++) {
            series.apply(second * 1_000_000_000L, 100, 1);
        }
        assertThat(series.since(0, Integer.MAX_VALUE)).hasSize(BarSize.S1.kept());
    }

    @Test
    void afterARestartTapeBarsAndDayAreTheSame() {
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            String px = "500" + (10 + random.nextInt(80)) + ".5";
            rig.trades(traded(px, "0.25", random.nextBoolean() ? Side.BUY : Side.SELL, NONE));
            rig.after(random.nextInt(2_000));
        }
        SymbolMarket again = rig.step().restarted().view.marketOrNull("BTC-USD");
        assertThat(again.tapeSince(0, 500)).isEqualTo(btc.tapeSince(0, 500)).hasSize(300);
        for (BarSize size : BarSize.values()) {
            assertThat(again.barsSince(size, 0, 500))
                    .isEqualTo(btc.barsSince(size, 0, 500))
                    .isNotEmpty();
        }
        assertThat(List.of(again.dayVolume(), again.dayVwap(), again.dayHighPx(), again.dayChangePx()))
                .isEqualTo(List.of(btc.dayVolume(), btc.dayVwap(), btc.dayHighPx(), btc.dayChangePx()));
        assertThat(again.direction()).isEqualTo(btc.direction());
    }

    /** Against the plainest sum there is. */
    @Test
    void theDayIsTheSumOfItsTrades() {
        DayStats day = new DayStats();
        List<long[]> trades = new ArrayList<>();
        Random random = new Random(5);
        long time = 0;
        for (int i = 0; i < 5_000; i++) {
            time += random.nextInt(60) * 1_000_000_000L;
            long[] trade = {time, 100 + random.nextInt(50), 1 + random.nextInt(9)};
            trades.add(trade);
            day.apply(trade[0], trade[1], trade[2]);
        }
        long minute = time / 60_000_000_000L;
        List<long[]> within = trades.stream()
                .filter(trade -> trade[0] / 60_000_000_000L > minute - 1_440)
                .toList();
        assertThat(within.size()).isBetween(1_000, 4_999);
        assertThat(day.high())
                .isEqualTo(within.stream().mapToLong(trade -> trade[1]).max().orElseThrow());
        assertThat(day.low())
                .isEqualTo(within.stream().mapToLong(trade -> trade[1]).min().orElseThrow());
        assertThat(day.volume().movePointRight(8).longValueExact())
                .isEqualTo(within.stream().mapToLong(trade -> trade[2]).sum());
        assertThat(day.advance(time + 86_400_000_000_000L)).isTrue();
        assertThat(day.empty()).isTrue();
        assertThat(day.volume()).isZero();
    }

    @Test
    void theTapeKnowsWhoseTradesTheyAre() {
        long id = rig.newOrder("DESK-1", "C-1", Side.BUY, "4", "50000");
        rig.trades(traded("50000", "1", Side.SELL, id), traded("50000", "1", Side.BUY, NONE));
        rig.step();
        assertThat(btc.tapeSince(0, 9)).extracting(Trade::buyAccountOrNull).containsExactly("DESK-1", null);
        assertThat(btc.tapeSince(0, 9)).extracting(Trade::id).containsExactly("1.0", "1.1");
    }

    @Test
    void aTradeWaitsForTheCommandOfItsOrder() {
        rig.trades(traded("50000", "1", Side.SELL, OrderIds.of(0, 1)));
        assertThat(rig.step().view.marketOrNull("BTC-USD").trades()).isZero();
        assertThat(rig.view.backlog()).isEqualTo(1);
        rig.newOrder("DESK-1", "C-1", Side.BUY, "4", "50000");
        rig.step();
        assertThat(btc.tapeSince(0, 9)).extracting(Trade::buyAccountOrNull).containsExactly("DESK-1");
    }

    @Test
    void tilesNameWhatTheySee() {
        rig.book("BTC-USD", List.of("49000", "99"), List.of("60000", "99"));
        for (int second = 0; second < 30; second++) {
            String here = second % 2 == 0 ? "49990" : "49994";
            String before = second % 2 == 0 ? "49994" : "49990";
            List<String> bids = List.of(before, "0", here, "5");
            rig.update("BTC-USD", bids, List.of(before + ".5", "0", here + ".5", "7"));
            rig.trades(traded("49995", "1", second % 4 == 0 ? Side.SELL : Side.BUY, NONE));
            rig.after(1_000);
        }
        Tiles tiles = btc.tiles();
        assertThat(btc.state()).isEqualTo(FeedBook.State.LIVE);
        assertThat(List.of(
                        tiles.spread().value(),
                        tiles.spread().word(),
                        tiles.spread().extra()))
                .isEqualTo(List.of("0.5", "TIGHT", "0.10 bp"));
        assertThat(List.of(tiles.liquidity().value(), tiles.liquidity().word())).isEqualTo(List.of("12.0", "NORMAL"));
        assertThat(tiles.trend().word()).isEqualTo("BUYERS");
        assertThat(tiles.volatility().word()).isEqualTo("ELEVATED");
        // The mid moves by 4 up and down each second: 8.08 basis points of a percent, times the root of a year of
        // seconds.
        assertThat(Double.parseDouble(tiles.volatility().value())).isBetween(44.0, 47.0);
        assertThat(tiles.spread().spark()).hasSizeBetween(28, 30).containsOnly(0.5);
    }

    @Test
    void tilesWithoutABookSayNothing() {
        rig.after(1_000);
        Tiles tiles = btc.tiles();
        assertThat(List.of(tiles.volatility(), tiles.spread(), tiles.liquidity(), tiles.trend()))
                .allSatisfy(tile -> assertThat(tile.value() + tile.word()).isEmpty());
    }

    /** Whoever starts beside the console waits for it: a word once a second would be a second's wait. */
    @Test
    void healthKnowsAtOnceWhichBooksLive() {
        rig.step();
        assertThat(feedHealth()).isEqualTo(new Health.Part("feed", Health.State.DOWN, "No book yet"));

        rig.book("BTC-USD", List.of("49999", "1"), List.of("50001", "1"));
        rig.step();
        assertThat(feedHealth()).isEqualTo(new Health.Part("feed", Health.State.DEGRADED, "1 of 2 books live"));

        rig.book("ETH-USD", List.of("2499", "1"), List.of("2501", "1"));
        rig.step();
        assertThat(feedHealth()).isEqualTo(new Health.Part("feed", Health.State.OK, "2 of 2 books live"));

        rig.after(10_000);
        assertThat(feedHealth()).isEqualTo(new Health.Part("feed", Health.State.DOWN, "0 of 2 books live"));
    }

    private Health.Part feedHealth() {
        return rig.view.health().parts().stream()
                .filter(part -> part.part().equals("feed"))
                .findFirst()
                .orElseThrow();
    }
}
