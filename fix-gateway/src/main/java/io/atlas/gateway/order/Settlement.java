package io.atlas.gateway.order;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Origin;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;

/** What is proposed in place of a command that the log did not take. */
final class Settlement {
    private Settlement() {}

    /** An order, cancel or replace is refused as NOT_ACCEPTED; a refusal keeps its reason, a deposit is proposed again. */
    static Command of(Command lost, OrderBoard board, long eventsSeen) {
        if (lost instanceof NewOrder o) {
            Rejected.Terms terms = new Rejected.Terms(o.symbol(), o.side(), o.ordType(), o.tif(), o.qty(), o.px());
            return notAccepted(o.origin(), Rejected.Request.NEW, null, terms, ClientOrder.none(), eventsSeen);
        } else if (lost instanceof CancelOrder c) {
            Rejected.Terms terms = new Rejected.Terms(c.symbol(), c.side(), null, null, 0, 0);
            Rejected.Existing existing = board.orderOrNull(c.orderId()).existing();
            return notAccepted(c.origin(), Rejected.Request.CANCEL, c.origClOrdId(), terms, existing, eventsSeen);
        } else if (lost instanceof ReplaceOrder r) {
            Rejected.Terms terms = new Rejected.Terms(r.symbol(), r.side(), null, null, r.qty(), r.px());
            Rejected.Existing existing = board.orderOrNull(r.orderId()).existing();
            return notAccepted(r.origin(), Rejected.Request.REPLACE, r.origClOrdId(), terms, existing, eventsSeen);
        } else if (lost instanceof Rejected r) {
            return new Rejected(
                    r.origin(),
                    r.request(),
                    r.origClOrdIdOrNull(),
                    r.terms(),
                    r.existing(),
                    r.reason(),
                    r.text(),
                    eventsSeen);
        }
        Deposit d = (Deposit) lost;
        return new Deposit(d.depositId(), d.account(), d.asset(), d.amount(), eventsSeen);
    }

    static Rejected notAccepted(
            Origin origin,
            Rejected.Request request,
            String origClOrdId,
            Rejected.Terms terms,
            Rejected.Existing existing,
            long eventsSeen) {
        return new Rejected(
                origin,
                request,
                origClOrdId,
                terms,
                existing,
                Reason.NOT_ACCEPTED,
                "the log did not take it; nothing was held",
                eventsSeen);
    }
}
