package io.atlas.wire.json;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.EpochStart;
import io.atlas.domain.MarketView;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdType;
import io.atlas.domain.Origin;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.wire.log.Topics;
import java.io.IOException;

/** The records of {@code orders.commands}. Source: {@code wire/doc/orders-commands.md}. */
public final class CommandCodec extends JsonCodec<Command> {
    private static final String NEW_ORDER = "NEW_ORDER";
    private static final String CANCEL_ORDER = "CANCEL_ORDER";
    private static final String REPLACE_ORDER = "REPLACE_ORDER";
    private static final String REJECTED = "REJECTED";
    private static final String DEPOSIT = "DEPOSIT";

    public CommandCodec() {
        super(Topics.COMMANDS);
    }

    @Override
    Command body(EpochStart start) {
        return start;
    }

    @Override
    String type(Command body) {
        if (body instanceof NewOrder) {
            return NEW_ORDER;
        } else if (body instanceof CancelOrder) {
            return CANCEL_ORDER;
        } else if (body instanceof ReplaceOrder) {
            return REPLACE_ORDER;
        } else if (body instanceof Rejected) {
            return REJECTED;
        } else if (body instanceof Deposit) {
            return DEPOSIT;
        }
        throw new IllegalArgumentException("no record type for " + body);
    }

    @Override
    void write(FieldWriter out, Command body) throws IOException {
        if (body instanceof NewOrder order) {
            write(out, order);
        } else if (body instanceof CancelOrder cancel) {
            write(out, cancel);
        } else if (body instanceof ReplaceOrder replace) {
            write(out, replace);
        } else if (body instanceof Rejected rejected) {
            RejectedFields.write(out, rejected);
        } else if (body instanceof Deposit deposit) {
            write(out, deposit);
        } else {
            throw new IllegalArgumentException("no record type for " + body);
        }
    }

    @Override
    Command readOrNull(String type, Fields in) {
        switch (type) {
            case NEW_ORDER:
                return newOrder(in);
            case CANCEL_ORDER:
                return cancelOrder(in);
            case REPLACE_ORDER:
                return replaceOrder(in);
            case REJECTED:
                return RejectedFields.read(in);
            case DEPOSIT:
                return deposit(in);
            default:
                return null;
        }
    }

    private static void write(FieldWriter out, NewOrder order) throws IOException {
        write(out, order.origin());
        out.text("symbol", order.symbol());
        out.word("side", order.side());
        out.word("ordType", order.ordType());
        out.word("tif", order.tif());
        out.decimal("qty", order.qty());
        out.decimal("px", order.px());
        out.decimal("reservedAmount", order.reservedAmount());
        write(out, order.market());
        out.flag("quiet", order.quiet());
        out.number("eventsSeen", order.eventsSeen());
    }

    private static NewOrder newOrder(Fields in) {
        return new NewOrder(
                in.object("origin", CommandCodec::origin),
                in.text("symbol"),
                in.word("side", Side.class),
                in.word("ordType", OrdType.class),
                in.word("tif", TimeInForce.class),
                in.decimal("qty"),
                in.decimal("px"),
                in.decimal("reservedAmount"),
                in.objectOrNull("market", CommandCodec::market),
                in.flag("quiet"),
                in.number("eventsSeen"));
    }

    private static void write(FieldWriter out, CancelOrder cancel) throws IOException {
        write(out, cancel.origin());
        out.text("origClOrdId", cancel.origClOrdId());
        out.id("orderId", cancel.orderId());
        out.text("symbol", cancel.symbol());
        out.word("side", cancel.side());
        out.number("eventsSeen", cancel.eventsSeen());
    }

    private static CancelOrder cancelOrder(Fields in) {
        return new CancelOrder(
                in.object("origin", CommandCodec::origin),
                in.text("origClOrdId"),
                in.id("orderId"),
                in.text("symbol"),
                in.word("side", Side.class),
                in.number("eventsSeen"));
    }

    private static void write(FieldWriter out, ReplaceOrder replace) throws IOException {
        write(out, replace.origin());
        out.text("origClOrdId", replace.origClOrdId());
        out.id("orderId", replace.orderId());
        out.text("symbol", replace.symbol());
        out.word("side", replace.side());
        out.decimal("qty", replace.qty());
        out.decimal("px", replace.px());
        out.decimal("reservedAmount", replace.reservedAmount());
        write(out, replace.market());
        out.number("eventsSeen", replace.eventsSeen());
    }

    private static ReplaceOrder replaceOrder(Fields in) {
        return new ReplaceOrder(
                in.object("origin", CommandCodec::origin),
                in.text("origClOrdId"),
                in.id("orderId"),
                in.text("symbol"),
                in.word("side", Side.class),
                in.decimal("qty"),
                in.decimal("px"),
                in.decimal("reservedAmount"),
                in.objectOrNull("market", CommandCodec::market),
                in.number("eventsSeen"));
    }

    private static void write(FieldWriter out, Deposit deposit) throws IOException {
        out.text("depositId", deposit.depositId());
        out.text("account", deposit.account());
        out.text("asset", deposit.asset());
        out.decimal("amount", deposit.amount());
        out.number("eventsSeen", deposit.eventsSeen());
    }

    private static Deposit deposit(Fields in) {
        return new Deposit(
                in.text("depositId"),
                in.text("account"),
                in.text("asset"),
                in.decimal("amount"),
                in.number("eventsSeen"));
    }

    private static void write(FieldWriter out, Origin origin) throws IOException {
        out.startObject("origin");
        out.text("session", origin.session());
        out.number("msgSeqNum", origin.msgSeqNum());
        out.text("clOrdId", origin.clOrdId());
        out.text("account", origin.account());
        out.text("content", origin.content());
        out.endObject();
    }

    private static Origin origin(Fields in) {
        return new Origin(
                in.text("session"), in.number("msgSeqNum"), in.text("clOrdId"), in.text("account"), in.text("content"));
    }

    private static void write(FieldWriter out, MarketView market) throws IOException {
        if (market != null) {
            out.startObject("market");
            out.decimalIfAny("bidPx", market.bidPx());
            out.decimalIfAny("askPx", market.askPx());
            out.number("bookSeq", market.bookSeq());
            out.endObject();
        }
    }

    private static MarketView market(Fields in) {
        return new MarketView(in.decimalOrZero("bidPx"), in.decimalOrZero("askPx"), in.number("bookSeq"));
    }
}
