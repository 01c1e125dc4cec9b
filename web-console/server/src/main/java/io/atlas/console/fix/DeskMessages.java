package io.atlas.console.fix;

import io.atlas.console.order.FixOrders.Target;
import io.atlas.console.preview.Terms;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.OrdType;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Side;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import quickfix.Message;

/** Makes the FIX messages of a desk. Source: FIX 4.4 Vol. 4, D, F, G, H. */
final class DeskMessages {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final long NS = 1_000_000_000L;

    private DeskMessages() {}

    static Message newOrder(String clOrdId, Terms terms, long nowNs) {
        Message order = request("D", clOrdId, terms.account(), terms.symbol(), terms.side(), nowNs);
        terms(order, terms);
        order.setChar(59, terms.tif().fix());
        return order;
    }

    static Message cancel(String clOrdId, Target target, long nowNs) {
        Message cancel = request("F", clOrdId, target.account(), target.symbol(), target.side(), nowNs);
        names(cancel, target);
        cancel.setString(38, FixedPoint.format(target.qty()));
        return cancel;
    }

    static Message replace(String clOrdId, Target target, Terms terms, long nowNs) {
        Message replace = request("G", clOrdId, target.account(), target.symbol(), target.side(), nowNs);
        names(replace, target);
        terms(replace, terms);
        return replace;
    }

    static Message status(String clOrdId, String symbol, Side side) {
        Message status = new Message();
        status.getHeader().setString(35, "H");
        status.setString(11, clOrdId);
        status.setString(55, symbol);
        status.setChar(54, side.fix());
        return status;
    }

    private static Message request(
            String msgType, String clOrdId, String account, String symbol, Side side, long nowNs) {
        Message message = new Message();
        message.getHeader().setString(35, msgType);
        message.setString(11, clOrdId);
        message.setString(1, account);
        message.setString(55, symbol);
        message.setChar(54, side.fix());
        message.setString(60, UTC.format(Instant.ofEpochSecond(nowNs / NS, nowNs % NS)));
        return message;
    }

    /** With OrderID(37) any id of the chain will do in 41; without it the order has not been acknowledged, and has one id only. */
    private static void names(Message request, Target target) {
        request.setString(41, target.origClOrdId());
        if (target.orderId() != OrderIds.NONE) {
            request.setString(37, OrderIds.text(target.orderId()));
        }
    }

    private static void terms(Message message, Terms terms) {
        message.setString(38, FixedPoint.format(terms.qty()));
        message.setChar(40, terms.ordType().fix());
        if (terms.ordType() == OrdType.LIMIT) {
            message.setString(44, FixedPoint.format(terms.px()));
        }
    }
}
