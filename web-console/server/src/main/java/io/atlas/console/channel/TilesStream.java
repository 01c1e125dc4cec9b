package io.atlas.console.channel;

import io.atlas.console.view.SymbolMarket;
import io.atlas.console.view.Tiles;

/** {@code tiles}: the four tiles of a symbol, sampled each second. */
final class TilesStream extends StateStream {
    private final SymbolMarket market;
    private long seen = -1;

    TilesStream(SymbolMarket market) {
        super(4, false);
        this.market = market;
        text("symbol", market.instrument().symbol());
    }

    @Override
    void look(long nowNs) {
        if (market.samples() == seen) {
            return;
        }
        seen = market.samples();
        Tiles tiles = market.tiles();
        field("volatility", Rows.tile(tiles.volatility()));
        field("spread", Rows.tile(tiles.spread()));
        field("liquidity", Rows.tile(tiles.liquidity()));
        field("trend", Rows.tile(tiles.trend()));
    }
}
