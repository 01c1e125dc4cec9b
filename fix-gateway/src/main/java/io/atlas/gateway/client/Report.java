package io.atlas.gateway.client;

/** A message to a client. Decimals are the text that goes out; null stands for a field that is left out. */
public sealed interface Report {

    /**
     * ExecutionReport(35=8).
     *
     * @param orderId OrderID(37), {@code NONE} if there is no order
     * @param execId ExecID(17), {@code 0} for a status
     * @param execType ExecType(150)
     * @param ordStatus OrdStatus(39)
     * @param side Side(54) as asked
     * @param tif TimeInForce(59), 0 to leave it out
     * @param px Price(44)
     * @param trade LastQty and what belongs to it, or null
     * @param reservedLeft what the order still holds (20002), for trades
     * @param refusal reason fields, or null
     * @param transactTimeNs TransactTime(60) in epoch nanoseconds
     * @param ordStatusReqId OrdStatusReqID(790)
     */
    record ExecutionReport(
            String orderId,
            String execId,
            char execType,
            char ordStatus,
            String clOrdId,
            String origClOrdId,
            String account,
            String symbol,
            char side,
            char ordType,
            char tif,
            String qty,
            String px,
            String cumQty,
            String leavesQty,
            String avgPx,
            Trade trade,
            String reservedLeft,
            Refusal refusal,
            long transactTimeNs,
            String ordStatusReqId)
            implements Report {}

    /**
     * The trade fields of an ExecutionReport: LastQty(32), LastPx(31), TradeID(1003), LastLiquidityInd(851: 1 added, 2
     * removed), AggressorIndicator(1057).
     */
    record Trade(String lastQty, String lastPx, String tradeId, boolean aggressor) {}

    /**
     * Why: the code (OrdRejReason(103), or -1 to leave it out as in an unsolicited cancel), the reason word(20005) and
     * Text(58).
     */
    record Refusal(int code, String word, String text) {}

    /**
     * OrderCancelReject(35=9).
     *
     * @param responseTo CxlRejResponseTo(434): 1 cancel, 2 replace
     * @param refusal CxlRejReason(102), reason word and text
     */
    record CancelReject(
            String orderId,
            String clOrdId,
            String origClOrdId,
            char ordStatus,
            char responseTo,
            Refusal refusal,
            String account,
            long transactTimeNs)
            implements Report {}

    /**
     * BusinessMessageReject(35=j): not processed, nothing recorded.
     *
     * @param refSeqNum RefSeqNum(45): of the message that it refuses
     * @param numbering see {@link ClientRequest.Arrival#numbering}; a number of an earlier one means nothing any more
     * @param reason BusinessRejectReason(380)
     * @param refId BusinessRejectRefID(379): the ClOrdID
     */
    record BusinessReject(long refSeqNum, int numbering, String refMsgType, String refId, int reason, String text)
            implements Report {
        /** Of a message of the numbering in use. */
        public BusinessReject(long refSeqNum, String refMsgType, String refId, int reason, String text) {
            this(refSeqNum, 0, refMsgType, refId, reason, text);
        }

        /** The answer to that request. */
        public static BusinessReject to(ClientRequest request, int reason, String text) {
            ClientRequest.Arrival arrival = request.arrival();
            return new BusinessReject(
                    arrival.msgSeqNum(), arrival.numbering(), request.msgType(), request.clOrdId(), reason, text);
        }
    }
}
