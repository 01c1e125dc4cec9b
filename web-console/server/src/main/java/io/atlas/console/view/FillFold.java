package io.atlas.console.view;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrdersChanged;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The last fills of each account, from {@code orders.events}. */
final class FillFold {
    static final int KEPT = 1_000;

    private final Map<String, Deque<Fill>> accounts = new HashMap<>();
    private final Consumer<Fill> added;

    FillFold(Consumer<Fill> added) {
        this.added = added;
    }

    /** Folds the trades among an event's changes; its position names them, as ExecID(17) does. */
    void apply(int partition, long offset, long timeNs, OrdersChanged event) {
        for (int i = 0; i < event.changes().size(); i++) {
            OrderChange change = event.changes().get(i);
            if (change.kind() == OrderChange.Kind.TRADE) {
                add(fill("E" + partition + '-' + offset + '.' + i, timeNs, change));
            }
        }
    }

    private static Fill fill(String execId, long timeNs, OrderChange change) {
        Order order = change.order();
        OrderChange.Execution trade = change.execution();
        return new Fill(
                execId,
                trade.tradeId(),
                order.orderId(),
                order.clOrdId(),
                order.account(),
                timeNs,
                order.symbol(),
                order.side(),
                trade.lastQty(),
                trade.lastPx(),
                FixedPoint.multiplyExact(trade.lastPx(), trade.lastQty()),
                trade.aggressor());
    }

    private void add(Fill fill) {
        Deque<Fill> fills = accounts.computeIfAbsent(fill.account(), name -> new ArrayDeque<>());
        fills.addLast(fill);
        if (fills.size() > KEPT) {
            fills.removeFirst();
        }
        added.accept(fill);
    }

    /** All that are kept, account by account, oldest first. */
    List<Fill> saved() {
        return accounts.values().stream().flatMap(Deque::stream).toList();
    }

    /** Takes one back, in its order. */
    void restore(Fill fill) {
        accounts.computeIfAbsent(fill.account(), name -> new ArrayDeque<>()).addLast(fill);
    }

    /** The account's fills, oldest first. */
    List<Fill> fills(String account) {
        return List.copyOf(accounts.getOrDefault(account, new ArrayDeque<>()));
    }
}
