package io.atlas.console.view;

import io.atlas.domain.OrderState;

/** What the console calls the state of an order. Source: the design's table of console words. */
public enum Word {
    /** On its way: not yet in the market. */
    WAITING,
    /** In the market, filled in part or not at all; a pending cancel or replace lies over it. */
    LIVE,
    FILLED,
    CANCELED,
    REJECTED,
    EXPIRED;

    static Word of(OrderState state) {
        return switch (state) {
            case PENDING_SUBMIT -> WAITING;
            case NEW, PARTIALLY_FILLED -> LIVE;
            case FILLED -> FILLED;
            case CANCELED -> CANCELED;
            case REJECTED -> REJECTED;
            case EXPIRED -> EXPIRED;
        };
    }

    /** Whether the order can still trade. */
    public boolean open() {
        return this == WAITING || this == LIVE;
    }
}
