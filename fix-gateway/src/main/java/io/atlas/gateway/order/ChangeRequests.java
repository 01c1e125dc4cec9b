package io.atlas.gateway.order;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.MarketView;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Origin;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.CancelRequest;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.ClientRequest.ReplaceRequest;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.gateway.risk.Refusal;
import io.atlas.gateway.risk.RequestedTerms;
import io.atlas.gateway.risk.Touch;
import java.util.Map;

/** Decides on cancels (35=F) and replaces (35=G): finds the order, applies the chain rules, checks the new terms. */
final class ChangeRequests {
    private final OrderBoard board;
    private final Map<String, Instrument> instruments;
    private final Touch touch;

    ChangeRequests(OrderBoard board, Map<String, Instrument> instruments, Touch touch) {
        this.board = board;
        this.instruments = instruments;
        this.touch = touch;
    }

    /** The id named by OrigClOrdID(41) if its own decision is still on its way; else null. */
    KnownId targetInFlightOrNull(String group, ClientRequest request) {
        String orig = origClOrdIdOrNull(request);
        KnownId target = orig == null ? null : board.findOrNull(group, orig);
        return target != null && target.inFlight() ? target : null;
    }

    static String origClOrdIdOrNull(ClientRequest request) {
        if (request instanceof CancelRequest cancel) {
            return cancel.origClOrdId();
        }
        return request instanceof ReplaceRequest replace ? replace.origClOrdId() : null;
    }

    Command cancel(CancelRequest request, String group, Origin origin, boolean stale, long eventsSeen) {
        ClientOrder order = find(group, request.origClOrdId(), request.orderId());
        Refusal refusal = refusalOrNull(
                order, request.origClOrdId(), request.orderId(), request.symbol(), request.side(), stale, true);
        if (refusal != null) {
            return refused(request, origin, order, refusal, eventsSeen);
        }
        Order current = order.order();
        return new CancelOrder(
                origin, request.origClOrdId(), current.orderId(), current.symbol(), current.side(), eventsSeen);
    }

    Command replace(ReplaceRequest request, String group, Origin origin, boolean stale, long eventsSeen, long nowNs) {
        ClientOrder order = find(group, request.origClOrdId(), request.orderId());
        Refusal refusal = refusalOrNull(
                order, request.origClOrdId(), request.orderId(), request.symbol(), request.side(), stale, false);
        if (refusal != null) {
            return refused(request, origin, order, refusal, eventsSeen);
        }
        Order current = order.order();
        MarketView market = touch.freshOrNull(current.symbol(), nowNs);
        RequestedTerms terms = newTerms(request, current, market);
        long addition = terms.refusalOrNull() != null
                ? 0
                : order.held().needIfReplaced(terms.qty(), terms.px())
                        - order.held().heldAmount();
        checkFunds(board.overlay(), terms, current.account(), addition);
        if (terms.refusalOrNull() != null) {
            return refused(request, origin, order, terms.refusalOrNull(), eventsSeen);
        }
        return new ReplaceOrder(
                origin,
                request.origClOrdId(),
                current.orderId(),
                current.symbol(),
                current.side(),
                terms.qty(),
                terms.px(),
                addition,
                market,
                eventsSeen);
    }

    /** As the log did not take it: refused, with the order as it stands. Null if there is no such order. */
    Command notAcceptedOrNull(ClientRequest request, String group, Origin origin, long eventsSeen) {
        String orderId =
                request instanceof CancelRequest cancel ? cancel.orderId() : ((ReplaceRequest) request).orderId();
        ClientOrder order = find(group, origClOrdIdOrNull(request), orderId);
        if (order == null) {
            return null;
        }
        Rejected.Terms asked = termsAsAsked(instruments, request);
        boolean cancel = request instanceof CancelRequest;
        return Settlement.notAccepted(
                origin,
                cancel ? Rejected.Request.CANCEL : Rejected.Request.REPLACE,
                origClOrdIdOrNull(request),
                new Rejected.Terms(asked.symbol(), asked.side(), null, null, asked.qty(), asked.px()),
                order.existing(),
                eventsSeen);
    }

    /** Quantity and price may change; type and time in force may not. */
    private RequestedTerms newTerms(ReplaceRequest request, Order current, MarketView market) {
        char tif = request.tif() == 0 ? current.tif().fix() : request.tif();
        RequestedTerms terms = RequestedTerms.read(
                instruments,
                request.symbol(),
                request.side(),
                request.ordType(),
                tif,
                request.qty(),
                request.px(),
                request.unsupported());
        if (current.ordType() != OrdType.LIMIT || terms.ordType() != OrdType.LIMIT) {
            terms.refuse(Reason.UNSUPPORTED, "OrdType(40)=" + request.ordType() + " (expected: 2, as the order's)");
        }
        if (terms.tif() != current.tif()) {
            terms.refuse(
                    Reason.UNSUPPORTED,
                    "TimeInForce(59)=" + tif + " (expected: " + current.tif().fix() + ")");
        }
        terms.bindTo(market);
        return terms;
    }

    /** Refuses terms the account cannot pay for. */
    static void checkFunds(Ledger overlay, RequestedTerms terms, String account, long need) {
        if (terms.refusalOrNull() == null && need > 0) {
            String asset = terms.instrument().reservedAsset(terms.side());
            long spendable = overlay.spendable(account, asset);
            if (need > spendable) {
                terms.refuse(
                        Reason.INSUFFICIENT_FUNDS,
                        "needs " + FixedPoint.format(need) + " " + asset + ", has " + FixedPoint.format(spendable));
            }
        }
    }

    /** By OrderID(37) if given, when any id of the chain may stand in 41; else by 41. */
    private ClientOrder find(String group, String origClOrdId, String orderId) {
        KnownId known = board.findOrNull(group, origClOrdId);
        if (known == null || known.order() == null || known.order().order() == null) {
            return null;
        }
        ClientOrder order = known.order();
        return orderId == null || orderId.equals(OrderIds.text(order.order().orderId())) ? order : null;
    }

    private static Refusal refusalOrNull(
            ClientOrder order,
            String origClOrdId,
            String orderId,
            String symbol,
            char side,
            boolean stale,
            boolean cancel) {
        if (stale) {
            return new Refusal(Reason.STALE, "PossDupFlag(43)=Y and OrigSendingTime(122) is older than 30 s");
        }
        if (order == null) {
            return new Refusal(Reason.UNKNOWN_ORDER, "OrigClOrdID(41)=" + origClOrdId + " is no order of this group");
        }
        Order current = order.order();
        if (!current.symbol().equals(symbol) || current.side().fix() != side) {
            String has = current.symbol() + " and " + current.side().fix();
            return new Refusal(
                    Reason.UNKNOWN_ORDER,
                    "Symbol(55)=" + symbol + ", Side(54)=" + side + " (expected: " + has + ", as the order's)");
        }
        if (!current.open()) {
            return new Refusal(Reason.TOO_LATE, "OrigClOrdID(41)=" + origClOrdId + " is " + current.state());
        }
        if (order.cancelAsked() != null || !cancel && order.replaceAsked() != null) {
            String pending = order.cancelAsked() != null ? order.cancelAsked() : order.replaceAsked();
            return new Refusal(Reason.ALREADY_PENDING, "ClOrdID(11)=" + pending + " is not answered yet");
        }
        boolean inForce = origClOrdId.equals(current.clOrdId()) || cancel && origClOrdId.equals(order.replaceAsked());
        return inForce || orderId != null
                ? null
                : new Refusal(
                        Reason.UNKNOWN_ORDER,
                        "OrigClOrdID(41)=" + origClOrdId + " (expected: " + current.clOrdId() + ", the last accepted)");
    }

    private Rejected refused(
            ClientRequest request, Origin origin, ClientOrder orderOrNull, Refusal refusal, long eventsSeen) {
        return new Rejected(
                origin,
                request instanceof CancelRequest ? Rejected.Request.CANCEL : Rejected.Request.REPLACE,
                origClOrdIdOrNull(request),
                termsAsAsked(instruments, request),
                orderOrNull == null ? ClientOrder.none() : orderOrNull.existing(),
                refusal.reason(),
                refusal.text(),
                eventsSeen);
    }

    /** The terms of a request that is refused for another reason than its terms. */
    static Rejected.Terms termsAsAsked(Map<String, Instrument> instruments, ClientRequest request) {
        if (request instanceof NewOrderSingle d) {
            return RequestedTerms.read(
                            instruments, d.symbol(), d.side(), d.ordType(), d.tif(), d.qty(), d.px(), d.unsupported())
                    .asAsked();
        } else if (request instanceof ReplaceRequest g) {
            return RequestedTerms.read(
                            instruments, g.symbol(), g.side(), g.ordType(), g.tif(), g.qty(), g.px(), g.unsupported())
                    .asAsked();
        }
        CancelRequest f = (CancelRequest) request;
        Side side = f.side() == Side.BUY.fix() ? Side.BUY : f.side() == Side.SELL.fix() ? Side.SELL : null;
        return new Rejected.Terms(f.symbol(), side, null, null, 0, 0);
    }

    static char sideAsAsked(ClientRequest request) {
        if (request instanceof NewOrderSingle d) {
            return d.side();
        }
        return request instanceof CancelRequest f ? f.side() : ((ReplaceRequest) request).side();
    }
}
