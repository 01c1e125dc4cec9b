package io.atlas.oms.task;

import io.atlas.domain.Instruction;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrderState;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.oms.forward.ForwarderImage;
import io.atlas.oms.order.DeskImage;
import io.atlas.wire.snapshot.RowReader;
import io.atlas.wire.snapshot.RowSource;
import io.atlas.wire.snapshot.RowWriter;
import io.atlas.wire.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A {@link TaskImage} as rows of a snapshot, there and back. Source: {@code wire/doc/snapshots.md}. */
final class TaskRows implements Snapshot.Rows {
    /** Raise it when the rows, or what the task makes of a record, change. */
    static final int VERSION = 1;

    private static final String DESK = "desk";
    private static final String ORDER = "order";
    private static final String REQUEST = "request";
    private static final String FORWARDER = "forwarder";
    private static final String ENTER = "enter";
    private static final String CANCEL = "cancel";
    private static final String REPLACE = "replace";

    private final List<DeskImage.HeldOrder> orders = new ArrayList<>();
    private final List<DeskImage.OpenRequest> requests = new ArrayList<>();
    private final List<ForwarderImage.Numbered> instructions = new ArrayList<>();
    private DeskImage desk;
    private ForwarderImage forwarder;

    static RowSource of(TaskImage image) {
        return RowSource.all(
                RowSource.of(List.of(image.desk()), TaskRows::desk),
                RowSource.of(image.desk().orders(), TaskRows::order),
                RowSource.of(image.desk().requests(), TaskRows::request),
                RowSource.of(List.of(image.forwarder()), TaskRows::forwarder),
                RowSource.of(image.forwarder().open(), TaskRows::instruction));
    }

    private static void desk(RowWriter out, DeskImage desk) {
        out.start(DESK)
                .number("commandsSeen", desk.commandsSeen())
                .number("commandsTaken", desk.commandsTaken())
                .number("gatewaySaw", desk.gatewaySaw())
                .number("endedCount", desk.endedCount())
                .number("lastInput", desk.lastInput())
                .number("lastInstruction", desk.lastInstruction())
                .end();
    }

    private static void order(RowWriter out, DeskImage.HeldOrder held) {
        Order order = held.order();
        out.start(ORDER)
                .id("orderId", order.orderId())
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
                .decimal("cumAmount", order.cumAmount());
        Order.PendingCancel cancel = order.pendingCancel();
        if (cancel != null) {
            out.text("cancelClOrdId", cancel.clOrdId()).id("cancelRequest", cancel.request());
        }
        Order.PendingReplace replace = order.pendingReplace();
        if (replace != null) {
            out.text("replaceClOrdId", replace.clOrdId())
                    .id("replaceRequest", replace.request())
                    .decimal("replaceQty", replace.qty())
                    .decimal("replacePx", replace.px());
        }
        out.number("endedAs", held.endedAs()).number("endedAt", held.endedAt()).end();
    }

    private static void request(RowWriter out, DeskImage.OpenRequest request) {
        out.start(REQUEST)
                .id("number", request.number())
                .flag("cancel", request.cancel())
                .text("clOrdId", request.clOrdId())
                .id("orderId", request.orderId())
                .end();
    }

    private static void forwarder(RowWriter out, ForwarderImage forwarder) {
        out.start(FORWARDER)
                .number("lastOffset", forwarder.lastOffset())
                .number("acknowledged", forwarder.acknowledged())
                .end();
    }

    private static void instruction(RowWriter out, ForwarderImage.Numbered numbered) {
        Instruction instruction = numbered.instruction();
        if (instruction instanceof Instruction.Enter enter) {
            start(out, ENTER, numbered)
                    .text("group", enter.group())
                    .text("symbol", enter.symbol())
                    .word("side", enter.side())
                    .word("ordType", enter.ordType())
                    .word("tif", enter.tif())
                    .decimal("qty", enter.qty())
                    .decimal("px", enter.px());
        } else if (instruction instanceof Instruction.Cancel cancel) {
            start(out, CANCEL, numbered).id("orderId", cancel.orderId()).text("symbol", cancel.symbol());
        } else {
            Instruction.Replace replace = (Instruction.Replace) instruction;
            start(out, REPLACE, numbered)
                    .id("orderId", replace.orderId())
                    .text("symbol", replace.symbol())
                    .decimal("qty", replace.qty())
                    .decimal("px", replace.px());
        }
        out.end();
    }

    private static RowWriter start(RowWriter out, String kind, ForwarderImage.Numbered numbered) {
        return out.start(kind)
                .number("previous", numbered.previous())
                .number("offset", numbered.offset())
                .id("number", numbered.instruction().number());
    }

    @Override
    public void onRow(RowReader in) {
        switch (in.kind()) {
            case DESK ->
                desk = new DeskImage(
                        in.number("commandsSeen"),
                        in.number("commandsTaken"),
                        in.number("gatewaySaw"),
                        in.number("endedCount"),
                        in.number("lastInput"),
                        in.number("lastInstruction"),
                        List.of(),
                        List.of());
            case ORDER -> orders.add(order(in));
            case REQUEST ->
                requests.add(new DeskImage.OpenRequest(
                        in.id("number"), in.flag("cancel"), in.text("clOrdId"), in.id("orderId")));
            case FORWARDER ->
                forwarder = new ForwarderImage(in.number("lastOffset"), in.number("acknowledged"), List.of());
            case ENTER -> instructions.add(enter(in));
            case CANCEL ->
                instructions.add(
                        numbered(in, number -> new Instruction.Cancel(number, in.id("orderId"), in.text("symbol"))));
            case REPLACE ->
                instructions.add(numbered(
                        in,
                        number -> new Instruction.Replace(
                                number, in.id("orderId"), in.text("symbol"), in.decimal("qty"), in.decimal("px"))));
            default -> throw new IllegalStateException("row " + in.kind() + " (expected: one of a task)");
        }
    }

    private static DeskImage.HeldOrder order(RowReader in) {
        long orderId = in.id("orderId");
        String clOrdId = in.text("clOrdId");
        String account = in.text("account");
        String symbol = in.text("symbol").intern();
        Side side = in.word("side", Side.class);
        OrdType ordType = in.word("ordType", OrdType.class);
        TimeInForce tif = in.word("tif", TimeInForce.class);
        long qty = in.decimal("qty");
        long px = in.decimal("px");
        OrderState state = in.word("state", OrderState.class);
        long cumQty = in.decimal("cumQty");
        long leavesQty = in.decimal("leavesQty");
        long cumAmount = in.decimal("cumAmount");
        String cancel = in.textOrNull("cancelClOrdId");
        Order.PendingCancel pendingCancel =
                cancel == null ? null : new Order.PendingCancel(in.id("cancelRequest"), cancel);
        String replace = in.textOrNull("replaceClOrdId");
        Order.PendingReplace pendingReplace = replace == null
                ? null
                : new Order.PendingReplace(
                        in.id("replaceRequest"), replace, in.decimal("replaceQty"), in.decimal("replacePx"));
        Order order = new Order(
                orderId,
                clOrdId,
                account,
                symbol,
                side,
                ordType,
                tif,
                qty,
                px,
                state,
                cumQty,
                leavesQty,
                cumAmount,
                pendingCancel,
                pendingReplace);
        return new DeskImage.HeldOrder(order, in.number("endedAs"), in.number("endedAt"));
    }

    /** Makes an instruction of that number from what comes next in the row. */
    private interface Rest {
        Instruction read(long number);
    }

    private static ForwarderImage.Numbered numbered(RowReader in, Rest rest) {
        long previous = in.number("previous");
        long offset = in.number("offset");
        return new ForwarderImage.Numbered(previous, offset, rest.read(in.id("number")));
    }

    private static ForwarderImage.Numbered enter(RowReader in) {
        return numbered(
                in,
                number -> new Instruction.Enter(
                        number,
                        in.text("group"),
                        in.text("symbol"),
                        in.word("side", Side.class),
                        in.word("ordType", OrdType.class),
                        in.word("tif", TimeInForce.class),
                        in.decimal("qty"),
                        in.decimal("px")));
    }

    /** The image, when all rows have been read. */
    TaskImage image() {
        if (desk == null || forwarder == null) {
            throw new IllegalStateException("rows of a task without " + (desk == null ? DESK : FORWARDER));
        }
        Set<Long> known = new HashSet<>();
        orders.forEach(held -> known.add(held.order().orderId()));
        for (DeskImage.OpenRequest request : requests) {
            if (!known.contains(request.orderId())) {
                throw new IllegalStateException("request " + OrderIds.text(request.number()) + " of no order");
            }
        }
        DeskImage whole = new DeskImage(
                desk.commandsSeen(),
                desk.commandsTaken(),
                desk.gatewaySaw(),
                desk.endedCount(),
                desk.lastInput(),
                desk.lastInstruction(),
                orders,
                requests);
        return new TaskImage(whole, new ForwarderImage(forwarder.lastOffset(), forwarder.acknowledged(), instructions));
    }
}
