package io.atlas.wire.json;

import io.atlas.domain.OrderIds;
import io.atlas.domain.Quarantine;
import io.atlas.domain.Side;
import java.io.IOException;

/** The fields of what was set aside. Source: {@code wire/doc/orders-events.md}, quarantine. */
final class QuarantineFields {
    private QuarantineFields() {}

    static void write(FieldWriter out, Quarantine quarantine) throws IOException {
        out.word("why", quarantine.why());
        out.text("text", quarantine.text());
        out.id("orderId", quarantine.orderId());
        if (quarantine.request() != OrderIds.NONE) {
            out.id("request", quarantine.request());
        }
        if (quarantine.trade() != null) {
            out.startObject("trade");
            out.text("symbol", quarantine.trade().symbol());
            out.word("side", quarantine.trade().side());
            OrderEventCodec.write(out, quarantine.trade().execution());
            out.endObject();
        }
    }

    static Quarantine read(Fields in) {
        Quarantine.Why why = in.word("why", Quarantine.Why.class);
        String text = in.text("text");
        long orderId = in.id("orderId");
        long request = in.idOrNone("request");
        return new Quarantine(why, text, orderId, request, in.objectOrNull("trade", QuarantineFields::leg));
    }

    private static Quarantine.Leg leg(Fields in) {
        return new Quarantine.Leg(in.text("symbol"), in.word("side", Side.class), OrderEventCodec.execution(in));
    }
}
