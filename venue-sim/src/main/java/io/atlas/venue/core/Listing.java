package io.atlas.venue.core;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.Instrument;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport;
import io.atlas.venue.book.BookListener;
import io.atlas.venue.book.OrderBook;
import io.atlas.venue.model.SymbolMarket;
import io.atlas.wire.market.BookUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * A symbol at the venue: its terms, its book and its market. Writes what the book says as outcomes, and keeps what the
 * public will see of it.
 */
final class Listing implements BookListener {
    final String symbol;
    final OrderBook book = new OrderBook(this);
    private final List<VenueReport.Outcome> outcomes;
    private final List<BookUpdate.Print> prints = new ArrayList<>();
    private Instrument instrumentOrNull;
    private SymbolMarket marketOrNull;

    /** @param outcomes where the present input's outcomes are collected, those of all symbols in one list */
    Listing(String symbol, List<VenueReport.Outcome> outcomes) {
        this.symbol = symbol;
        this.outcomes = outcomes;
    }

    /** New terms are in force. Orders that rest stay; the house leaves until the next tick. */
    void configure(Instrument newInstrumentOrNull, SymbolMarket newMarketOrNull) {
        if (marketOrNull != null) {
            marketOrNull.pullAll(book);
        }
        instrumentOrNull = newInstrumentOrNull;
        marketOrNull = newMarketOrNull;
    }

    VenueImage.Symbol image(Map<Integer, String> groupNames) {
        List<VenueImage.Resting> orders = new ArrayList<>(book.orderCount());
        book.forEachOrder((id, group, side, px, cumQty, leavesQty) -> orders.add(new VenueImage.Resting(
                id, group == OrderBook.NO_GROUP ? null : groupNames.get(group), side, px, cumQty, leavesQty)));
        VenueImage.Walk walk =
                marketOrNull == null ? null : new VenueImage.Walk(marketOrNull.tick(), marketOrNull.fairTicks());
        return new VenueImage.Symbol(symbol, walk, orders);
    }

    /** Takes back what {@link #image} gave, into an empty book. */
    void restore(VenueImage.Symbol image, ToIntFunction<String> groupNumber) {
        require(
                (image.market() == null) == (marketOrNull == null),
                "market of %s in the snapshot: %s",
                symbol,
                image.market());
        if (image.market() != null) {
            marketOrNull.restore(image.market().tick(), image.market().fairTicks());
        }
        for (VenueImage.Resting order : image.orders()) {
            int group = order.group() == null ? OrderBook.NO_GROUP : groupNumber.applyAsInt(order.group());
            book.restore(order.id(), group, order.side(), order.px(), order.cumQty(), order.leavesQty());
        }
        forgetChanges();
    }

    void play(long tick) {
        if (marketOrNull != null) {
            marketOrNull.advanceTo(tick);
            marketOrNull.play(book);
        }
    }

    /** Why an order with these terms cannot be in this book, or NONE. */
    Reason refusal(long qty, long px) {
        if (instrumentOrNull == null) {
            return Reason.UNKNOWN_SYMBOL;
        }
        if (qty <= 0 || qty % instrumentOrNull.lotQty() != 0) {
            return Reason.BAD_QTY;
        }
        return px <= 0 || px % instrumentOrNull.tickPx() != 0 ? Reason.BAD_PRICE : Reason.NONE;
    }

    List<BookUpdate.LevelChange> takeLevelChanges() {
        if (!book.hasChanges()) {
            return List.of();
        }
        List<BookUpdate.LevelChange> levels = new ArrayList<>();
        book.drainChanges((side, px, qty) -> levels.add(new BookUpdate.LevelChange(side, px, qty)));
        return levels;
    }

    List<BookUpdate.LevelChange> allLevels() {
        List<BookUpdate.LevelChange> levels = new ArrayList<>();
        book.forEachLevel((side, px, qty) -> levels.add(new BookUpdate.LevelChange(side, px, qty)));
        return levels;
    }

    List<BookUpdate.Print> takePrints() {
        if (prints.isEmpty()) {
            return List.of();
        }
        List<BookUpdate.Print> taken = List.copyOf(prints);
        prints.clear();
        return taken;
    }

    void forgetChanges() {
        book.forgetChanges();
        prints.clear();
    }

    @Override
    public void onAccepted(long orderId) {
        outcomes.add(new VenueReport.Accepted(orderId));
    }

    @Override
    public void onRefused(long orderId, Reason reason) {
        outcomes.add(new VenueReport.Refused(orderId, reason));
    }

    @Override
    public void onTraded(long px, long qty, long buyOrderId, long sellOrderId, Side aggressor) {
        // A house order has no name outside: every negative id becomes NONE.
        long buyId = Math.max(buyOrderId, OrderIds.NONE);
        long sellId = Math.max(sellOrderId, OrderIds.NONE);
        outcomes.add(new VenueReport.Traded(symbol, px, qty, buyId, sellId, aggressor));
        prints.add(new BookUpdate.Print(px, qty, aggressor, outcomes.size() - 1));
    }

    @Override
    public void onCanceled(long orderId, long request, Reason reason) {
        outcomes.add(new VenueReport.Canceled(orderId, request, reason));
    }

    @Override
    public void onReplaced(long orderId, long request, long qty, long px) {
        outcomes.add(new VenueReport.Replaced(orderId, request, qty, px));
    }
}
