package io.atlas.venue.core;

import io.atlas.domain.Side;
import io.atlas.venue.book.RestingOrder;
import java.util.List;
import java.util.Set;

/** Reading access to the venue, for checkers and figures. Valid on the venue's thread, between two steps. */
public interface VenueView {
    /** Symbols that have a book, in the order of the configuration. */
    Set<String> symbols();

    /** Best bid, 0 if there is none. */
    long bidPx(String symbol);

    /** Best offer, 0 if there is none. */
    long askPx(String symbol);

    /** One side's orders in priority order, house orders included. */
    List<RestingOrder> restingOrders(String symbol, Side side);

    /** The last instruction applied of that partition: an {@code orders.commands} offset, -1 for none. */
    long lastApplied(int partition);

    /** The market's present tick. */
    long tick();

    /** Number of the last input that has a report. */
    long inputNumber();
}
