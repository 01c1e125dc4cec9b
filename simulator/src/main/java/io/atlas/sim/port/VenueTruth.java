package io.atlas.sim.port;

import io.atlas.domain.Instruction;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Side;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.VenueReport.Refused;
import io.atlas.domain.VenueReport.Replaced;
import io.atlas.domain.VenueReport.Traded;
import io.atlas.sim.chance.Dice;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.EpochFold;
import io.atlas.wire.log.LogRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The clients' orders as the venue's journal has them, without lies: what a lie can be about. */
final class VenueTruth {
    /** An order in the venue's eyes. */
    static final class Order {
        private final Instruction.Enter enter;
        private long qty;
        private long px;
        private long cumQty;

        Order(Instruction.Enter enter) {
            this.enter = enter;
            this.qty = enter.qty();
            this.px = enter.px();
        }

        long orderId() {
            return enter.number();
        }

        String symbol() {
            return enter.symbol();
        }

        Side side() {
            return enter.side();
        }

        long px() {
            return px;
        }

        long leavesQty() {
            return qty - cumQty;
        }
    }

    private final List<LogRecord> journal;
    private final UnaryOperator<byte[]> truth;
    private final VenueRecordCodec codec = new VenueRecordCodec();
    private final EpochFold fold = new EpochFold();
    private final Map<Long, Order> orders = new HashMap<>();
    private final List<Order> open = new ArrayList<>();
    private final List<Order> ended = new ArrayList<>();
    private final List<Long> requests = new ArrayList<>();
    private int next;
    private long lastInput;

    VenueTruth(List<LogRecord> journal, UnaryOperator<byte[]> truth) {
        this.journal = journal;
        this.truth = truth;
    }

    /** Takes in what has landed. */
    void read() {
        while (next < journal.size()) {
            LogRecord record = journal.get(next++);
            LogRecord told = new LogRecord(record.offset(), record.key(), truth.apply(record.value()), null);
            if (fold.accept(record.offset(), codec.header(told.value()))) {
                VenueRecord body = codec.decode(told).body();
                if (body instanceof VenueReport report) {
                    take(report);
                }
            }
        }
    }

    /** The number of the last input that has landed. */
    long lastInput() {
        return lastInput;
    }

    private void take(VenueReport report) {
        lastInput = report.input();
        if (report.instruction() instanceof Instruction.Enter enter) {
            Order order = new Order(enter);
            orders.put(enter.number(), order);
            open.add(order);
        } else if (report.instruction() != null) {
            requests.add(report.instruction().number());
        }
        report.outcomes().forEach(this::take);
    }

    private void take(Outcome outcome) {
        if (outcome instanceof Traded trade) {
            fill(trade.buyOrderId(), trade.qty());
            fill(trade.sellOrderId(), trade.qty());
        } else if (outcome instanceof Canceled canceled) {
            end(orders.get(canceled.orderId()));
        } else if (outcome instanceof Refused refused) {
            end(orders.get(refused.orderId()));
        } else if (outcome instanceof Replaced replaced) {
            Order order = orders.get(replaced.orderId());
            order.qty = Math.max(replaced.qty(), order.cumQty);
            order.px = replaced.px();
            endIfDone(order);
        }
    }

    private void fill(long orderId, long qty) {
        if (orderId >= 0) {
            Order order = orders.get(orderId);
            order.cumQty += qty;
            endIfDone(order);
        }
    }

    private void endIfDone(Order order) {
        if (order.leavesQty() == 0) {
            end(order);
        }
    }

    private void end(Order order) {
        if (open.remove(order)) {
            ended.add(order);
        }
    }

    /** An order that works and of which the report says nothing, or null. */
    Order openOrNull(Dice dice, VenueReport report) {
        return chosenOrNull(open, dice, report);
    }

    /** An order that has ended and of which the report says nothing, or null. */
    Order endedOrNull(Dice dice, VenueReport report) {
        return chosenOrNull(ended, dice, report);
    }

    private static Order chosenOrNull(List<Order> orders, Dice dice, VenueReport report) {
        Order order = orders.isEmpty() ? null : dice.oneOf(orders);
        return order == null || speaksOf(report, order.orderId()) ? null : order;
    }

    private static boolean speaksOf(VenueReport report, long orderId) {
        Instruction instruction = report.instruction();
        boolean asked = instruction instanceof Instruction.Cancel cancel && cancel.orderId() == orderId
                || instruction instanceof Instruction.Replace replace && replace.orderId() == orderId;
        return asked
                || report.outcomes().stream()
                        .anyMatch(outcome -> outcome instanceof Traded trade
                                        && (trade.buyOrderId() == orderId || trade.sellOrderId() == orderId)
                                || outcome instanceof Canceled canceled && canceled.orderId() == orderId);
    }

    /** The number of some cancel or replace, which is no order's; NONE if there was none yet. */
    long requestOrNone(Dice dice) {
        return requests.isEmpty() ? OrderIds.NONE : dice.oneOf(requests);
    }
}
