package io.atlas.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * What one input (a command, or a venue report) did to the orders of a partition. No changes and no strays: NOOP in the log.
 *
 * @param commandsSeen the last command its OMS task had folded, -1 for none
 * @param strays what was set aside and concerns no order that is known
 */
public record OrdersChanged(long commandsSeen, List<OrderChange> changes, List<Quarantine> strays)
        implements OrderEvent {
    public OrdersChanged {
        changes = List.copyOf(changes);
        strays = List.copyOf(strays);
    }

    /** Changes alone. */
    public OrdersChanged(long commandsSeen, List<OrderChange> changes) {
        this(commandsSeen, changes, List.of());
    }

    /** All that was set aside: of known orders, in the order of the changes, then the strays. */
    public List<Quarantine> quarantines() {
        List<Quarantine> all = new ArrayList<>();
        for (OrderChange change : changes) {
            if (change.quarantine() != null) {
                all.add(change.quarantine());
            }
        }
        all.addAll(strays);
        return all;
    }
}
