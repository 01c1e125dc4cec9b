package io.atlas.gateway.client;

/**
 * An application message as a FIX session delivered it: well-formed, required fields present, nothing else checked.
 * Decimals are the text the client sent. Null stands for an optional field that was absent.
 */
public sealed interface ClientRequest {
    Arrival arrival();

    /** ClOrdID(11). */
    String clOrdId();

    /** MsgType(35). */
    String msgType();

    /**
     * How the message came.
     *
     * @param session SenderCompID(49)
     * @param receivedNs epoch nanoseconds when its last byte was read
     * @param possDup PossDupFlag(43)
     * @param possResend PossResend(97)
     * @param origSendingTimeNs OrigSendingTime(122) in epoch nanoseconds, 0 if absent
     * @param numbering which of the session's numberings the number belongs to: a reset (141=Y) begins another; 0 where
     *     there is only one
     */
    record Arrival(
            String session,
            long msgSeqNum,
            long receivedNs,
            boolean possDup,
            boolean possResend,
            long origSendingTimeNs,
            int numbering) {
        /** In a session that has one numbering only. */
        public Arrival(
                String session,
                long msgSeqNum,
                long receivedNs,
                boolean possDup,
                boolean possResend,
                long origSendingTimeNs) {
            this(session, msgSeqNum, receivedNs, possDup, possResend, origSendingTimeNs, 0);
        }
    }

    /**
     * NewOrderSingle(35=D).
     *
     * @param side Side(54) as sent
     * @param tif TimeInForce(59) as sent, 0 if absent
     * @param unsupported a field that would change what is traded and is not supported, as {@code MinQty(110)}; null if none
     * @param quiet the session asked for no PendingNew
     */
    record NewOrderSingle(
            Arrival arrival,
            String clOrdId,
            String account,
            String symbol,
            char side,
            char ordType,
            char tif,
            String qty,
            String px,
            String unsupported,
            boolean quiet)
            implements ClientRequest {
        @Override
        public String msgType() {
            return "D";
        }
    }

    /** OrderCancelRequest(35=F). */
    record CancelRequest(
            Arrival arrival,
            String clOrdId,
            String origClOrdId,
            String orderId,
            String account,
            String symbol,
            char side,
            String qty)
            implements ClientRequest {
        @Override
        public String msgType() {
            return "F";
        }
    }

    /** OrderCancelReplaceRequest(35=G); see {@link NewOrderSingle} for the fields. */
    record ReplaceRequest(
            Arrival arrival,
            String clOrdId,
            String origClOrdId,
            String orderId,
            String account,
            String symbol,
            char side,
            char ordType,
            char tif,
            String qty,
            String px,
            String unsupported)
            implements ClientRequest {
        @Override
        public String msgType() {
            return "G";
        }
    }

    /** OrderStatusRequest(35=H). */
    record StatusRequest(
            Arrival arrival, String clOrdId, String orderId, String symbol, char side, String ordStatusReqId)
            implements ClientRequest {
        @Override
        public String msgType() {
            return "H";
        }
    }

    /** A client started its numbers anew (141=Y) and does not say what it knows: 150=I for each open order of its session. */
    record OpenOrdersRequest(Arrival arrival) implements ClientRequest {
        @Override
        public String clOrdId() {
            return "";
        }

        @Override
        public String msgType() {
            return "A";
        }
    }
}
