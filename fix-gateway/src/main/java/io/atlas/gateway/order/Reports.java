package io.atlas.gateway.order;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdStatus;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.Side;
import io.atlas.gateway.client.ClientRequest.StatusRequest;
import io.atlas.gateway.client.Report;
import io.atlas.gateway.client.Report.CancelReject;
import io.atlas.gateway.client.Report.ExecutionReport;
import io.atlas.gateway.client.Report.Refusal;
import io.atlas.gateway.client.Report.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * Turns log records into messages. Everything but a status answer is a function of the record and of the order's earlier
 * records, so that the same ExecID always has the same content.
 */
public final class Reports {
    private static final char STATUS = 'I';
    private static final char CANCEL_REQUEST = '1';
    private static final char REPLACE_REQUEST = '2';
    private static final char UNDISCLOSED = '7';
    private static final int MONEY_DECIMALS = 8;
    private static final int AVG_PX_EXTRA_DECIMALS = 4;

    private final Map<String, Instrument> instruments;

    public Reports(Map<String, Instrument> instruments) {
        this.instruments = instruments;
    }

    public static String commandExecId(int partition, long offset) {
        return "C" + partition + '-' + offset;
    }

    public static String eventExecId(int partition, long offset, int index) {
        return "E" + partition + '-' + offset + '.' + index;
    }

    /** 150=A: recorded and reserved. */
    public Report pendingNew(long orderId, NewOrder command, String execId, long time) {
        return execution(
                Order.opened(orderId, command),
                execId,
                'A',
                time,
                command.origin().clOrdId(),
                null,
                null,
                null);
    }

    /** The answer to a refused request: 150=8, or 35=9. */
    public Report refused(Rejected rejected, String execId, long time) {
        return rejected.request() == Rejected.Request.NEW
                ? orderRefused(rejected, execId, time)
                : requestRefused(rejected, time);
    }

    private Report orderRefused(Rejected rejected, String execId, long time) {
        Rejected.Terms terms = rejected.terms();
        Rejected.Existing existing = rejected.existing();
        Instrument instrument = instruments.get(terms.symbol());
        boolean limit = terms.ordType() == OrdType.LIMIT && terms.px() > 0;
        return new ExecutionReport(
                OrderIds.text(existing.orderId()),
                execId,
                '8',
                existing.ordStatus().fix(),
                rejected.origin().clOrdId(),
                null,
                rejected.origin().account(),
                terms.symbol(),
                side(terms.side()),
                terms.ordType() == null ? 0 : terms.ordType().fix(),
                terms.tif() == null ? 0 : terms.tif().fix(),
                qty(instrument, terms.qty()),
                limit ? px(instrument, terms.px()) : null,
                qty(instrument, existing.cumQty()),
                qty(instrument, existing.leavesQty()),
                "0",
                null,
                null,
                new Refusal(
                        RejectCodes.ordRejReason(rejected.reason()),
                        rejected.reason().name(),
                        rejected.text()),
                time,
                null);
    }

    private static Report requestRefused(Rejected rejected, long time) {
        Reason reason = rejected.reason();
        return new CancelReject(
                OrderIds.text(rejected.existing().orderId()),
                rejected.origin().clOrdId(),
                rejected.origClOrdIdOrNull(),
                rejected.existing().ordStatus().fix(),
                rejected.request() == Rejected.Request.CANCEL ? CANCEL_REQUEST : REPLACE_REQUEST,
                new Refusal(RejectCodes.cxlRejReason(reason), reason.name(), rejected.text()),
                rejected.origin().account(),
                time);
    }

    /**
     * What a change becomes, or null if the client has heard of it already or never will.
     *
     * @param clOrdIdBefore the order's accepted ClOrdID before the change
     * @param requestOrigClOrdId OrigClOrdID(41) of the request the change answers, or null
     */
    public Report changedOrNull(
            OrderChange change, String clOrdIdBefore, String requestOrigClOrdId, String execId, long time) {
        Order order = change.order();
        String asked = change.requestClOrdId();
        return switch (change.kind()) {
            case OPENED, QUARANTINED -> null;
            case ACCEPTED -> execution(order, execId, '0', time, order.clOrdId(), null, null, null);
            case REJECTED ->
                execution(order, execId, '8', time, order.clOrdId(), null, null, rejected(change.reason()));
            case TRADE -> execution(order, execId, 'F', time, order.clOrdId(), null, change.execution(), null);
            case EXPIRED -> execution(order, execId, 'C', time, order.clOrdId(), null, null, null);
            case CANCELED ->
                asked == null
                        ? execution(order, execId, '4', time, order.clOrdId(), null, null, why(change.reason()))
                        : execution(order, execId, '4', time, asked, order.clOrdId(), null, null);
            case PENDING_CANCEL -> execution(order, execId, '6', time, asked, order.clOrdId(), null, null);
            case PENDING_REPLACE -> execution(order, execId, 'E', time, asked, order.clOrdId(), null, null);
            case REPLACED -> execution(order, execId, '5', time, asked, clOrdIdBefore, null, null);
            case CANCEL_REFUSED -> requestRefused(change, requestOrigClOrdId, CANCEL_REQUEST, time);
            case REPLACE_REFUSED -> requestRefused(change, requestOrigClOrdId, REPLACE_REQUEST, time);
        };
    }

    private static Report requestRefused(OrderChange change, String origClOrdId, char responseTo, long time) {
        Order order = change.order();
        Reason reason = change.reason();
        return new CancelReject(
                OrderIds.text(order.orderId()),
                change.requestClOrdId(),
                origClOrdId,
                order.ordStatus().fix(),
                responseTo,
                new Refusal(RejectCodes.cxlRejReason(reason), reason.name(), reason.name()),
                order.account(),
                time);
    }

    private static Refusal rejected(Reason reason) {
        return new Refusal(RejectCodes.ordRejReason(reason), reason.name(), reason.name());
    }

    /** For an end nobody asked for: the word without a code. */
    private static Refusal why(Reason reason) {
        return new Refusal(-1, reason.name(), reason.name());
    }

    /** 150=I: how the order stands now. */
    Report status(Order order, String clOrdId, long time, String ordStatusReqId) {
        return report(order, "0", STATUS, time, clOrdId, null, null, null, ordStatusReqId);
    }

    /** 150=I for an order that does not exist, or was refused. */
    Report noStatus(StatusRequest request, long time) {
        return new ExecutionReport(
                OrderIds.text(OrderIds.NONE),
                "0",
                STATUS,
                OrdStatus.REJECTED.fix(),
                request.clOrdId(),
                null,
                null,
                request.symbol(),
                request.side(),
                (char) 0,
                (char) 0,
                null,
                null,
                "0",
                "0",
                "0",
                null,
                null,
                new Refusal(
                        RejectCodes.ordRejReason(Reason.UNKNOWN_ORDER),
                        Reason.UNKNOWN_ORDER.name(),
                        "ClOrdID(11)=" + request.clOrdId() + " is no order of this group"),
                time,
                request.ordStatusReqId());
    }

    private Report execution(
            Order order,
            String execId,
            char execType,
            long time,
            String clOrdId,
            String origClOrdId,
            OrderChange.Execution trade,
            Refusal refusal) {
        return report(order, execId, execType, time, clOrdId, origClOrdId, trade, refusal, null);
    }

    private Report report(
            Order order,
            String execId,
            char execType,
            long time,
            String clOrdId,
            String origClOrdId,
            OrderChange.Execution trade,
            Refusal refusal,
            String ordStatusReqId) {
        Instrument instrument = instruments.get(order.symbol());
        return new ExecutionReport(
                OrderIds.text(order.orderId()),
                execId,
                execType,
                order.ordStatus().fix(),
                clOrdId,
                origClOrdId,
                order.account(),
                order.symbol(),
                order.side().fix(),
                order.ordType().fix(),
                order.tif().fix(),
                qty(instrument, order.qty()),
                order.ordType() == OrdType.LIMIT ? px(instrument, order.px()) : null,
                qty(instrument, order.cumQty()),
                qty(instrument, order.leavesQty()),
                avgPx(instrument, order),
                trade == null ? null : trade(instrument, trade),
                trade == null ? null : FixedPoint.format(order.need(instrument), MONEY_DECIMALS),
                refusal,
                time,
                ordStatusReqId);
    }

    private static Trade trade(Instrument instrument, OrderChange.Execution trade) {
        return new Trade(
                qty(instrument, trade.lastQty()), px(instrument, trade.lastPx()), trade.tradeId(), trade.aggressor());
    }

    /** AvgPx(6): four decimals more than the price, half up. */
    private static String avgPx(Instrument instrument, Order order) {
        if (order.cumQty() == 0) {
            return "0";
        }
        int decimals = Math.min(FixedPoint.SCALE, instrument.priceDecimals() + AVG_PX_EXTRA_DECIMALS);
        return BigDecimal.valueOf(order.cumAmount())
                .divide(BigDecimal.valueOf(order.cumQty()), decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static String qty(Instrument instrumentOrNull, long qty) {
        return instrumentOrNull == null || qty % instrumentOrNull.lotQty() != 0
                ? FixedPoint.format(qty)
                : FixedPoint.format(qty, instrumentOrNull.qtyDecimals());
    }

    private static String px(Instrument instrumentOrNull, long px) {
        return instrumentOrNull == null || px % instrumentOrNull.tickPx() != 0
                ? FixedPoint.format(px)
                : FixedPoint.format(px, instrumentOrNull.priceDecimals());
    }

    /** Side(54), or "undisclosed" where it could not be read. */
    private static char side(Side sideOrNull) {
        return sideOrNull == null ? UNDISCLOSED : sideOrNull.fix();
    }
}
