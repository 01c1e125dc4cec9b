package io.atlas.bench.load;

import io.atlas.domain.FixedPoint;
import java.util.List;

/**
 * The orders of a run. Each session first buys a stock of every symbol; then, on one symbol after the other, eight orders:
 * six limit orders that reach half a percent through the market and trade, as many buys as sells, and two
 * immediate-or-cancel ones half a percent off the market, which end at once. So nobody runs out of funds and nothing piles
 * up. Prices follow the last fill seen. Threads: the sender asks, the reader tells fills.
 */
final class OrderMix {
    private static final String STEPS = "BSBsSBSb";
    private static final int STOCK = 50;
    private static final int REACH = 200;

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
        if (n < symbols.size()) {
            write(out, (int) n, 'B', STOCK);
            return;
        }
        long m = n - symbols.size();
        int at = (int) ((m / STEPS.length() + session) % symbols.size());
        write(out, at, STEPS.charAt((int) (m % STEPS.length())), 1);
    }

    /** A capital letter trades, a small one is off the market. */
    private void write(FixWriter out, int at, char step, int times) {
        LoadPlan.Symbol symbol = symbols.get(at);
        boolean buy = step == 'B' || step == 'b';
        boolean passive = Character.isLowerCase(step);
        long reachPx = lastPx[at] / REACH;
        long px = buy == passive ? lastPx[at] - reachPx : lastPx[at] + reachPx;
        px -= px % symbol.tickPx();
        out.field(55, symbol.name())
                .field(54, buy ? 1 : 2)
                .time(60)
                .field(40, 2)
                .field(59, passive ? 3 : 0);
        out.field(38, FixedPoint.format(symbol.qty() * times)).field(44, FixedPoint.format(px));
    }
}
