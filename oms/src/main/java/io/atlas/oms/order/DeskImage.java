package io.atlas.oms.order;

import io.atlas.domain.Order;
import java.util.List;

/**
 * All a desk knows at one moment: a desk made from it goes on as the one it was taken of. Taken when nothing of history is left to
 * be recalled; while outputs are on their way to the log, {@link #readBackUpTo} completes it. Immutable; orders are shared, not copied.
 *
 * @param commandsSeen last command applied or folded, −1 for none
 * @param commandsTaken last command applied or recalled, −1 for none
 * @param gatewaySaw last event offset the gateway had seen when it decided, −1 for none
 * @param endedCount how many orders have ended
 * @param lastInput the venue's number of the last report that concerned the desk, 0 for none
 * @param lastInstruction offset of the last command the venue has reported on as its input, −1 for none
 * @param orders those in memory, by id
 * @param requests unanswered ones, by number
 */
public record DeskImage(
        long commandsSeen,
        long commandsTaken,
        long gatewaySaw,
        long endedCount,
        long lastInput,
        long lastInstruction,
        List<HeldOrder> orders,
        List<OpenRequest> requests) {

    /**
     * An order in memory.
     *
     * @param endedAs which of the ended orders it is, from 0; −1 while open
     * @param endedAt offset of the event of its end; −1 while open
     */
    public record HeldOrder(Order order, long endedAs, long endedAt) {}

    /** A cancel or replace the venue has not answered; its order is among the orders. */
    public record OpenRequest(long number, boolean cancel, String clOrdId, long orderId) {}

    public DeskImage {
        orders = List.copyOf(orders);
        requests = List.copyOf(requests);
    }

    /** The same when all its outputs have been read back: orders whose end was on its way then lie at that offset at the latest. */
    public DeskImage readBackUpTo(long eventsOffset) {
        List<HeldOrder> known = orders.stream()
                .map(each -> each.endedAs() >= 0 && each.endedAt() < 0
                        ? new HeldOrder(each.order(), each.endedAs(), eventsOffset)
                        : each)
                .toList();
        return new DeskImage(
                commandsSeen, commandsTaken, gatewaySaw, endedCount, lastInput, lastInstruction, known, requests);
    }
}
