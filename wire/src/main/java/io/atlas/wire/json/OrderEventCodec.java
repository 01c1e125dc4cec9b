package io.atlas.wire.json;

import io.atlas.domain.EpochStart;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderState;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Quarantine;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.util.List;

/** The records of {@code orders.events}. Source: {@code wire/doc/orders-events.md}. */
public final class OrderEventCodec extends JsonCodec<OrderEvent> {
    private static final String ORDERS = "ORDERS";

    public OrderEventCodec() {
        super(Topics.EVENTS);
    }

    @Override
    OrderEvent body(EpochStart start) {
        return start;
    }

    @Override
    String type(OrderEvent body) {
        OrdersChanged event = (OrdersChanged) body;
        return event.changes().isEmpty() && event.strays().isEmpty() ? NOOP : ORDERS;
    }

    @Override
    void write(FieldWriter out, OrderEvent body) throws IOException {
        OrdersChanged event = (OrdersChanged) body;
        out.number("commandsSeen", event.commandsSeen());
        if (!type(body).equals(NOOP)) {
            out.startList("changes");
            for (OrderChange change : event.changes()) {
                out.startElement();
                write(out, change);
                out.endObject();
            }
            out.endList();
        }
        if (!event.strays().isEmpty()) {
            out.startList("strays");
            for (Quarantine stray : event.strays()) {
                out.startElement();
                QuarantineFields.write(out, stray);
                out.endObject();
            }
            out.endList();
        }
    }

    @Override
    OrderEvent readOrNull(String type, Fields in) {
        switch (type) {
            case NOOP:
                return new OrdersChanged(in.number("commandsSeen"), List.of());
            case ORDERS:
                long commandsSeen = in.number("commandsSeen");
                List<OrderChange> changes = in.objects("changes", OrderEventCodec::change);
                List<Quarantine> strays = in.objectsIfAny("strays", QuarantineFields::read);
                return new OrdersChanged(commandsSeen, changes, strays);
            default:
                return null;
        }
    }

    private static void write(FieldWriter out, OrderChange change) throws IOException {
        out.word("kind", change.kind());
        out.textIfAny("requestClOrdId", change.requestClOrdId());
        out.reason(change.reason());
        if (change.execution() != null) {
            out.startObject("execution");
            write(out, change.execution());
            out.endObject();
        }
        if (change.quarantine() != null) {
            out.startObject("quarantine");
            QuarantineFields.write(out, change.quarantine());
            out.endObject();
        }
        out.startObject("order");
        write(out, change.order());
        out.endObject();
    }

    private static OrderChange change(Fields in) {
        OrderChange.Kind kind = in.word("kind", OrderChange.Kind.class);
        String requestClOrdId = in.textOrNull("requestClOrdId");
        Reason reason = in.reason();
        OrderChange.Execution execution = in.objectOrNull("execution", OrderEventCodec::execution);
        Quarantine quarantine = in.objectOrNull("quarantine", QuarantineFields::read);
        Order order = in.object("order", OrderEventCodec::order);
        return new OrderChange(kind, order, requestClOrdId, reason, execution, quarantine);
    }

    static void write(FieldWriter out, OrderChange.Execution execution) throws IOException {
        out.text("tradeId", execution.tradeId());
        out.decimal("lastQty", execution.lastQty());
        out.decimal("lastPx", execution.lastPx());
        out.flag("aggressor", execution.aggressor());
        out.flag("house", execution.house());
    }

    static OrderChange.Execution execution(Fields in) {
        return new OrderChange.Execution(
                in.text("tradeId"),
                in.decimal("lastQty"),
                in.decimal("lastPx"),
                in.flag("aggressor"),
                in.flag("house"));
    }

    private static void write(FieldWriter out, Order order) throws IOException {
        out.id("orderId", order.orderId());
        out.text("clOrdId", order.clOrdId());
        out.text("account", order.account());
        out.text("symbol", order.symbol());
        out.word("side", order.side());
        out.word("ordType", order.ordType());
        out.word("tif", order.tif());
        out.decimal("qty", order.qty());
        out.decimal("px", order.px());
        out.word("state", order.state());
        out.decimal("cumQty", order.cumQty());
        out.decimal("leavesQty", order.leavesQty());
        out.decimal("cumAmount", order.cumAmount());
        write(out, order.pendingCancel());
        write(out, order.pendingReplace());
    }

    private static Order order(Fields in) {
        return new Order(
                in.id("orderId"),
                in.text("clOrdId"),
                in.text("account"),
                in.text("symbol"),
                in.word("side", Side.class),
                in.word("ordType", OrdType.class),
                in.word("tif", TimeInForce.class),
                in.decimal("qty"),
                in.decimal("px"),
                in.word("state", OrderState.class),
                in.decimal("cumQty"),
                in.decimal("leavesQty"),
                in.decimal("cumAmount"),
                in.objectOrNull("pendingCancel", OrderEventCodec::pendingCancel),
                in.objectOrNull("pendingReplace", OrderEventCodec::pendingReplace));
    }

    private static void write(FieldWriter out, Order.PendingCancel pending) throws IOException {
        if (pending != null) {
            out.startObject("pendingCancel");
            out.id("request", pending.request());
            out.text("clOrdId", pending.clOrdId());
            out.endObject();
        }
    }

    private static Order.PendingCancel pendingCancel(Fields in) {
        return new Order.PendingCancel(in.id("request"), in.text("clOrdId"));
    }

    private static void write(FieldWriter out, Order.PendingReplace pending) throws IOException {
        if (pending != null) {
            out.startObject("pendingReplace");
            out.id("request", pending.request());
            out.text("clOrdId", pending.clOrdId());
            out.decimal("qty", pending.qty());
            out.decimal("px", pending.px());
            out.endObject();
        }
    }

    private static Order.PendingReplace pendingReplace(Fields in) {
        return new Order.PendingReplace(in.id("request"), in.text("clOrdId"), in.decimal("qty"), in.decimal("px"));
    }
}
