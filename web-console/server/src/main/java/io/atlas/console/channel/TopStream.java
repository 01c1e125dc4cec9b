package io.atlas.console.channel;

import io.atlas.console.view.ConsoleView;
import io.atlas.console.view.SymbolMarket;
import java.util.HashMap;
import java.util.Map;

/** {@code top}: the touch, the last trade and the last 24 hours of every symbol. */
final class TopStream extends StateStream {
    private final ConsoleView view;
    private final Map<String, Long> seen = new HashMap<>();

    TopStream(ConsoleView view) {
        super(10, true);
        this.view = view;
    }

    @Override
    void look(long nowNs) {
        for (SymbolMarket market : view.markets()) {
            String symbol = market.instrument().symbol();
            // Each of these only rises; the minute lets what is older than 24 hours leave.
            long version = market.bookChanges() + market.trades() + market.samples() / 60;
            if (!Long.valueOf(version).equals(seen.put(symbol, version))) {
                item(symbol, item(market));
            }
        }
    }

    private static String item(SymbolMarket market) {
        JsonText json = new JsonText(384)
                .object()
                .text("symbol", market.instrument().symbol())
                .text("state", market.state().name())
                .text("bid", given(Figures.px(market.bidPx())))
                .text("ask", given(Figures.px(market.askPx())))
                .text("mid", given(Figures.px(market.midPx())))
                .text("spread", given(Figures.spread(market)))
                .text("spreadBp", given(Figures.spreadBp(market)))
                .text("last", given(Figures.px(market.lastPx())))
                .text("dir", market.direction().name());
        if (market.tradedToday()) {
            json.decimal("change", market.dayChangePx())
                    .text("changePct", Figures.plain(market.dayChangePercent()))
                    .decimal("high", market.dayHighPx())
                    .decimal("low", market.dayLowPx())
                    .text("volume", Figures.plain(market.dayVolume()))
                    .text("vwap", Figures.plain(market.dayVwap()));
        }
        if (market.updatedNs() != 0) {
            json.time("time", market.updatedNs());
        }
        return json.end().toString();
    }

    private static String given(String text) {
        return text.isEmpty() ? null : text;
    }
}
