package io.atlas.sim.check;

import io.atlas.domain.Instruction;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.VenueReport.Refused;
import io.atlas.domain.VenueReport.Replaced;
import io.atlas.domain.VenueReport.Traded;
import io.atlas.venue.book.RestingOrder;
import io.atlas.venue.core.VenueView;
import io.atlas.wire.log.Entry;
import io.atlas.wire.market.BookUpdate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * I12: the client part of the venue's books is the fold of its journal, in strict price-time priority, within the orders'
 * prices, never against the own group; and the best bid is below the best offer.
 */
public final class I12VenueBook extends Checker {
    /** A client's order as the journal tells it. */
    private static final class Resting {
        private final Instruction.Enter enter;
        private long qty;
        private long px;
        private long cumQty;
        private long since;

        Resting(Instruction.Enter enter, long since) {
            this.enter = enter;
            this.qty = enter.qty();
            this.px = enter.px();
            this.since = since;
        }

        long leavesQty() {
            return qty - cumQty;
        }

        Side side() {
            return enter.side();
        }
    }

    private static final Comparator<Resting> BY_TIME = Comparator.comparingLong(order -> order.since);
    private static final Comparator<Resting> BIDS =
            Comparator.<Resting>comparingLong(order -> -order.px).thenComparing(BY_TIME);
    private static final Comparator<Resting> OFFERS =
            Comparator.<Resting>comparingLong(order -> order.px).thenComparing(BY_TIME);

    private final LogIndex index;
    private final Map<Long, Resting> orders = new HashMap<>();
    private final Map<String, TreeSet<Resting>> sides = new HashMap<>();
    private long lastInput;
    private long clock;

    I12VenueBook(LogIndex index) {
        super("I12");
        this.index = index;
    }

    private TreeSet<Resting> side(String symbol, Side side) {
        return sides.computeIfAbsent(symbol + side, any -> new TreeSet<>(side == Side.BUY ? BIDS : OFFERS));
    }

    private TreeSet<Resting> sideOf(Resting order) {
        return side(order.enter.symbol(), order.side());
    }

    @Override
    void onTrueReport(Entry<VenueReport> entry) {
        VenueReport report = entry.body();
        lastInput = report.input();
        Resting incoming = null;
        if (report.instruction() instanceof Instruction.Enter enter) {
            incoming = new Resting(enter, ++clock);
            check(orders.put(enter.number(), incoming) == null, "entered twice: %s", enter);
        } else if (report.instruction() instanceof Instruction.Replace replace) {
            incoming = orders.get(replace.orderId());
        }
        for (Outcome outcome : report.outcomes()) {
            apply(outcome, incoming);
        }
        if (incoming != null && orders.containsKey(incoming.enter.number())) {
            check(incoming.enter.tif().rests() || incoming.leavesQty() == 0, "rests though it may not: %s", report);
            sideOf(incoming).add(incoming);
        }
        report.outcomes().stream()
                .filter(Traded.class::isInstance)
                .map(trade -> ((Traded) trade).symbol())
                .distinct()
                .forEach(this::uncrossed);
        if (incoming != null) {
            uncrossed(incoming.enter.symbol());
        }
    }

    private void apply(Outcome outcome, Resting incoming) {
        if (outcome instanceof Traded trade) {
            trade(trade, incoming);
        } else if (outcome instanceof Refused refused) {
            orders.remove(refused.orderId());
        } else if (outcome instanceof Canceled canceled) {
            Resting order = orders.remove(canceled.orderId());
            check(order != null, "cancels what is not there: %s", canceled);
            sideOf(order).remove(order);
        } else if (outcome instanceof Replaced replaced) {
            replace(replaced);
        }
    }

    private void replace(Replaced replaced) {
        Resting order = orders.get(replaced.orderId());
        check(order != null, "replaces what is not there: %s", replaced);
        sideOf(order).remove(order);
        boolean keepsPriority = replaced.px() == order.px && replaced.qty() < order.qty;
        order.since = keepsPriority ? order.since : ++clock;
        order.qty = Math.max(replaced.qty(), order.cumQty);
        order.px = replaced.px();
        if (order.leavesQty() == 0) {
            orders.remove(replaced.orderId());
        } else {
            sideOf(order).add(order);
        }
    }

    private void trade(Traded trade, Resting incoming) {
        Resting buy = leg(trade.buyOrderId());
        Resting sell = leg(trade.sellOrderId());
        check((trade.buyOrderId() < 0) == (buy == null), "no such buyer: %s", trade);
        check((trade.sellOrderId() < 0) == (sell == null), "no such seller: %s", trade);
        check(buy == null || buy.px >= trade.px(), "dearer than the buyer's price: %s", trade);
        check(sell == null || sell.px <= trade.px(), "cheaper than the seller's price: %s", trade);
        check(
                buy == null || sell == null || !buy.enter.group().equals(sell.enter.group()),
                "a group trades with itself: %s",
                trade);
        Resting passive = trade.aggressor() == Side.BUY ? sell : buy;
        Resting aggressor = trade.aggressor() == Side.BUY ? buy : sell;
        check(aggressor == null || aggressor == incoming, "the aggressor rests: %s", trade);
        if (passive != null) {
            check(passive.px == trade.px(), "trades at another price than the resting order's: %s", trade);
            Resting first = sideOf(passive).isEmpty() ? null : sideOf(passive).first();
            check(first == passive, "trades out of turn: %s (first: %s)", trade, first == null ? null : first.enter);
        }
        fill(buy, trade);
        fill(sell, trade);
    }

    private Resting leg(long orderId) {
        return orderId < 0 ? null : orders.get(orderId);
    }

    private void fill(Resting order, Traded trade) {
        if (order == null) {
            return;
        }
        order.cumQty += trade.qty();
        check(order.leavesQty() >= 0, "overfills: %s", trade);
        if (order.leavesQty() == 0) {
            orders.remove(order.enter.number());
            sideOf(order).remove(order);
        }
    }

    private void uncrossed(String symbol) {
        TreeSet<Resting> bids = side(symbol, Side.BUY);
        TreeSet<Resting> offers = side(symbol, Side.SELL);
        check(
                bids.isEmpty() || offers.isEmpty() || bids.first().px < offers.first().px,
                "%s: clients' best bid is not below their best offer",
                symbol);
    }

    /** The venue has published this. */
    public void onUpdate(BookUpdate update) {
        at(null);
        check(
                update.bidPx() == 0 || update.askPx() == 0 || update.bidPx() < update.askPx(),
                "bid not below offer: %s",
                update);
    }

    /** The living venue's books, once its journal has been read whole; skipped while it runs ahead of it. */
    public void compare(VenueView venue) {
        at(null);
        if (venue.inputNumber() != lastInput) {
            return;
        }
        for (String symbol : venue.symbols()) {
            for (Side side : Side.values()) {
                List<RestingOrder> expected = new ArrayList<>();
                side(symbol, side)
                        .forEach(order -> expected.add(
                                new RestingOrder(order.enter.number(), side, order.px, order.leavesQty())));
                List<RestingOrder> clients = venue.restingOrders(symbol, side).stream()
                        .filter(order -> !order.house())
                        .toList();
                check(clients.equals(expected), "%s %s: %s (its journal: %s)", symbol, side, clients, expected);
            }
            check(
                    venue.bidPx(symbol) == 0 || venue.askPx(symbol) == 0 || venue.bidPx(symbol) < venue.askPx(symbol),
                    "%s: bid not below offer",
                    symbol);
        }
    }

    @Override
    void atEnd(boolean closed) {
        Set<Long> left = new TreeSet<>(orders.keySet());
        left.removeIf(index::spoiled);
        check(!closed || left.isEmpty(), "still in the book at the end: %s", left);
    }
}
