package io.atlas.domain;

import static io.atlas.domain.OrderLifecycle.Cause.ACCEPTED;
import static io.atlas.domain.OrderLifecycle.Cause.EXPIRED_OUT;
import static io.atlas.domain.OrderLifecycle.Cause.LAST_FILL;
import static io.atlas.domain.OrderLifecycle.Cause.PART_FILL;
import static io.atlas.domain.OrderLifecycle.Cause.REFUSED;
import static io.atlas.domain.OrderLifecycle.Cause.REPLACED_DONE;
import static io.atlas.domain.OrderLifecycle.Cause.REPLACED_OPEN;
import static io.atlas.domain.OrderLifecycle.Cause.REST_CANCELED;
import static io.atlas.domain.OrderState.CANCELED;
import static io.atlas.domain.OrderState.EXPIRED;
import static io.atlas.domain.OrderState.FILLED;
import static io.atlas.domain.OrderState.NEW;
import static io.atlas.domain.OrderState.PARTIALLY_FILLED;
import static io.atlas.domain.OrderState.PENDING_SUBMIT;
import static io.atlas.domain.OrderState.REJECTED;

import java.util.List;
import java.util.Optional;

/**
 * How the base state of an order may move. Pending requests lie over the base state and do not move it; they may be asked
 * for in every open state and answered in any. Source: FIX 4.4 Vol. 4, Order State Change Matrices.
 */
public final class OrderLifecycle {

    /** What the venue says, as far as the base state is concerned. */
    public enum Cause {
        ACCEPTED(OrderChange.Kind.ACCEPTED),
        REFUSED(OrderChange.Kind.REJECTED),
        /** A trade that leaves something. */
        PART_FILL(OrderChange.Kind.TRADE),
        /** A trade of all that was left. */
        LAST_FILL(OrderChange.Kind.TRADE),
        /** The rest left the market, asked for or not. */
        REST_CANCELED(OrderChange.Kind.CANCELED),
        /** The rest left the market because its time was over. */
        EXPIRED_OUT(OrderChange.Kind.EXPIRED),
        /** New terms with something left to trade. */
        REPLACED_OPEN(OrderChange.Kind.REPLACED),
        /** New terms whose total had traded already. */
        REPLACED_DONE(OrderChange.Kind.REPLACED);

        private final OrderChange.Kind kind;

        Cause(OrderChange.Kind kind) {
            this.kind = kind;
        }

        /** The change it is recorded as. */
        public OrderChange.Kind kind() {
            return kind;
        }
    }

    private record Row(OrderState from, Cause cause, OrderState next) {}

    private static final List<Row> TABLE = List.of(
            //      base state        venue says     next base state
            new Row(PENDING_SUBMIT, ACCEPTED, NEW),
            new Row(PENDING_SUBMIT, REFUSED, REJECTED),
            new Row(PENDING_SUBMIT, PART_FILL, PARTIALLY_FILLED), // a first fill implies acceptance
            new Row(PENDING_SUBMIT, LAST_FILL, FILLED),
            new Row(PENDING_SUBMIT, REST_CANCELED, CANCELED), // IOC and FOK that never rested
            new Row(PENDING_SUBMIT, EXPIRED_OUT, EXPIRED),
            new Row(NEW, PART_FILL, PARTIALLY_FILLED),
            new Row(NEW, LAST_FILL, FILLED),
            new Row(NEW, REST_CANCELED, CANCELED),
            new Row(NEW, EXPIRED_OUT, EXPIRED),
            new Row(NEW, REPLACED_OPEN, NEW),
            new Row(PARTIALLY_FILLED, PART_FILL, PARTIALLY_FILLED),
            new Row(PARTIALLY_FILLED, LAST_FILL, FILLED),
            new Row(PARTIALLY_FILLED, REST_CANCELED, CANCELED),
            new Row(PARTIALLY_FILLED, EXPIRED_OUT, EXPIRED),
            new Row(PARTIALLY_FILLED, REPLACED_OPEN, PARTIALLY_FILLED),
            new Row(PARTIALLY_FILLED, REPLACED_DONE, FILLED));

    private static final OrderState[][] NEXT = index();

    private OrderLifecycle() {}

    private static OrderState[][] index() {
        OrderState[][] next = new OrderState[OrderState.values().length][Cause.values().length];
        for (Row row : TABLE) {
            next[row.from().ordinal()][row.cause().ordinal()] = row.next();
        }
        return next;
    }

    /** The state after it; empty when the venue reports the impossible: the caller quarantines the report. */
    public static Optional<OrderState> next(OrderState base, Cause cause) {
        return Optional.ofNullable(NEXT[base.ordinal()][cause.ordinal()]);
    }
}
