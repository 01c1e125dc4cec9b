package io.atlas.gateway.fix;

import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientRequest.Arrival;
import io.atlas.gateway.client.ClientRequest.CancelRequest;
import io.atlas.gateway.client.ClientRequest.NewOrderSingle;
import io.atlas.gateway.client.ClientRequest.ReplaceRequest;
import io.atlas.gateway.client.ClientRequest.StatusRequest;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import quickfix.FieldException;
import quickfix.FieldMap;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.UnsupportedMessageType;
import quickfix.field.MsgType;
import quickfix.field.OrigSendingTime;
import quickfix.field.SessionRejectReason;

/**
 * Reads application messages that the dictionary has passed. What the dictionary cannot say is checked here: OrderQty(38)
 * is required (35=3 373=1), ClOrdID(11) is plain text (35=3 373=5), Price(44) is required if OrdType(40) is 2 (35=j 380=5).
 */
final class RequestParser {
    private static final int ACCOUNT = 1;
    private static final int CL_ORD_ID = 11;
    private static final int ORDER_ID = 37;
    private static final int ORDER_QTY = 38;
    private static final int ORD_TYPE = 40;
    private static final int ORIG_CL_ORD_ID = 41;
    private static final int PRICE = 44;
    private static final int SIDE = 54;
    private static final int SYMBOL = 55;
    private static final int TIME_IN_FORCE = 59;
    private static final int CASH_ORDER_QTY = 152;
    private static final int ORD_STATUS_REQ_ID = 790;
    private static final int MAX_CL_ORD_ID = 36;

    /** A field that changes what is traded, and the value with which it does not, if there is one. */
    private record Changing(int tag, String name, String harmlessOrNull) {}

    private static final List<Changing> CHANGING = List.of(
            new Changing(CASH_ORDER_QTY, "CashOrderQty", null),
            new Changing(18, "ExecInst", null),
            new Changing(99, "StopPx", null),
            new Changing(110, "MinQty", "0"),
            new Changing(111, "MaxFloor", null),
            new Changing(126, "ExpireTime", null),
            new Changing(168, "EffectiveTime", null),
            new Changing(192, "OrderQty2", null),
            new Changing(211, "PegOffsetValue", null),
            new Changing(388, "DiscretionInst", null),
            new Changing(389, "DiscretionOffsetValue", null),
            new Changing(423, "PriceType", "2"),
            new Changing(432, "ExpireDate", null),
            new Changing(516, "OrderPercent", null),
            new Changing(640, "Price2", null),
            new Changing(847, "TargetStrategy", null),
            new Changing(854, "QtyType", "0"),
            new Changing(20001, "StpMode", "1"),
            new Changing(20020, "FaultWanted", null));

    private RequestParser() {}

    /**
     * The request in a message.
     *
     * @throws UnsupportedMessageType if the type is FIX 4.4's, but not one we take
     * @throws FieldException if a field is missing that is always required
     * @throws FieldNotFound if a field is missing that another field's value requires
     */
    static ClientRequest parse(String session, int numbering, Message message, long receivedNs, boolean quiet)
            throws UnsupportedMessageType, FieldNotFound {
        String type = message.getHeader().getString(MsgType.FIELD);
        if (type.length() != 1 || "DFGH".indexOf(type.charAt(0)) < 0) {
            throw new UnsupportedMessageType();
        }
        Arrival arrival = arrival(session, numbering, message, receivedNs);
        return switch (type) {
            case "D" -> newOrder(arrival, message, quiet);
            case "F" -> cancel(arrival, message);
            case "G" -> replace(arrival, message);
            default -> status(arrival, message);
        };
    }

    private static Arrival arrival(String session, int numbering, Message message, long receivedNs)
            throws FieldNotFound {
        FieldMap header = message.getHeader();
        LocalDateTime orig =
                header.isSetField(OrigSendingTime.FIELD) ? header.getUtcTimeStamp(OrigSendingTime.FIELD) : null;
        return new Arrival(
                session,
                header.getInt(34),
                receivedNs,
                "Y".equals(orNull(header, 43)),
                "Y".equals(orNull(header, 97)),
                orig == null ? 0 : orig.toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L + orig.getNano(),
                numbering);
    }

    private static NewOrderSingle newOrder(Arrival arrival, Message message, boolean quiet) throws FieldNotFound {
        char ordType = message.getString(ORD_TYPE).charAt(0);
        return new NewOrderSingle(
                arrival,
                clOrdId(message),
                orNull(message, ACCOUNT),
                message.getString(SYMBOL),
                message.getString(SIDE).charAt(0),
                ordType,
                orZero(message, TIME_IN_FORCE),
                qty(message),
                px(message, ordType),
                unsupportedOrNull(message),
                quiet);
    }

    private static CancelRequest cancel(Arrival arrival, Message message) throws FieldNotFound {
        return new CancelRequest(
                arrival,
                clOrdId(message),
                message.getString(ORIG_CL_ORD_ID),
                orNull(message, ORDER_ID),
                orNull(message, ACCOUNT),
                message.getString(SYMBOL),
                message.getString(SIDE).charAt(0),
                qty(message));
    }

    private static ReplaceRequest replace(Arrival arrival, Message message) throws FieldNotFound {
        char ordType = message.getString(ORD_TYPE).charAt(0);
        return new ReplaceRequest(
                arrival,
                clOrdId(message),
                message.getString(ORIG_CL_ORD_ID),
                orNull(message, ORDER_ID),
                orNull(message, ACCOUNT),
                message.getString(SYMBOL),
                message.getString(SIDE).charAt(0),
                ordType,
                orZero(message, TIME_IN_FORCE),
                qty(message),
                px(message, ordType),
                unsupportedOrNull(message));
    }

    private static StatusRequest status(Arrival arrival, Message message) throws FieldNotFound {
        return new StatusRequest(
                arrival,
                clOrdId(message),
                orNull(message, ORDER_ID),
                message.getString(SYMBOL),
                message.getString(SIDE).charAt(0),
                orNull(message, ORD_STATUS_REQ_ID));
    }

    /** Ids go into records, file names and people's terminals: only letters, digits and {@code _ . : -}, at most 36. */
    private static String clOrdId(Message message) throws FieldNotFound {
        String id = message.getString(CL_ORD_ID);
        boolean plain = !id.isEmpty() && id.length() <= MAX_CL_ORD_ID;
        for (int i = 0; plain && i < id.length(); i++) {
            char c = id.charAt(i);
            plain = c < 128 && (Character.isLetterOrDigit(c) || "_.:-".indexOf(c) >= 0);
        }
        if (!plain) {
            throw new FieldException(SessionRejectReason.VALUE_IS_INCORRECT, CL_ORD_ID);
        }
        return id;
    }

    /** Null if the quantity is in CashOrderQty(152): that is a decided refusal, not a missing field. */
    private static String qty(Message message) throws FieldNotFound {
        if (!message.isSetField(ORDER_QTY) && !message.isSetField(CASH_ORDER_QTY)) {
            throw new FieldException(SessionRejectReason.REQUIRED_TAG_MISSING, ORDER_QTY);
        }
        return orNull(message, ORDER_QTY);
    }

    private static String px(Message message, char ordType) throws FieldNotFound {
        if (ordType == '2' && !message.isSetField(PRICE)) {
            throw new FieldNotFound(PRICE);
        }
        return orNull(message, PRICE);
    }

    private static String unsupportedOrNull(Message message) throws FieldNotFound {
        for (Changing field : CHANGING) {
            if (message.isSetField(field.tag) && !message.getString(field.tag).equals(field.harmlessOrNull)) {
                return field.name + '(' + field.tag + ')';
            }
        }
        return null;
    }

    private static String orNull(FieldMap fields, int tag) throws FieldNotFound {
        return fields.isSetField(tag) ? fields.getString(tag) : null;
    }

    private static char orZero(FieldMap fields, int tag) throws FieldNotFound {
        return fields.isSetField(tag) ? fields.getString(tag).charAt(0) : 0;
    }
}
