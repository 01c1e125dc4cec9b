package io.atlas.sim.check;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Origin;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.VenueReport;
import io.atlas.wire.log.Entry;
import java.util.List;
import java.util.stream.Stream;

/** Small readings of records that several checkers need. */
final class Facts {
    private Facts() {}

    /** The id of the order that a command at that position opens. */
    static long orderId(int partition, long offset) {
        return ((long) partition << 48) + offset;
    }

    static int partitionOf(long orderId) {
        return (int) (orderId >> 48);
    }

    static long offsetOf(long orderId) {
        return orderId & 0xFFFF_FFFF_FFFFL;
    }

    static long eventsSeen(Command command) {
        if (command instanceof NewOrder order) {
            return order.eventsSeen();
        } else if (command instanceof CancelOrder cancel) {
            return cancel.eventsSeen();
        } else if (command instanceof ReplaceOrder replace) {
            return replace.eventsSeen();
        } else if (command instanceof Rejected rejected) {
            return rejected.eventsSeen();
        }
        return ((Deposit) command).eventsSeen();
    }

    /** Who asked; null for a deposit. */
    static Origin originOrNull(Command command) {
        if (command instanceof NewOrder order) {
            return order.origin();
        } else if (command instanceof CancelOrder cancel) {
            return cancel.origin();
        } else if (command instanceof ReplaceOrder replace) {
            return replace.origin();
        } else if (command instanceof Rejected rejected) {
            return rejected.origin();
        }
        return null;
    }

    /** The client orders an outcome speaks of; house orders have negative ids. */
    static List<Long> clientOrders(VenueReport.Outcome outcome) {
        if (outcome instanceof VenueReport.Traded trade) {
            return Stream.of(trade.buyOrderId(), trade.sellOrderId())
                    .filter(orderId -> orderId >= 0)
                    .toList();
        } else if (outcome instanceof VenueReport.Accepted accepted) {
            return List.of(accepted.orderId());
        } else if (outcome instanceof VenueReport.Refused refused) {
            return List.of(refused.orderId());
        } else if (outcome instanceof VenueReport.Canceled canceled) {
            return List.of(canceled.orderId());
        } else if (outcome instanceof VenueReport.Replaced replaced) {
            return List.of(replaced.orderId());
        }
        return List.of(((VenueReport.RequestRefused) outcome).orderId());
    }

    /** The offset of the first entry after that one; {@link Long#MAX_VALUE} if there is none. */
    static <T> long nextAfter(List<Entry<T>> entries, long offset) {
        for (int i = (int) offset + 1; i < entries.size(); i++) {
            if (entries.get(i) != null) {
                return i;
            }
        }
        return Long.MAX_VALUE;
    }
}
