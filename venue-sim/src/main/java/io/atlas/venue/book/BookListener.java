package io.atlas.venue.book;

import io.atlas.domain.Reason;
import io.atlas.domain.Side;

/** What a command did to one book, in the order it happened. Ids of house orders are negative. Called inside the command. */
public interface BookListener {
    /** The order is in the market; its trades, if any, follow. */
    void onAccepted(long orderId);

    /** The order was refused whole. */
    void onRefused(long orderId, Reason reason);

    /** A trade at the resting order's price; {@code aggressor} is the incoming side. */
    void onTraded(long px, long qty, long buyOrderId, long sellOrderId, Side aggressor);

    /** @param request number of the cancel instruction, {@link io.atlas.domain.OrderIds#NONE} if nobody asked */
    void onCanceled(long orderId, long request, Reason reason);

    /** The new terms are in force; trades at the new price follow. */
    void onReplaced(long orderId, long request, long qty, long px);
}
