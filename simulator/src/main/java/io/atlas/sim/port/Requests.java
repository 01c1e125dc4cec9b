package io.atlas.sim.port;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.CancelRequest;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.ClientRequest.ReplaceRequest;
import io.atlas.gateway.client.ClientRequest.StatusRequest;

/** The same request as it arrives this time. */
public final class Requests {
    private Requests() {}

    /** The same, with PossResend(97): it may have come under another number. */
    public static ClientRequest resent(ClientRequest request) {
        Arrival arrival = request.arrival();
        return arrived(request, new Arrival(arrival.session(), 0, 0, false, true, 0));
    }

    static ClientRequest arrived(ClientRequest request, Arrival arrival) {
        if (request instanceof NewOrderSingle d) {
            return new NewOrderSingle(
                    arrival,
                    d.clOrdId(),
                    d.account(),
                    d.symbol(),
                    d.side(),
                    d.ordType(),
                    d.tif(),
                    d.qty(),
                    d.px(),
                    d.unsupported(),
                    d.quiet());
        } else if (request instanceof CancelRequest f) {
            return new CancelRequest(
                    arrival, f.clOrdId(), f.origClOrdId(), f.orderId(), f.account(), f.symbol(), f.side(), f.qty());
        } else if (request instanceof ReplaceRequest g) {
            return new ReplaceRequest(
                    arrival,
                    g.clOrdId(),
                    g.origClOrdId(),
                    g.orderId(),
                    g.account(),
                    g.symbol(),
                    g.side(),
                    g.ordType(),
                    g.tif(),
                    g.qty(),
                    g.px(),
                    g.unsupported());
        }
        StatusRequest h = (StatusRequest) request;
        return new StatusRequest(arrival, h.clOrdId(), h.orderId(), h.symbol(), h.side(), h.ordStatusReqId());
    }
}
