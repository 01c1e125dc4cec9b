package io.atlas.console.channel;

import io.atlas.console.view.Bar;
import io.atlas.console.view.BarSize;
import io.atlas.console.view.SymbolMarket;

/** {@code bars}: the last 500 bars of one size. */
final class BarsStream extends StateStream {
    private static final int SHOWN = 500;

    private final SymbolMarket market;
    private final BarSize size;
    private long seen;

    BarsStream(SymbolMarket market, BarSize size) {
        super(4, true);
        this.market = market;
        this.size = size;
    }

    @Override
    void look(long nowNs) {
        long revision = market.barsRevision(size);
        if (revision == seen) {
            return;
        }
        for (Bar bar : market.barsSince(size, seen, SHOWN)) {
            item(Long.toString(bar.startNs()), Rows.bar(bar));
        }
        seen = revision;
        keepNewest(SHOWN);
    }
}
