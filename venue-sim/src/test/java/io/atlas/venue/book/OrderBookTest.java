package io.atlas.venue.book;

import static io.atlas.venue.book.BookScript.plays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.domain.Invariant;
import io.atlas.domain.OrdType;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of matching, as tables. */
class OrderBookTest {

    @Test
    void incomingOrderTradesAtTheRestingPrice() {
        plays("""
                enter 1 A sell limit day 5 @ 100  -> accepted 1
                enter 2 B buy  limit day 3 @ 102  -> accepted 2; 2 takes from 1 3 @ 100
                enter 3 C buy  limit day 9 @ 100  -> accepted 3; 3 takes from 1 2 @ 100
                enter 4 B sell limit day 1 @ 90   -> accepted 4; 3 gets from 4 1 @ 100
                book                              -> 3:6@100 | none
                """);
    }

    @Test
    void betterPriceGoesFirstAndOlderOrderWithinAPrice() {
        plays("""
                enter 1 A buy  limit day 5 @ 99   -> accepted 1
                enter 2 B buy  limit day 5 @ 100  -> accepted 2
                enter 3 C buy  limit gtc 5 @ 100  -> accepted 3
                enter 4 D buy  limit day 5 @ 98   -> accepted 4
                book                              -> 2:5@100 3:5@100 1:5@99 4:5@98 | none
                enter 5 E sell limit day 12 @ 99  -> accepted 5; 2 gets from 5 5 @ 100; 3 gets from 5 5 @ 100; 1 gets from 5 2 @ 99
                book                              -> 1:3@99 4:5@98 | none
                """);
    }

    @Test
    void limitHoldsAndTheRestOfADayOrGtcOrderRests() {
        plays("""
                enter 1 A sell limit day 5 @ 100  -> accepted 1
                enter 2 A sell limit day 5 @ 101  -> accepted 2
                enter 3 B buy  limit gtc 8 @ 100  -> accepted 3; 3 takes from 1 5 @ 100
                book                              -> 3:3@100 | 2:5@101
                """);
    }

    @Test
    void restOfAnImmediateOrMarketOrderIsCancelled() {
        plays("""
                enter 1 A sell limit  day 5 @ 100 -> accepted 1
                enter 2 B buy  limit  ioc 7 @ 100 -> accepted 2; 2 takes from 1 5 @ 100; canceled 2 IOC_REST
                enter 3 B buy  limit  ioc 7 @ 100 -> accepted 3; canceled 3 IOC_REST
                enter 4 A sell limit  day 5 @ 100 -> accepted 4
                enter 5 A sell limit  day 5 @ 103 -> accepted 5
                enter 6 B buy  market ioc 7 @ 102 -> accepted 6; 6 takes from 4 5 @ 100; canceled 6 IOC_REST
                enter 7 B buy  market day 7 @ 102 -> accepted 7; canceled 7 IOC_REST
                enter 8 B buy  market ioc 5 @ 103 -> accepted 8; 8 takes from 5 5 @ 103
                book                              -> none | none
                """);
    }

    @Test
    void fillOrKillTradesWholeOrIsRefused() {
        plays("""
                enter 1 A sell limit  day 5 @ 100 -> accepted 1
                enter 2 A sell limit  day 5 @ 101 -> accepted 2
                enter 3 B buy  limit  fok 11 @ 101 -> refused 3 FOK_NOT_FILLABLE
                enter 4 B buy  limit  fok 6 @ 100 -> refused 4 FOK_NOT_FILLABLE
                enter 5 B buy  market fok 11 @ 105 -> refused 5 FOK_NOT_FILLABLE
                book                              -> none | 1:5@100 2:5@101
                enter 6 B buy  limit  fok 6 @ 101 -> accepted 6; 6 takes from 1 5 @ 100; 6 takes from 2 1 @ 101
                enter 7 B buy  market fok 4 @ 105 -> accepted 7; 7 takes from 2 4 @ 101
                book                              -> none | none
                """);
    }

    @Test
    void fillOrKillCountsTheHouseButStopsAtItsOwnGroup() {
        plays("""
                quote -2 sell 4 @ 100             -> nothing
                enter 1 A sell limit day 5 @ 100  -> accepted 1
                quote -4 sell 9 @ 101             -> nothing
                enter 2 A buy limit fok 4 @ 101   -> accepted 2; 2 takes from -2 4 @ 100
                enter 3 A buy limit fok 4 @ 101   -> refused 3 FOK_NOT_FILLABLE
                enter 4 B buy limit fok 14 @ 101  -> accepted 4; 4 takes from 1 5 @ 100; 4 takes from -4 9 @ 101
                """);
    }

    @Test
    void orderNeverTradesWithItsOwnGroup() {
        plays("""
                enter 1 B sell limit day 2 @ 100  -> accepted 1
                enter 2 A sell limit day 5 @ 100  -> accepted 2
                enter 3 B sell limit day 5 @ 100  -> accepted 3
                enter 4 A buy  limit day 9 @ 101  -> accepted 4; 4 takes from 1 2 @ 100; canceled 4 SELF_TRADE
                enter 5 A buy  limit ioc 9 @ 100  -> accepted 5; canceled 5 SELF_TRADE
                enter 6 A buy  limit day 9 @ 99   -> accepted 6
                book                              -> 6:9@99 | 2:5@100 3:5@100
                """);
    }

    @Test
    void cancelTakesTheOrderOutOnce() {
        plays("""
                enter 1 A buy limit day 5 @ 100   -> accepted 1
                enter 2 B buy limit day 5 @ 100   -> accepted 2
                cancel 1 by 3                     -> canceled 1 USER_CANCEL by 3
                cancel 1 by 4                     -> not here
                cancel 77 by 5                    -> not here
                replace 1 5 @ 100 by 6            -> not here
                book                              -> 2:5@100 | none
                """);
    }

    @Test
    void onlyLessQuantityAtTheSamePriceKeepsTheOrdersPlace() {
        plays("""
                enter 1 A buy limit day 5 @ 100   -> accepted 1
                enter 2 B buy limit day 5 @ 100   -> accepted 2
                replace 1 4 @ 100 by 3            -> replaced 1 4 @ 100 by 3
                book                              -> 1:4@100 2:5@100 | none
                replace 1 6 @ 100 by 4            -> replaced 1 6 @ 100 by 4
                book                              -> 2:5@100 1:6@100 | none
                replace 2 5 @ 100 by 5            -> replaced 2 5 @ 100 by 5
                book                              -> 1:6@100 2:5@100 | none
                replace 1 2 @ 99 by 6             -> replaced 1 2 @ 99 by 6
                replace 1 2 @ 100 by 7            -> replaced 1 2 @ 100 by 7
                book                              -> 2:5@100 1:2@100 | none
                """);
    }

    @Test
    void replaceCountsWhatHasTraded() {
        plays("""
                enter 1 A buy  limit day 10 @ 100 -> accepted 1
                enter 2 B sell limit day 4 @ 100  -> accepted 2; 1 gets from 2 4 @ 100
                replace 1 9 @ 100 by 3            -> replaced 1 9 @ 100 by 3
                book                              -> 1:5@100 | none
                replace 1 12 @ 101 by 4           -> replaced 1 12 @ 101 by 4
                book                              -> 1:8@101 | none
                replace 1 4 @ 101 by 5            -> replaced 1 4 @ 101 by 5
                book                              -> none | none
                cancel 1 by 6                     -> not here
                """);
    }

    @Test
    void replaceToAReachablePriceTrades() {
        plays("""
                enter 1 A sell limit day 5 @ 100  -> accepted 1
                enter 2 B buy  limit day 9 @ 99   -> accepted 2
                replace 2 9 @ 100 by 3            -> replaced 2 9 @ 100 by 3; 2 takes from 1 5 @ 100
                book                              -> 2:4@100 | none
                enter 4 A sell limit day 2 @ 101  -> accepted 4
                replace 2 7 @ 105 by 5            -> replaced 2 7 @ 105 by 5; 2 takes from 4 2 @ 101
                book                              -> none | none
                """);
    }

    @Test
    void replaceIntoTheOwnGroupEndsTheRest() {
        plays("""
                enter 1 B sell limit day 2 @ 100  -> accepted 1
                enter 2 A sell limit day 5 @ 101  -> accepted 2
                enter 3 A buy  limit day 9 @ 99   -> accepted 3
                replace 3 9 @ 101 by 4            -> replaced 3 9 @ 101 by 4; 3 takes from 1 2 @ 100; canceled 3 SELF_TRADE
                book                              -> none | 2:5@101
                """);
    }

    @Test
    void houseQuotesTradeOnArrivalAndNoiseNeverRests() {
        plays("""
                enter 1 A buy limit day 5 @ 100   -> accepted 1
                quote -3 sell 8 @ 100             -> 1 gets from -3 5 @ 100
                quote -2 buy 4 @ 99               -> nothing
                take -9 sell 9 @ 99               -> -2 gets from -9 4 @ 99
                pull -2                           -> nothing
                book                              -> none | -3:3@100
                pull -3                           -> nothing
                book                              -> none | none
                """);
    }

    @Test
    void changesTellEachLevelOnceWithItsNewTotal() {
        OrderBook book = new OrderBook(new RecordedOutcomes());
        book.enter(1, 1, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, 5, 100);
        book.enter(2, 2, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, 5, 100);
        book.enter(3, 2, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, 7, 99);
        assertThat(changes(book)).containsExactly("BUY 10@100", "BUY 7@99");

        // Gone and back with the same total is no change; gone and back with another one is a single change.
        book.cancel(3, 4);
        book.enter(5, 2, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, 7, 99);
        assertThat(changes(book)).isEmpty();
        book.cancel(5, 6);
        book.enter(7, 2, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, 8, 99);
        book.enter(8, 3, Side.SELL, OrdType.LIMIT, TimeInForce.DAY, 11, 100);
        assertThat(changes(book)).containsExactly("BUY 8@99", "BUY 0@100", "SELL 1@100");
        assertThat(changes(book)).isEmpty();
    }

    private static List<String> changes(OrderBook book) {
        List<String> changes = new ArrayList<>();
        book.drainChanges((side, px, qty) -> changes.add(side + " " + qty + "@" + px));
        return changes;
    }

    @Test
    void sameIdTwiceIsAnInvariantFailure() {
        OrderBook book = new OrderBook(new RecordedOutcomes());
        book.enter(1, 1, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, 5, 100);
        assertThatThrownBy(() -> book.enter(1, 1, Side.BUY, OrdType.LIMIT, TimeInForce.DAY, 5, 100))
                .isInstanceOf(Invariant.Broken.class)
                .hasMessageContaining("order 1");
    }
}
