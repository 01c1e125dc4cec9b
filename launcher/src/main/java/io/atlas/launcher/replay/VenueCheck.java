package io.atlas.launcher.replay;

import io.atlas.domain.Instruction;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Side;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.VenueReport.Refused;
import io.atlas.domain.VenueReport.Replaced;
import io.atlas.domain.VenueReport.Traded;
import io.atlas.launcher.replay.Cursor.Valid;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * I12 over the venue's journal, by the journal alone: the clients' part of the books is its fold, in strict price-time priority,
 * within the orders' prices, never against the own group, best bid below best offer. Inputs are numbered without gaps (I6).
 */
final class VenueCheck extends Journal {
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
    }

    private static final Comparator<Resting> BY_TIME = Comparator.comparingLong(order -> order.since);
    private static final Comparator<Resting> BIDS =
            Comparator.<Resting>comparingLong(order -> -order.px).thenComparing(BY_TIME);
    private static final Comparator<Resting> OFFERS =
            Comparator.<Resting>comparingLong(order -> order.px).thenComparing(BY_TIME);

    private final Check check;
    private final Map<Long, Resting> orders = new HashMap<>();
    private final Map<String, TreeSet<Resting>> bids = new HashMap<>();
    private final Map<String, TreeSet<Resting>> offers = new HashMap<>();
    private final Map<Integer, Long> lastInstruction = new HashMap<>();
    private long lastInput;
    private long clock;
    private long looked;

    VenueCheck(CommandLog log, int partitions, long end, Check check) {
        super(log, partitions, end);
        this.check = check;
        cursor.watch(new NumbersCheck(check));
    }

    private TreeSet<Resting> side(String symbol, Side side) {
        return side == Side.BUY
                ? bids.computeIfAbsent(symbol, any -> new TreeSet<>(BIDS))
                : offers.computeIfAbsent(symbol, any -> new TreeSet<>(OFFERS));
    }

    private TreeSet<Resting> sideOf(Resting order) {
        return side(order.enter.symbol(), order.enter.side());
    }

    @Override
    void onEpochStart(Valid valid) {}

    @Override
    void onReport(Valid valid, Entry<VenueRecord> entry, VenueReport report) {
        looked++;
        check.that(6, report.input() == lastInput + 1, "input %d after %d", report.input(), lastInput);
        lastInput = report.input();
        inOrder(entry.cause(), report.instruction());
        Resting incoming = null;
        if (report.instruction() instanceof Instruction.Enter enter) {
            incoming = new Resting(enter, ++clock);
            check.that(12, orders.put(enter.number(), incoming) == null, "entered twice: %s", enter);
        } else if (report.instruction() instanceof Instruction.Replace replace) {
            incoming = orders.get(replace.orderId());
        }
        for (Outcome outcome : report.outcomes()) {
            apply(outcome, incoming);
        }
        if (incoming != null && orders.containsKey(incoming.enter.number())) {
            check.that(12, incoming.enter.tif().rests(), "rests though it may not: %s", report);
            sideOf(incoming).add(incoming);
            uncrossed(incoming.enter.symbol());
        }
    }

    private void inOrder(LogPosition cause, Instruction instruction) {
        if (instruction == null) {
            check.that(6, cause == null, "a tick with cause %s", cause);
            return;
        }
        int partition = OrderIds.partition(instruction.number());
        long offset = OrderIds.offset(instruction.number());
        check.that(
                6,
                new LogPosition(Topics.COMMANDS, partition, offset).equals(cause),
                "%s with cause %s",
                instruction,
                cause);
        Long before = lastInstruction.put(partition, offset);
        check.that(6, before == null || before < offset, "instruction %d after %d", offset, before);
    }

    private void apply(Outcome outcome, Resting incoming) {
        if (outcome instanceof Traded trade) {
            trade(trade, incoming);
        } else if (outcome instanceof Refused refused) {
            orders.remove(refused.orderId());
        } else if (outcome instanceof Canceled canceled) {
            Resting order = orders.remove(canceled.orderId());
            check.that(12, order != null, "cancels what is not there: %s", canceled);
            sideOf(order).remove(order);
        } else if (outcome instanceof Replaced replaced) {
            replace(replaced);
        }
    }

    private void replace(Replaced replaced) {
        Resting order = orders.get(replaced.orderId());
        check.that(12, order != null, "replaces what is not there: %s", replaced);
        sideOf(order).remove(order);
        boolean keepsPriority = replaced.px() == order.px && replaced.qty() < order.qty;
        order.since = keepsPriority ? order.since : ++clock;
        order.qty = Math.max(replaced.qty(), order.cumQty);
        order.px = replaced.px();
        if (order.leavesQty() == 0) {
            orders.remove(replaced.orderId());
        }
    }

    private void trade(Traded trade, Resting incoming) {
        Resting buy = leg(trade.buyOrderId(), trade);
        Resting sell = leg(trade.sellOrderId(), trade);
        check.that(12, buy == null || buy.px >= trade.px(), "dearer than the buyer's price: %s", trade);
        check.that(12, sell == null || sell.px <= trade.px(), "cheaper than the seller's price: %s", trade);
        check.that(
                12,
                buy == null || sell == null || !buy.enter.group().equals(sell.enter.group()),
                "a group trades with itself: %s",
                trade);
        Resting passive = trade.aggressor() == Side.BUY ? sell : buy;
        Resting aggressor = trade.aggressor() == Side.BUY ? buy : sell;
        check.that(12, aggressor == null || aggressor == incoming, "the aggressor rests: %s", trade);
        if (passive != null) {
            check.that(12, passive.px == trade.px(), "not at the resting order's price: %s", trade);
            TreeSet<Resting> queue = sideOf(passive);
            check.that(12, !queue.isEmpty() && queue.first() == passive, "trades out of turn: %s", trade);
        }
        fill(buy, trade);
        fill(sell, trade);
    }

    private Resting leg(long orderId, Traded trade) {
        Resting order = orderId < 0 ? null : orders.get(orderId);
        check.that(12, orderId < 0 || order != null, "order %s is not there: %s", OrderIds.text(orderId), trade);
        return order;
    }

    private void fill(Resting order, Traded trade) {
        if (order != null) {
            order.cumQty += trade.qty();
            check.that(12, trade.qty() > 0 && order.leavesQty() >= 0, "more than was left: %s", trade);
            if (order.leavesQty() == 0) {
                sideOf(order).remove(order);
                orders.remove(order.enter.number());
            }
        }
    }

    private void uncrossed(String symbol) {
        TreeSet<Resting> buys = side(symbol, Side.BUY);
        TreeSet<Resting> sells = side(symbol, Side.SELL);
        check.that(
                12,
                buys.isEmpty() || sells.isEmpty() || buys.first().px < sells.first().px,
                "%s is crossed: %s",
                symbol,
                buys.isEmpty() ? "" : buys.first().enter);
    }

    @Override
    long compared() {
        return looked;
    }
}
