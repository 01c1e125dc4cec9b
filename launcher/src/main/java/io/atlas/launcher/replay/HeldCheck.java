package io.atlas.launcher.replay;

import io.atlas.domain.Instrument;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.OrderState;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;

/** What one open order must hold, from the definition: the dearest way in which it can still trade. */
final class HeldCheck {
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
    /** What it held when it was last asked. */
    private long held;

    HeldCheck(NewOrder command, Instrument instrument) {
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

    /** That request has been answered, if it is the pending one. */
    void answered(String requestClOrdId) {
        if (requestClOrdId != null && requestClOrdId.equals(pendingId)) {
            pendingId = null;
        }
    }

    void now(Order after) {
        qty = after.qty();
        px = after.px();
        cumQty = after.cumQty();
        open = after.state() == OrderState.PENDING_SUBMIT
                || after.state() == OrderState.NEW
                || after.state() == OrderState.PARTIALLY_FILLED;
    }

    String account() {
        return account;
    }

    Instrument instrument() {
        return instrument;
    }

    Side side() {
        return side;
    }

    boolean open() {
        return open;
    }

    String asset() {
        return side == Side.BUY ? instrument.quote() : instrument.base();
    }

    /** How much more it must hold than when it was last asked. */
    long growth() {
        long need = need();
        long growth = Math.subtractExact(need, held);
        held = need;
        return growth;
    }

    /**
     * Before a pending replace comes into force any part of the leaves may have traded at the old price; the dearest split is at
     * an end, or where the new quantity is used up.
     */
    private long need() {
        if (!open) {
            return 0;
        }
        long leaves = qty - cumQty;
        if (pendingId == null) {
            return cost(leaves, px);
        }
        long wanted = Math.max(0, pendingQty - cumQty);
        long dearest = way(0, wanted);
        dearest = Math.max(dearest, way(Math.min(leaves, wanted), wanted));
        return Math.max(dearest, way(leaves, wanted));
    }

    private long way(long before, long wanted) {
        return Math.addExact(cost(before, px), cost(Math.max(0, wanted - before), pendingPx));
    }

    private long cost(long quantity, long price) {
        return side == Side.SELL ? quantity : MoneyCheck.amount(quantity, price);
    }
}
