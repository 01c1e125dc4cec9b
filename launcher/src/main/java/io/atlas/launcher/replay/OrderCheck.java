package io.atlas.launcher.replay;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.Instruction;
import io.atlas.domain.LogPosition;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderState;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Traded;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * I4 to I7 over the events of one partition, by the records alone: nothing of the order desk's code is used, states and sums are
 * kept here anew. Of ended orders only a bit remains.
 */
final class OrderCheck {
    /** {@code from kind to}. */
    private static final Set<String> MOVES = Set.of(
            "PENDING_SUBMIT ACCEPTED NEW",
            "PENDING_SUBMIT REJECTED REJECTED",
            "PENDING_SUBMIT TRADE PARTIALLY_FILLED",
            "PENDING_SUBMIT TRADE FILLED",
            "PENDING_SUBMIT CANCELED CANCELED",
            "PENDING_SUBMIT EXPIRED EXPIRED",
            "NEW TRADE PARTIALLY_FILLED",
            "NEW TRADE FILLED",
            "NEW CANCELED CANCELED",
            "NEW EXPIRED EXPIRED",
            "NEW REPLACED NEW",
            "PARTIALLY_FILLED TRADE PARTIALLY_FILLED",
            "PARTIALLY_FILLED TRADE FILLED",
            "PARTIALLY_FILLED CANCELED CANCELED",
            "PARTIALLY_FILLED EXPIRED EXPIRED",
            "PARTIALLY_FILLED REPLACED PARTIALLY_FILLED",
            "PARTIALLY_FILLED REPLACED FILLED");

    private static final BigInteger ONE = BigInteger.valueOf(100_000_000L);

    private final int partition;
    private final Check check;
    private final Map<Long, Order> open = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    /** Commands that the venue has not reported on. */
    private final Map<Long, Command> sent = new HashMap<>();

    private final BitSet opened = new BitSet();
    private final BitSet ended = new BitSet();

    OrderCheck(int partition, Check check) {
        this.partition = partition;
        this.check = check;
    }

    /** An event and the command that caused it. */
    void onEvent(LogPosition cause, Command command, OrdersChanged event) {
        if (command instanceof CancelOrder cancel) {
            asked.add(cancel.origin().clOrdId());
        } else if (command instanceof ReplaceOrder replace) {
            asked.add(replace.origin().clOrdId());
        } else if (command instanceof NewOrder order) {
            opens(cause, order, event);
        }
        if (command instanceof NewOrder || command instanceof CancelOrder || command instanceof ReplaceOrder) {
            sent.put(id(cause.offset()), command);
        }
        check.that(
                6,
                event.commandsSeen() == cause.offset(),
                "commandsSeen %d of an event caused by %s",
                event.commandsSeen(),
                cause);
        for (OrderChange change : event.changes()) {
            if (change.kind() != OrderChange.Kind.OPENED) {
                check.that(
                        5,
                        change.kind() == OrderChange.Kind.PENDING_CANCEL
                                || change.kind() == OrderChange.Kind.PENDING_REPLACE,
                        "a command alone gives %s",
                        change);
                moved(change);
            }
        }
    }

    private void opens(LogPosition cause, NewOrder command, OrdersChanged event) {
        check.that(
                6,
                event.changes().size() == 1,
                "a NEW_ORDER opens %d orders",
                event.changes().size());
        OrderChange change = event.changes().get(0);
        Order order = change.order();
        check.that(
                6,
                change.kind() == OrderChange.Kind.OPENED
                        && order.orderId() == id(cause.offset())
                        && order.clOrdId().equals(command.origin().clOrdId())
                        && order.account().equals(command.origin().account())
                        && order.symbol().equals(command.symbol())
                        && order.side() == command.side()
                        && order.qty() == command.qty()
                        && order.px() == command.px(),
                "%s is not what its command says: %s",
                change,
                command);
        check.that(5, order.state() == OrderState.PENDING_SUBMIT, "opens as %s", order.state());
        check.that(4, order.cumQty() == 0 && order.leavesQty() == order.qty(), "%s", order);
        int bit = (int) cause.offset();
        check.that(6, !opened.get(bit), "%s opened twice", change);
        opened.set(bit);
        open.put(order.orderId(), order);
    }

    private long id(long offset) {
        return ((long) partition << 48) + offset;
    }

    /** An event and the report that caused it. */
    void onEvent(LogPosition cause, VenueReport report, OrdersChanged event) {
        Instruction told = report.instruction();
        if (told != null && told.number() >> 48 == partition) {
            Command command = sent.remove(told.number());
            check.that(6, carries(command, told), "%s is not what its command says: %s", told, command);
        }
        int trades = 0;
        for (OrderChange change : event.changes()) {
            check.that(5, change.kind() != OrderChange.Kind.OPENED, "a report opens an order: %s", change);
            if (change.kind() == OrderChange.Kind.TRADE) {
                leg(cause, report, change);
                trades++;
            } else if (change.kind() == OrderChange.Kind.QUARANTINED && change.execution() != null) {
                trades++;
            }
            moved(change);
            answers(change);
        }
        // A trade may be set aside, but not left out.
        int strays = (int)
                event.strays().stream().filter(stray -> stray.trade() != null).count();
        check.that(7, trades + strays >= legs(report), "%d legs of %d", trades + strays, legs(report));
    }

    private static boolean carries(Command command, Instruction told) {
        if (told instanceof Instruction.Enter enter) {
            return command instanceof NewOrder order
                    && order.symbol().equals(enter.symbol())
                    && order.side() == enter.side()
                    && order.ordType() == enter.ordType()
                    && order.tif() == enter.tif()
                    && order.qty() == enter.qty()
                    && order.px() == enter.px();
        } else if (told instanceof Instruction.Cancel cancel) {
            return command instanceof CancelOrder order && order.orderId() == cancel.orderId();
        }
        Instruction.Replace replace = (Instruction.Replace) told;
        return command instanceof ReplaceOrder order
                && order.orderId() == replace.orderId()
                && order.qty() == replace.qty()
                && order.px() == replace.px();
    }

    private int legs(VenueReport report) {
        int legs = 0;
        for (VenueReport.Outcome outcome : report.outcomes()) {
            if (outcome instanceof Traded traded) {
                legs += ours(traded.buyOrderId()) + ours(traded.sellOrderId());
            }
        }
        return legs;
    }

    private int ours(long orderId) {
        return orderId >= 0 && orderId >> 48 == partition ? 1 : 0;
    }

    private void leg(LogPosition cause, VenueReport report, OrderChange change) {
        OrderChange.Execution execution = change.execution();
        String tradeId = execution.tradeId();
        int dot = tradeId.indexOf('.');
        check.that(7, tradeId.substring(0, dot).equals(Long.toString(cause.offset())), "TradeID %s", tradeId);
        int index = Integer.parseInt(tradeId.substring(dot + 1));
        check.that(
                7,
                index < report.outcomes().size() && report.outcomes().get(index) instanceof Traded,
                "TradeID %s is no trade",
                tradeId);
        Traded traded = (Traded) report.outcomes().get(index);
        boolean buy = change.order().side() == Side.BUY;
        long other = buy ? traded.sellOrderId() : traded.buyOrderId();
        check.that(
                7,
                (buy ? traded.buyOrderId() : traded.sellOrderId())
                                == change.order().orderId()
                        && traded.qty() == execution.lastQty()
                        && traded.px() == execution.lastPx()
                        && traded.symbol().equals(change.order().symbol())
                        && execution.house() == (other < 0)
                        && execution.aggressor()
                                == (traded.aggressor() == change.order().side()),
                "%s (the venue says: %s)",
                change,
                traded);
    }

    private void moved(OrderChange change) {
        Order after = change.order();
        int bit = (int) (after.orderId() & 0xFFFF_FFFF_FFFFL);
        check.that(6, opened.get(bit), "no command opened the order of %s", change);
        Order before = open.get(after.orderId());
        switch (change.kind()) {
            case QUARANTINED, CANCEL_REFUSED, REPLACE_REFUSED -> stays(before, change);
            case PENDING_CANCEL, PENDING_REPLACE -> {
                check.that(5, before != null, "asks of an ended order: %s", change);
                stays(before, change);
            }
            default -> {
                check.that(5, before != null, "an ended order moves: %s", change);
                String move = before.state() + " " + change.kind() + " " + after.state();
                check.that(5, MOVES.contains(move), "%s: %s", move, change);
                sums(before, change);
            }
        }
        boolean terminal = terminal(after.state());
        check.that(
                4,
                after.leavesQty() == (terminal ? 0 : after.qty() - after.cumQty())
                        && (terminal || after.leavesQty() > 0),
                "%s",
                after);
        if (terminal && before != null) {
            check.that(6, !ended.get(bit), "ends twice: %s", change);
            ended.set(bit);
            open.remove(after.orderId());
        } else if (!terminal) {
            open.put(after.orderId(), after);
        }
    }

    private void stays(Order before, OrderChange change) {
        Order after = change.order();
        check.that(
                5,
                before == null
                        ? terminal(after.state())
                        : before.state() == after.state()
                                && before.cumQty() == after.cumQty()
                                && before.qty() == after.qty()
                                && before.px() == after.px()
                                && before.cumAmount() == after.cumAmount(),
                "%s moves the order, which was %s",
                change,
                before);
    }

    private void sums(Order before, OrderChange change) {
        Order after = change.order();
        OrderChange.Execution execution = change.execution();
        long traded = execution == null ? 0 : execution.lastQty();
        check.that(
                4,
                after.cumQty() == Math.addExact(before.cumQty(), traded),
                "CumQty was %d: %s",
                before.cumQty(),
                change);
        BigInteger paid = execution == null
                ? BigInteger.ZERO
                : BigInteger.valueOf(execution.lastQty())
                        .multiply(BigInteger.valueOf(execution.lastPx()))
                        .divide(ONE);
        check.that(
                4,
                BigInteger.valueOf(before.cumAmount()).add(paid).equals(BigInteger.valueOf(after.cumAmount())),
                "traded amount was %d: %s",
                before.cumAmount(),
                change);
    }

    private void answers(OrderChange change) {
        boolean answer =
                switch (change.kind()) {
                    case CANCELED, REPLACED, CANCEL_REFUSED, REPLACE_REFUSED -> change.requestClOrdId() != null;
                    default -> false;
                };
        if (answer) {
            check.that(6, asked.remove(change.requestClOrdId()), "answers what is not asked: %s", change);
        }
    }

    private static boolean terminal(OrderState state) {
        return switch (state) {
            case FILLED, CANCELED, REJECTED, EXPIRED -> true;
            case PENDING_SUBMIT, NEW, PARTIALLY_FILLED -> false;
        };
    }

    int openOrders() {
        return open.size();
    }
}
