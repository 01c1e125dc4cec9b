package io.atlas.wire.json;

import io.atlas.domain.OrdStatus;
import io.atlas.domain.OrdType;
import io.atlas.domain.Origin;
import io.atlas.domain.Rejected;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import java.io.IOException;

/** REJECTED: whatever of the request was absent or not understood is left out. */
final class RejectedFields {
    private RejectedFields() {}

    static void write(FieldWriter out, Rejected rejected) throws IOException {
        Origin origin = rejected.origin();
        out.startObject("origin");
        out.text("session", origin.session());
        out.number("msgSeqNum", origin.msgSeqNum());
        out.text("clOrdId", origin.clOrdId());
        out.textIfAny("account", origin.account());
        out.textIfAny("content", origin.content());
        out.endObject();
        out.word("request", rejected.request());
        out.textIfAny("origClOrdId", rejected.origClOrdIdOrNull());
        write(out, rejected.terms());
        write(out, rejected.existing());
        out.reason(rejected.reason());
        out.textIfAny("text", rejected.text());
        out.number("eventsSeen", rejected.eventsSeen());
    }

    private static void write(FieldWriter out, Rejected.Terms terms) throws IOException {
        if (terms != null) {
            out.startObject("terms");
            out.textIfAny("symbol", terms.symbol());
            out.wordIfAny("side", terms.side());
            out.wordIfAny("ordType", terms.ordType());
            out.wordIfAny("tif", terms.tif());
            out.decimalIfAny("qty", terms.qty());
            out.decimalIfAny("px", terms.px());
            out.endObject();
        }
    }

    private static void write(FieldWriter out, Rejected.Existing existing) throws IOException {
        if (existing != null) {
            out.startObject("existing");
            out.id("orderId", existing.orderId());
            out.word("ordStatus", existing.ordStatus());
            out.decimal("cumQty", existing.cumQty());
            out.decimal("leavesQty", existing.leavesQty());
            out.endObject();
        }
    }

    static Rejected read(Fields in) {
        return new Rejected(
                in.object("origin", RejectedFields::origin),
                in.word("request", Rejected.Request.class),
                in.textOrNull("origClOrdId"),
                in.objectOrNull("terms", RejectedFields::terms),
                in.objectOrNull("existing", RejectedFields::existing),
                in.reason(),
                in.textOrNull("text"),
                in.number("eventsSeen"));
    }

    private static Origin origin(Fields in) {
        return new Origin(
                in.text("session"),
                in.number("msgSeqNum"),
                in.text("clOrdId"),
                in.textOrNull("account"),
                in.textOrNull("content"));
    }

    private static Rejected.Terms terms(Fields in) {
        return new Rejected.Terms(
                in.textOrNull("symbol"),
                in.wordOrNull("side", Side.class),
                in.wordOrNull("ordType", OrdType.class),
                in.wordOrNull("tif", TimeInForce.class),
                in.decimalOrZero("qty"),
                in.decimalOrZero("px"));
    }

    private static Rejected.Existing existing(Fields in) {
        return new Rejected.Existing(
                in.id("orderId"), in.word("ordStatus", OrdStatus.class), in.decimal("cumQty"), in.decimal("leavesQty"));
    }
}
