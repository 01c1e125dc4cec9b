package io.atlas.domain;

import java.util.List;

/**
 * What one input (a command, or a venue report) did to the orders of a partition. No changes: NOOP in the log.
 *
 * @param commandsSeen the last command its OMS task had folded, -1 for none
 */
public record OrdersChanged(long commandsSeen, List<OrderChange> changes) implements OrderEvent {
    public OrdersChanged {
        changes = List.copyOf(changes);
    }
}
