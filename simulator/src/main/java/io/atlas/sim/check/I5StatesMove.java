package io.atlas.sim.check;

import io.atlas.domain.LogPosition;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderState;
import io.atlas.domain.OrdersChanged;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * I5: states move only along the table of the rules of engagement §6, and an order reaches exactly one terminal state. The
 * table stands here once more, as text: from, change, to.
 */
final class I5StatesMove extends Checker {
    private static final Set<String> TABLE = Set.of(
            "- OPENED PENDING_SUBMIT",
            "PENDING_SUBMIT ACCEPTED NEW",
            "PENDING_SUBMIT REJECTED REJECTED",
            "PENDING_SUBMIT TRADE PARTIALLY_FILLED",
            "NEW TRADE PARTIALLY_FILLED",
            "PARTIALLY_FILLED TRADE PARTIALLY_FILLED",
            "PENDING_SUBMIT TRADE FILLED",
            "NEW TRADE FILLED",
            "PARTIALLY_FILLED TRADE FILLED",
            "PENDING_SUBMIT CANCELED CANCELED",
            "NEW CANCELED CANCELED",
            "PARTIALLY_FILLED CANCELED CANCELED",
            "NEW EXPIRED EXPIRED",
            "PARTIALLY_FILLED EXPIRED EXPIRED",
            "NEW REPLACED NEW",
            "PARTIALLY_FILLED REPLACED PARTIALLY_FILLED",
            "PARTIALLY_FILLED REPLACED FILLED",
            "PENDING_SUBMIT PENDING_CANCEL PENDING_SUBMIT",
            "NEW PENDING_CANCEL NEW",
            "PARTIALLY_FILLED PENDING_CANCEL PARTIALLY_FILLED",
            "PENDING_SUBMIT PENDING_REPLACE PENDING_SUBMIT",
            "NEW PENDING_REPLACE NEW",
            "PARTIALLY_FILLED PENDING_REPLACE PARTIALLY_FILLED");

    private final LogIndex index;
    private final Map<Long, OrderState> states = new HashMap<>();

    I5StatesMove(LogIndex index) {
        super("I5");
        this.index = index;
    }

    static boolean terminal(OrderState state) {
        return switch (state) {
            case FILLED, CANCELED, REJECTED, EXPIRED -> true;
            case PENDING_SUBMIT, NEW, PARTIALLY_FILLED -> false;
        };
    }

    @Override
    void onEvent(int partition, Entry<OrdersChanged> entry) {
        if (entry.cause().topic().equals(Topics.REPORTS)) {
            index.lies(entry.cause().offset()).stream()
                    .filter(lie -> lie.impossible() && answers(partition, lie.orderId()))
                    .forEach(lie -> check(
                            entry.body().quarantines().stream()
                                    .anyMatch(quarantine -> quarantine.orderId() == lie.orderId()),
                            "not set aside: %s",
                            lie));
        }
        for (OrderChange change : entry.body().changes()) {
            Order order = change.order();
            OrderState before = states.put(order.orderId(), order.state());
            switch (change.kind()) {
                case QUARANTINED -> {
                    check(before == order.state(), "quarantined and yet moved from %s: %s", before, change);
                    check(deserved(entry.cause(), order.orderId()), "quarantined, though it is true: %s", change);
                }
                // A refused request leaves the order as it was, ended or not.
                case CANCEL_REFUSED, REPLACE_REFUSED ->
                    check(before == order.state(), "%s %s, was %s", change.kind(), order, before);
                default -> {
                    String move = (before == null ? "-" : before) + " " + change.kind() + " " + order.state();
                    check(TABLE.contains(move), "%s: %s", move, order);
                }
            }
        }
    }

    /** The first partition answers for orders of partitions that do not exist. */
    private boolean answers(int partition, long orderId) {
        int named = Facts.partitionOf(orderId);
        return partition == (named < index.partitions() ? named : 0);
    }

    /** What is set aside is a lie, or true of an order about which a lie was believed. */
    private boolean deserved(LogPosition cause, long orderId) {
        return index.spoiled(orderId) || index.lies(cause.offset()).stream().anyMatch(lie -> lie.orderId() == orderId);
    }

    @Override
    void atEnd(boolean closed) {
        if (closed) {
            states.forEach((orderId, state) ->
                    check(terminal(state) || index.spoiled(orderId), "order %d ends as %s", orderId, state));
        }
    }
}
