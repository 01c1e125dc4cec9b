package io.atlas.gateway.order;

import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.Order.PendingCancel;
import io.atlas.domain.Order.PendingReplace;
import io.atlas.domain.OrderState;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.gateway.client.ReportCause;
import io.atlas.wire.snapshot.RowReader;
import io.atlas.wire.snapshot.RowSource;
import io.atlas.wire.snapshot.RowWriter;
import java.util.List;

/**
 * The open orders of a partition in a snapshot, each followed by the ClOrdIDs of its chain, and what each session was told
 * last. What is only proposed is left out: the log does not have it yet.
 */
final class BoardRows {
    private static final String ORDER = "order";
    private static final String ID = "clOrdId";
    private static final String TOLD = "told";

    /** An open order as it stood; requests that are only proposed left out. */
    record OrderRow(
            String session,
            boolean quiet,
            Order order,
            String cancelAsked,
            String replaceAsked,
            long lastEventNs,
            List<KnownId> ids) {}

    /** The last report of a topic that was made for a session. */
    record ToldRow(String session, ReportCause cause) {}

    private BoardRows() {}

    static RowSource of(List<OrderRow> orders, List<ToldRow> told) {
        return RowSource.all(RowSource.of(orders, BoardRows::write), RowSource.of(told, BoardRows::write));
    }

    /** An order and its ids are one step: they are few, and belong together. */
    private static void write(RowWriter out, OrderRow row) {
        Order order = row.order();
        out.start(ORDER)
                .id("orderId", order.orderId())
                .text("session", row.session())
                .flag("quiet", row.quiet())
                .number("lastEventNs", row.lastEventNs())
                .textIfAny("cancelAsked", row.cancelAsked())
                .textIfAny("replaceAsked", row.replaceAsked())
                .text("clOrdId", order.clOrdId())
                .text("account", order.account())
                .text("symbol", order.symbol())
                .word("side", order.side())
                .word("ordType", order.ordType())
                .word("tif", order.tif())
                .decimal("qty", order.qty())
                .decimal("px", order.px())
                .word("state", order.state())
                .decimal("cumQty", order.cumQty())
                .decimal("leavesQty", order.leavesQty())
                .decimal("cumAmount", order.cumAmount())
                .textIfAny(
                        "cancelClOrdId",
                        order.pendingCancel() == null
                                ? null
                                : order.pendingCancel().clOrdId());
        if (order.pendingCancel() != null) {
            out.id("cancelRequest", order.pendingCancel().request());
        }
        PendingReplace replace = order.pendingReplace();
        if (replace != null) {
            out.text("replaceClOrdId", replace.clOrdId())
                    .id("replaceRequest", replace.request())
                    .decimal("replaceQty", replace.qty())
                    .decimal("replacePx", replace.px());
        }
        out.end();
        row.ids().forEach(id -> write(out, order.orderId(), id));
    }

    private static void write(RowWriter out, long orderId, KnownId id) {
        out.start(ID)
                .id("orderId", orderId)
                .text("group", id.group())
                .text("clOrdId", id.clOrdId())
                .number("fingerprint", id.fingerprint())
                .text("session", id.session())
                .textIfAny("origClOrdId", id.origClOrdId())
                .end();
    }

    private static void write(RowWriter out, ToldRow row) {
        out.start(TOLD)
                .text("session", row.session())
                .text("topic", row.cause().topic())
                .number("offset", row.cause().offset())
                .number("index", row.cause().index())
                .end();
    }

    /** Takes a row into the board if it is one of a board; returns whether it is. */
    static boolean restore(RowReader row, OrderBoard board) {
        switch (row.kind()) {
            case ORDER -> board.restore(order(row));
            case ID ->
                board.restore(
                        row.id("orderId"),
                        row.text("group"),
                        row.text("clOrdId"),
                        row.number("fingerprint"),
                        row.text("session"),
                        row.textOrNull("origClOrdId"));
            case TOLD ->
                board.restore(
                        new ToldRow(row.text("session"), new ReportCause(row.text("topic"), row.number("offset"), (int)
                                row.number("index"))));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static OrderRow order(RowReader row) {
        long orderId = row.id("orderId");
        String session = row.text("session");
        boolean quiet = row.flag("quiet");
        long lastEventNs = row.number("lastEventNs");
        String cancelAsked = row.textOrNull("cancelAsked");
        String replaceAsked = row.textOrNull("replaceAsked");
        Order order = new Order(
                orderId,
                row.text("clOrdId"),
                row.text("account"),
                row.text("symbol"),
                row.word("side", Side.class),
                row.word("ordType", OrdType.class),
                row.word("tif", TimeInForce.class),
                row.decimal("qty"),
                row.decimal("px"),
                row.word("state", OrderState.class),
                row.decimal("cumQty"),
                row.decimal("leavesQty"),
                row.decimal("cumAmount"),
                pendingCancel(row),
                pendingReplace(row));
        return new OrderRow(session, quiet, order, cancelAsked, replaceAsked, lastEventNs, List.of());
    }

    private static PendingCancel pendingCancel(RowReader row) {
        String clOrdId = row.textOrNull("cancelClOrdId");
        return clOrdId == null ? null : new PendingCancel(row.id("cancelRequest"), clOrdId);
    }

    private static PendingReplace pendingReplace(RowReader row) {
        String clOrdId = row.textOrNull("replaceClOrdId");
        return clOrdId == null
                ? null
                : new PendingReplace(
                        row.id("replaceRequest"), clOrdId, row.decimal("replaceQty"), row.decimal("replacePx"));
    }
}
