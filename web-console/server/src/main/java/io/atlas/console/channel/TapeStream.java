package io.atlas.console.channel;

import io.atlas.console.view.SymbolMarket;
import io.atlas.console.view.Trade;
import java.util.Set;

/** {@code tape}: the trades of a symbol as they come, those of one's own marked. */
final class TapeStream extends StateStream {
    private static final int SHOWN = 200;

    private final SymbolMarket market;
    private final Set<String> accounts;
    private long seen;

    /** @param accounts whose trades are one's own */
    TapeStream(SymbolMarket market, Set<String> accounts) {
        super(10, true);
        this.market = market;
        this.accounts = Set.copyOf(accounts);
    }

    @Override
    void look(long nowNs) {
        if (market.trades() == seen) {
            return;
        }
        for (Trade trade : market.tapeSince(seen, SHOWN)) {
            item(trade.id(), item(trade));
        }
        seen = market.trades();
        keepNewest(SHOWN);
    }

    private String item(Trade trade) {
        boolean own = trade.buyAccountOrNull() != null && accounts.contains(trade.buyAccountOrNull())
                || trade.sellAccountOrNull() != null && accounts.contains(trade.sellAccountOrNull());
        return new JsonText()
                .object()
                .text("id", trade.id())
                .time("time", trade.timeNs())
                .decimal("px", trade.px())
                .decimal("qty", trade.qty())
                .text("side", trade.aggressor().name())
                .flag("own", own)
                .end()
                .toString();
    }
}
