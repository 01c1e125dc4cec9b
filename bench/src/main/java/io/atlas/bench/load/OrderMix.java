package io.atlas.bench.load;

import io.atlas.domain.FixedPoint;
import java.util.List;

/**
 * The orders of a run: three of four reach 1 % through the market and trade, buys and sells in turn so that nobody runs out of
 * funds; the fourth stands 1 % off the market and is immediate-or-cancel, so that nothing piles up. Prices follow the last
 * fill seen. Threads: the sender asks, the reader tells fills.
 */
final class OrderMix {
    private final List<LoadPlan.Symbol> symbols;
    private final long[] lastPx;

    OrderMix(List<LoadPlan.Symbol> symbols) {
        this.symbols = symbols;
        this.lastPx = symbols.stream().mapToLong(LoadPlan.Symbol::px).toArray();
    }

    /** A racy write of one long is enough: any recent price will do. */
    void traded(String symbol, String px) {
        for (int i = 0; i < lastPx.length; i++) {
            if (symbols.get(i).name().equals(symbol)) {
                lastPx[i] = FixedPoint.parse(px);
            }
        }
    }

    /** Writes the terms of the n-th order of a session. */
    void write(FixWriter out, long n, int session) {
        int at = (int) ((n / 4 + session) % symbols.size());
        LoadPlan.Symbol symbol = symbols.get(at);
        boolean buy = (n + session) % 2 == 0;
        boolean passive = n % 4 == 3;
        long offPx = lastPx[at] / 100;
        long px = buy == passive ? lastPx[at] - offPx : lastPx[at] + offPx;
        px -= px % symbol.tickPx();
        out.field(55, symbol.name()).field(54, buy ? 1 : 2).time(60).field(40, 2).field(59, passive ? 3 : 0);
        out.field(38, FixedPoint.format(symbol.qty())).field(44, FixedPoint.format(px));
    }
}
