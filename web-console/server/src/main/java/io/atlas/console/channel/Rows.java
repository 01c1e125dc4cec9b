package io.atlas.console.channel;

import io.atlas.console.view.Alarm;
import io.atlas.console.view.Bar;
import io.atlas.console.view.Fill;
import io.atlas.console.view.FixDictionary;
import io.atlas.console.view.FixRecord;
import io.atlas.console.view.FixSummary;
import io.atlas.console.view.Holding;
import io.atlas.console.view.OrderView;
import io.atlas.console.view.SessionView;
import io.atlas.console.view.Tile;
import io.atlas.domain.Instrument;
import io.atlas.domain.OrderIds;

/** The items of the channels as JSON objects. Source: {@code web-console/protocol/README.md}. */
public final class Rows {
    private Rows() {}

    public static String instrument(Instrument one) {
        return new JsonText()
                .object()
                .text("symbol", one.symbol())
                .text("base", one.base())
                .text("quote", one.quote())
                .decimal("tick", one.tickPx())
                .decimal("lot", one.lotQty())
                .decimal("minQty", one.minQty())
                .decimal("maxQty", one.maxQty())
                .decimal("minNotional", one.minNotionalAmount())
                .decimal("maxNotional", one.maxNotionalAmount())
                .number("collarBps", one.collarBps())
                .number("pxDecimals", one.priceDecimals())
                .number("qtyDecimals", one.qtyDecimals())
                // Amounts are shown in cents, whatever the price's decimals; the exact ones stand in the frames.
                .number("quoteDecimals", 2)
                .end()
                .toString();
    }

    /** An order, for the channel and for every answer about one. */
    public static String order(OrderView order) {
        JsonText json = new JsonText(512)
                .object()
                .text("key", order.key())
                .text("clOrdId", order.clOrdId())
                .text("orderId", order.orderId() == OrderIds.NONE ? null : OrderIds.text(order.orderId()))
                .text("account", order.account())
                .text("symbol", order.symbol())
                .text("side", name(order.side()))
                .text("ordType", name(order.ordType()))
                .text("tif", name(order.tif()))
                .decimal("qty", order.qty());
        if (order.px() != 0) {
            json.decimal("px", order.px());
        }
        json.decimal("cumQty", order.cumQty()).decimal("leavesQty", order.leavesQty());
        if (order.cumQty() != 0) {
            json.decimal("avgPx", order.avgPx());
        }
        return json.text("word", order.word().name())
                .text("pending", name(order.pendingOrNull()))
                .text("reason", order.reasonOrNull())
                .text("text", order.textOrNull())
                .time("time", order.timeNs())
                .time("updated", order.updatedNs())
                .text("source", order.source())
                .text("note", order.note())
                .end()
                .toString();
    }

    private static String name(Enum<?> valueOrNull) {
        return valueOrNull == null ? null : valueOrNull.name();
    }

    public static String fill(Fill fill) {
        return new JsonText()
                .object()
                .text("execId", fill.execId())
                .text("tradeId", fill.tradeId())
                .text("orderId", OrderIds.text(fill.orderId()))
                .text("clOrdId", fill.clOrdId())
                .time("time", fill.timeNs())
                .text("symbol", fill.symbol())
                .text("side", fill.side().name())
                .decimal("qty", fill.qty())
                .decimal("px", fill.px())
                .decimal("amount", fill.amount())
                .flag("aggressor", fill.aggressor())
                .end()
                .toString();
    }

    public static String fix(FixRecord message, FixDictionary dictionary) {
        FixSummary summary = FixSummary.of(message, dictionary);
        return new JsonText(768)
                .object()
                .text("pos", message.pos())
                .time("time", message.timeNs())
                .text("session", message.session())
                .text("dir", message.inbound() ? "IN" : "OUT")
                .number("seq", message.seq())
                .text("type", message.type())
                .text("name", summary.name())
                .text("summary", summary.text())
                .text("raw", message.raw())
                .text("clOrdId", summary.clOrdIdOrNull())
                .flag("admin", summary.admin())
                .flag("reject", summary.reject())
                .flag("possDup", summary.possDup())
                .end()
                .toString();
    }

    public static String session(SessionView session) {
        JsonText json = new JsonText()
                .object()
                .text("session", session.session())
                .text("role", session.role())
                .text("state", session.state().name())
                .number("out", session.out())
                .number("in", session.in())
                .number("expectedIn", session.expectedIn());
        if (session.lastInNs() != 0) {
            json.time("lastIn", session.lastInNs());
        }
        if (session.lastOutNs() != 0) {
            json.time("lastOut", session.lastOutNs());
        }
        return json.end().toString();
    }

    static String holding(Holding holding) {
        return new JsonText()
                .object()
                .text("asset", holding.asset())
                .decimal("available", holding.available())
                .decimal("reserved", holding.reserved())
                .decimal("total", holding.total())
                .decimal("borrowLimit", holding.borrowLimit())
                .decimal("borrowUsed", holding.borrowUsed())
                .end()
                .toString();
    }

    /** A bar, for the channel and for {@code GET bars}. */
    public static String bar(Bar bar) {
        return new JsonText()
                .object()
                .time("t", bar.startNs())
                .decimal("o", bar.open())
                .decimal("h", bar.high())
                .decimal("l", bar.low())
                .decimal("c", bar.close())
                .decimal("v", bar.volume())
                .end()
                .toString();
    }

    static String tile(Tile tile) {
        return new JsonText(1_024)
                .object()
                .text("value", tile.value())
                .text("unit", tile.unit())
                .text("word", tile.word())
                .text("extra", tile.extra().isEmpty() ? null : tile.extra())
                .numbers("spark", tile.spark())
                .text("formula", tile.formula())
                .end()
                .toString();
    }

    static String alarm(Alarm alarm) {
        JsonText json = new JsonText()
                .object()
                .text("id", alarm.id())
                .time("time", alarm.timeNs())
                .text("severity", alarm.severity().name())
                .text("text", alarm.text())
                .text("state", alarm.state().name());
        if (alarm.state() == Alarm.State.MENDED) {
            json.time("mended", alarm.mendedNs());
        }
        return json.end().toString();
    }
}
