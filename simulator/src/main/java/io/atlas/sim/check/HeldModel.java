package io.atlas.sim.check;

import io.atlas.domain.Instrument;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;
import java.math.BigInteger;

/**
 * What one order must hold, from the definition: the dearest way in which it can still trade. Before a pending replace comes
 * into force any part of the leaves may have traded at the old price; the dearest split is at an end or where the new
 * quantity is used up.
 */
final class HeldModel {
    private static final BigInteger UNIT = BigInteger.valueOf(100_000_000L);

    private final String account;
    private final Instrument instrument;
    private final Side side;
    private long qty;
    private long px;
    private long cumQty;
    private boolean open = true;
    private String pendingId;
    private long pendingQty;
    private long pendingPx;

    HeldModel(NewOrder command, Instrument instrument) {
        this.account = command.origin().account();
        this.instrument = instrument;
        this.side = command.side();
        this.qty = command.qty();
        this.px = command.px();
    }

    void ask(ReplaceOrder replace) {
        pendingId = replace.origin().clOrdId();
        pendingQty = replace.qty();
        pendingPx = replace.px();
    }

    /** The request with that id has been answered, if it is the pending one. */
    void answered(String requestClOrdId) {
        if (requestClOrdId != null && requestClOrdId.equals(pendingId)) {
            pendingId = null;
        }
    }

    void now(Order after) {
        qty = after.qty();
        px = after.px();
        cumQty = after.cumQty();
        open = switch (after.state()) {
            case PENDING_SUBMIT, NEW, PARTIALLY_FILLED -> true;
            case FILLED, CANCELED, REJECTED, EXPIRED -> false;
        };
    }

    String account() {
        return account;
    }

    boolean open() {
        return open;
    }

    String asset() {
        return side == Side.BUY ? instrument.quote() : instrument.base();
    }

    BigInteger need() {
        if (!open) {
            return BigInteger.ZERO;
        }
        long leaves = qty - cumQty;
        if (pendingId == null) {
            return cost(leaves, px);
        }
        long wanted = Math.max(0, pendingQty - cumQty);
        BigInteger dearest = BigInteger.ZERO;
        for (long before : new long[] {0, Math.min(leaves, wanted), leaves}) {
            BigInteger way = cost(before, px).add(cost(Math.max(0, wanted - before), pendingPx));
            dearest = dearest.max(way);
        }
        return dearest;
    }

    private BigInteger cost(long quantity, long price) {
        return side == Side.SELL
                ? BigInteger.valueOf(quantity)
                : BigInteger.valueOf(quantity)
                        .multiply(BigInteger.valueOf(price))
                        .divide(UNIT);
    }
}
