package io.atlas.wire.json;

import io.atlas.domain.Side;
import io.atlas.domain.VenueReport.Accepted;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.VenueReport.Refused;
import io.atlas.domain.VenueReport.Replaced;
import io.atlas.domain.VenueReport.RequestRefused;
import io.atlas.domain.VenueReport.Traded;
import java.io.IOException;

/** The outcomes of a venue report, told apart by {@code kind}. */
final class OutcomeFields {
    private enum Kind {
        ACCEPTED,
        REFUSED,
        TRADED,
        CANCELED,
        REPLACED,
        REQUEST_REFUSED
    }

    private OutcomeFields() {}

    static void write(FieldWriter out, Outcome outcome) throws IOException {
        if (outcome instanceof Accepted accepted) {
            out.word("kind", Kind.ACCEPTED);
            out.id("orderId", accepted.orderId());
        } else if (outcome instanceof Refused refused) {
            out.word("kind", Kind.REFUSED);
            out.id("orderId", refused.orderId());
            out.reason(refused.reason());
        } else if (outcome instanceof Traded traded) {
            write(out, traded);
        } else if (outcome instanceof Canceled canceled) {
            out.word("kind", Kind.CANCELED);
            out.id("orderId", canceled.orderId());
            out.id("request", canceled.request());
            out.reason(canceled.reason());
        } else if (outcome instanceof Replaced replaced) {
            out.word("kind", Kind.REPLACED);
            out.id("orderId", replaced.orderId());
            out.id("request", replaced.request());
            out.decimal("qty", replaced.qty());
            out.decimal("px", replaced.px());
        } else if (outcome instanceof RequestRefused refused) {
            out.word("kind", Kind.REQUEST_REFUSED);
            out.id("orderId", refused.orderId());
            out.id("request", refused.request());
            out.reason(refused.reason());
        } else {
            throw new IllegalArgumentException("no record form for " + outcome);
        }
    }

    private static void write(FieldWriter out, Traded traded) throws IOException {
        out.word("kind", Kind.TRADED);
        out.text("symbol", traded.symbol());
        out.decimal("px", traded.px());
        out.decimal("qty", traded.qty());
        out.id("buyOrderId", traded.buyOrderId());
        out.id("sellOrderId", traded.sellOrderId());
        out.word("aggressor", traded.aggressor());
    }

    static Outcome read(Fields in) {
        Kind kind = in.word("kind", Kind.class);
        switch (kind) {
            case ACCEPTED:
                return new Accepted(in.id("orderId"));
            case REFUSED:
                return new Refused(in.id("orderId"), in.reason());
            case TRADED:
                return new Traded(
                        in.text("symbol"),
                        in.decimal("px"),
                        in.decimal("qty"),
                        in.id("buyOrderId"),
                        in.id("sellOrderId"),
                        in.word("aggressor", Side.class));
            case CANCELED:
                return new Canceled(in.id("orderId"), in.id("request"), in.reason());
            case REPLACED:
                return new Replaced(in.id("orderId"), in.id("request"), in.decimal("qty"), in.decimal("px"));
            case REQUEST_REFUSED:
                return new RequestRefused(in.id("orderId"), in.id("request"), in.reason());
            default:
                throw new IllegalStateException("no reader for " + kind);
        }
    }
}
