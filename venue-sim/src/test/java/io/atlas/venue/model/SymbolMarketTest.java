package io.atlas.venue.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.Instrument;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.World.SymbolModel;
import io.atlas.venue.book.BookListener;
import io.atlas.venue.book.OrderBook;
import io.atlas.venue.book.RestingOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The house: what it quotes, how it moves, and that nothing but seed, tick and fills decides it. */
class SymbolMarketTest {
    private static final long TICK_PX = 1_000_000;
    private static final long LOT_QTY = 1_000;
    private static final Instrument INSTRUMENT = new Instrument(
            "BTC-USD", "BTC", "USD", TICK_PX, LOT_QTY, LOT_QTY, LOT_QTY * 1_000, 0, 1L << 60, 500, TICK_PX * 10_000);
    private static final SymbolModel QUIET = new SymbolModel("BTC-USD", 20, 3, 4, 2, LOT_QTY * 40, 0);
    private static final SymbolModel NOISY = new SymbolModel("BTC-USD", 20, 3, 4, 2, LOT_QTY * 40, 1_000);

    private final List<String> trades = new ArrayList<>();
    private final OrderBook book = new OrderBook(listener());

    private static SymbolMarket market(long seed, SymbolModel terms) {
        return new SymbolMarket(seed, INSTRUMENT, terms);
    }

    private void play(SymbolMarket market, long tick) {
        market.advanceTo(tick);
        market.play(book);
        book.audit();
    }

    @Test
    void ladderStandsAroundTheFairPriceWithItsSpreadAndGaps() {
        SymbolMarket market = market(7, QUIET);
        play(market, 1);
        long fairPx = market.fairPx();
        assertThat(pxs(Side.BUY)).containsExactly(steps(fairPx, -3, -5, -7, -9));
        assertThat(pxs(Side.SELL)).containsExactly(steps(fairPx, 3, 5, 7, 9));
        for (RestingOrder quote : resting()) {
            assertThat(quote.house()).isTrue();
            assertThat(quote.leavesQty()).isBetween(LOT_QTY * 20, LOT_QTY * 40);
            assertThat(quote.leavesQty() % LOT_QTY).isZero();
        }
    }

    private static Long[] steps(long fairPx, int... ticks) {
        return Arrays.stream(ticks).mapToObj(tick -> fairPx + tick * TICK_PX).toArray(Long[]::new);
    }

    private List<Long> pxs(Side side) {
        return book.restingOrders(side).stream().map(RestingOrder::px).toList();
    }

    private List<RestingOrder> resting() {
        List<RestingOrder> resting = new ArrayList<>(book.restingOrders(Side.BUY));
        resting.addAll(book.restingOrders(Side.SELL));
        return resting;
    }

    @Test
    void sameSeedMovesTheSameAndAnotherOneMovesOtherwise() {
        List<Long> first = walk(7, 500);
        assertThat(walk(7, 500)).isEqualTo(first);
        assertThat(walk(8, 500)).isNotEqualTo(first);
    }

    private static List<Long> walk(long seed, int ticks) {
        SymbolMarket market = market(seed, QUIET);
        List<Long> walk = new ArrayList<>();
        for (int tick = 1; tick <= ticks; tick++) {
            market.advanceTo(tick);
            walk.add(market.fairPx());
        }
        return walk;
    }

    @Test
    void stepsAreNoLongerThanConfiguredAndTheWalkStaysNearItsReference() {
        long referencePx = INSTRUMENT.referencePx();
        long before = referencePx;
        long lowest = Long.MAX_VALUE;
        long highest = 0;
        for (long fairPx : walk(3, 1_000_000)) {
            assertThat(Math.abs(fairPx - before)).isLessThanOrEqualTo(20 * TICK_PX);
            lowest = Math.min(lowest, fairPx);
            highest = Math.max(highest, fairPx);
            before = fairPx;
        }
        assertThat(lowest).isBetween(referencePx / 2, referencePx - 50 * TICK_PX);
        assertThat(highest).isBetween(referencePx + 50 * TICK_PX, referencePx * 3 / 2);
    }

    @Test
    void cheapInstrumentNeverReachesZero() {
        Instrument cheap = new Instrument(
                "X-USD", "X", "USD", TICK_PX, LOT_QTY, LOT_QTY, LOT_QTY * 1_000, 0, 1L << 60, 500, TICK_PX * 4);
        SymbolMarket market = new SymbolMarket(1, cheap, QUIET);
        for (int tick = 1; tick <= 20_000; tick++) {
            play(market, tick);
            assertThat(market.fairPx()).isPositive();
            assertThat(resting()).allMatch(quote -> quote.px() > 0);
        }
    }

    @Test
    void booksAfterSkippedTicksAreThoseOfEveryTickPlayed() {
        SymbolMarket every = market(7, NOISY);
        for (int tick = 1; tick <= 300; tick++) {
            play(every, tick);
        }
        List<RestingOrder> playedAll = resting();

        OrderBook other = new OrderBook(listener());
        SymbolMarket last = market(7, NOISY);
        last.advanceTo(300);
        last.play(other);
        assertThat(other.restingOrders(Side.BUY))
                .isEqualTo(playedAll.subList(0, other.restingOrders(Side.BUY).size()));
        assertThat(other.restingOrders(Side.SELL))
                .isEqualTo(playedAll.subList(other.restingOrders(Side.BUY).size(), playedAll.size()));
    }

    @Test
    void whatTradedAwayIsQuotedAgainAtTheNextTick() {
        SymbolModel still = new SymbolModel("BTC-USD", 0, 3, 4, 2, LOT_QTY * 40, 0);
        SymbolMarket market = market(7, still);
        play(market, 1);
        List<RestingOrder> full = resting();
        book.enter(1, 1, Side.BUY, OrdType.MARKET, TimeInForce.IOC, LOT_QTY * 70, market.fairPx() * 2);
        assertThat(resting()).hasSizeLessThan(full.size());
        play(market, 2);
        assertThat(resting()).isEqualTo(full);
    }

    @Test
    void clientsKeepTheirPlaceBeforeTheHouse() {
        SymbolModel still = new SymbolModel("BTC-USD", 0, 3, 4, 2, LOT_QTY * 40, 0);
        SymbolMarket market = market(7, still);
        play(market, 1);
        book.enter(1, 1, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, LOT_QTY, book.bidPx());
        assertThat(book.restingOrders(Side.BUY).get(0).house()).isTrue();
        play(market, 2);
        assertThat(book.restingOrders(Side.BUY).get(0).orderId()).isEqualTo(1);
    }

    @Test
    void waitingOrderFillsWhenTheMarketComesToIt() {
        SymbolMarket market = market(7, QUIET);
        play(market, 1);
        book.enter(1, 1, Side.BUY, OrdType.LIMIT, TimeInForce.GTC, LOT_QTY, market.fairPx() - 60 * TICK_PX);
        assertThat(trades).isEmpty();
        for (int tick = 2; trades.isEmpty() && tick < 10_000; tick++) {
            play(market, tick);
        }
        // The house came to the order, so it pays the order's price.
        assertThat(trades).hasSize(1);
        assertThat(trades.get(0)).startsWith("1 gets from house").endsWith(" @ " + clientPx(market));
    }

    private static long clientPx(SymbolMarket later) {
        SymbolMarket then = market(7, QUIET);
        then.advanceTo(1);
        assertThat(later.tick()).isGreaterThan(1);
        return then.fairPx() - 60 * TICK_PX;
    }

    @Test
    void noiseTakersKeepTheTapeAlive() {
        SymbolMarket market = market(7, NOISY);
        for (int tick = 1; tick <= 100; tick++) {
            play(market, tick);
        }
        assertThat(trades).hasSizeGreaterThanOrEqualTo(100);
        assertThat(trades).anyMatch(trade -> trade.contains("takes from"));
        assertThat(trades).anyMatch(trade -> trade.contains("gets from"));
    }

    private BookListener listener() {
        return new BookListener() {
            @Override
            public void onTraded(long px, long qty, long buyOrderId, long sellOrderId, Side aggressor) {
                String verb = aggressor == Side.BUY ? " takes from " : " gets from ";
                trades.add(name(buyOrderId) + verb + name(sellOrderId) + " " + qty + " @ " + px);
            }

            private String name(long id) {
                return id < OrderIds.NONE ? "house" : Long.toString(id);
            }

            @Override
            public void onAccepted(long orderId) {
                assertThat(orderId).isPositive();
            }

            @Override
            public void onRefused(long orderId, Reason reason) {
                throw new AssertionError("refused " + orderId);
            }

            @Override
            public void onCanceled(long orderId, long request, Reason reason) {
                assertThat(orderId).isPositive();
            }

            @Override
            public void onReplaced(long orderId, long request, long qty, long px) {
                throw new AssertionError("replaced " + orderId);
            }
        };
    }
}
