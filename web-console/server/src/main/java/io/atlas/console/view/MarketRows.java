package io.atlas.console.view;

import io.atlas.domain.Side;
import io.atlas.wire.snapshot.RowReader;
import io.atlas.wire.snapshot.RowSource;
import io.atlas.wire.snapshot.RowWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the trades have made of a symbol's market, as rows of a snapshot, there and back. */
final class MarketRows {
    private static final String MARKET = "market";
    private static final String TRADE = "trade";
    private static final String BAR = "bar";
    private static final String MINUTE = "minute";
    private static final String FLOW = "flow";

    private record Plain(long trades, long lastPx, SymbolMarket.Direction direction, long updatedNs, long pxBefore) {}

    private record Flow(Side side, long second, double qty) {}

    private final Map<String, SymbolMarket> markets;
    private final List<Runnable> found;

    /** @param found where what a row says is put, to be done when all rows have been read */
    MarketRows(Map<String, SymbolMarket> markets, List<Runnable> found) {
        this.markets = markets;
        this.found = found;
    }

    static RowSource of(SymbolMarket market) {
        String symbol = market.instrument().symbol();
        List<RowSource> all = new ArrayList<>();
        Plain plain = new Plain(
                market.trades(),
                market.lastPx(),
                market.direction(),
                market.updatedNs(),
                market.day().pxBefore());
        all.add(RowSource.of(List.of(plain), (out, each) -> out.start(MARKET)
                .text("symbol", symbol)
                .number("trades", each.trades())
                .decimal("lastPx", each.lastPx())
                .word("direction", each.direction())
                .number("updated", each.updatedNs())
                .decimal("pxBefore", each.pxBefore())
                .end()));
        all.add(RowSource.of(market.savedTape(), MarketRows::trade));
        for (BarSize size : BarSize.values()) {
            all.add(RowSource.of(market.savedBars(size), (out, bar) -> bar(out, symbol, size, bar)));
        }
        all.add(RowSource.of(market.day().saved(), (out, minute) -> out.start(MINUTE)
                .text("symbol", symbol)
                .number("number", minute.number())
                .decimal("open", minute.open())
                .decimal("high", minute.high())
                .decimal("low", minute.low())
                .text("volume", minute.volume().toString())
                .text("amount", minute.amount().toString())
                .end()));
        List<Flow> flows = new ArrayList<>();
        for (Side side : Side.values()) {
            market.tileFold().flow(side).each((second, qty) -> flows.add(new Flow(side, second, qty)));
        }
        all.add(RowSource.of(flows, (out, flow) -> out.start(FLOW)
                .text("symbol", symbol)
                .word("side", flow.side())
                .number("second", flow.second())
                .text("qty", Double.toString(flow.qty()))
                .end()));
        return RowSource.all(all.toArray(RowSource[]::new));
    }

    private static void trade(RowWriter out, Trade trade) {
        out.start(TRADE)
                .text("symbol", trade.symbol())
                .text("id", trade.id())
                .number("time", trade.timeNs())
                .decimal("px", trade.px())
                .decimal("qty", trade.qty())
                .word("aggressor", trade.aggressor())
                .textIfAny("buyAccount", trade.buyAccountOrNull())
                .textIfAny("sellAccount", trade.sellAccountOrNull())
                .end();
    }

    private static void bar(RowWriter out, String symbol, BarSize size, Bar bar) {
        out.start(BAR)
                .text("symbol", symbol)
                .word("size", size)
                .number("start", bar.startNs())
                .decimal("open", bar.open())
                .decimal("high", bar.high())
                .decimal("low", bar.low())
                .decimal("close", bar.close())
                .decimal("volume", bar.volume())
                .end();
    }

    /** A row that begins with a symbol; one of an instrument that is no longer configured is left out. */
    void onRow(RowReader in) {
        String symbol = in.text("symbol").intern();
        SymbolMarket market = markets.get(symbol);
        Runnable taken =
                switch (in.kind()) {
                    case MARKET -> {
                        long trades = in.number("trades");
                        long lastPx = in.decimal("lastPx");
                        SymbolMarket.Direction direction = in.word("direction", SymbolMarket.Direction.class);
                        long updated = in.number("updated");
                        long pxBefore = in.decimal("pxBefore");
                        yield () -> market.restore(trades, lastPx, direction, updated, pxBefore);
                    }
                    case TRADE -> {
                        Trade trade = trade(in, symbol);
                        yield () -> market.restore(trade);
                    }
                    case BAR -> {
                        BarSize size = in.word("size", BarSize.class);
                        Bar bar = bar(in);
                        yield () -> market.restore(size, bar);
                    }
                    case MINUTE -> {
                        DayStats.SavedMinute minute = minute(in);
                        yield () -> market.day().restore(minute);
                    }
                    case FLOW -> {
                        Side side = in.word("side", Side.class);
                        long second = in.number("second");
                        double qty = Double.parseDouble(in.text("qty"));
                        yield () -> market.tileFold().flow(side).put(second, qty);
                    }
                    default -> throw new IllegalStateException("row " + in.kind() + " (expected: one of a console)");
                };
        if (market != null) {
            found.add(taken);
        }
    }

    private static Trade trade(RowReader in, String symbol) {
        return new Trade(
                in.text("id"),
                symbol,
                in.number("time"),
                in.decimal("px"),
                in.decimal("qty"),
                in.word("aggressor", Side.class),
                in.textOrNull("buyAccount"),
                in.textOrNull("sellAccount"));
    }

    private static Bar bar(RowReader in) {
        return new Bar(
                in.number("start"),
                in.decimal("open"),
                in.decimal("high"),
                in.decimal("low"),
                in.decimal("close"),
                in.decimal("volume"),
                0);
    }

    private static DayStats.SavedMinute minute(RowReader in) {
        return new DayStats.SavedMinute(
                in.number("number"),
                in.decimal("open"),
                in.decimal("high"),
                in.decimal("low"),
                new BigDecimal(in.text("volume")),
                new BigDecimal(in.text("amount")));
    }
}
