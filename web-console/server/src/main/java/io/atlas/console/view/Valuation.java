package io.atlas.console.view;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Marks an account at mid. Sums are exact; each total is rounded once, to 1e-8. */
final class Valuation {
    private final List<Instrument> instruments;
    private final String quote;
    private final ToLongFunction<String> midPx;

    /** @param midPx the mark of a symbol, 0 if there is none */
    Valuation(List<Instrument> instruments, ToLongFunction<String> midPx) {
        this.instruments = List.copyOf(instruments);
        this.quote = instruments.isEmpty() ? "" : instruments.get(0).quote();
        this.midPx = midPx;
    }

    AccountView value(String name, BalanceFold.Account account) {
        List<Holding> holdings = account.holdings();
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal positions = BigDecimal.ZERO;
        for (Holding holding : holdings) {
            BigDecimal worth = worthOrNull(holding.asset(), holding.total());
            total = add(total, worth);
            positions = holding.asset().equals(quote) ? positions : add(positions, worth);
        }
        BigDecimal paidIn = BigDecimal.ZERO;
        for (Map.Entry<String, Long> deposit : account.deposits().entrySet()) {
            paidIn = add(paidIn, worthOrNull(deposit.getKey(), deposit.getValue()));
        }
        BigDecimal pnl = total == null || paidIn == null ? null : total.subtract(paidIn);
        long spendable = 0;
        for (Holding holding : holdings) {
            spendable = holding.asset().equals(quote) ? holding.spendable() : spendable;
        }
        long startCash = account.deposits().getOrDefault(quote, 0L);
        return new AccountView(name, quote, startCash, units(total), units(pnl), spendable, units(positions), holdings);
    }

    private static BigDecimal add(BigDecimal sumOrNull, BigDecimal worthOrNull) {
        return sumOrNull == null || worthOrNull == null ? null : sumOrNull.add(worthOrNull);
    }

    /** In units of 1e-8, exact; null if it takes a price that is not known. */
    private BigDecimal worthOrNull(String asset, long qty) {
        if (asset.equals(quote) || qty == 0) {
            return BigDecimal.valueOf(qty);
        }
        for (Instrument instrument : instruments) {
            if (instrument.base().equals(asset) && instrument.quote().equals(quote)) {
                long mid = midPx.applyAsLong(instrument.symbol());
                return mid == 0
                        ? null
                        : BigDecimal.valueOf(mid)
                                .multiply(BigDecimal.valueOf(qty))
                                .movePointLeft(FixedPoint.SCALE);
            }
        }
        return null;
    }

    private static Long units(BigDecimal amountOrNull) {
        if (amountOrNull == null) {
            return null;
        }
        BigInteger units = amountOrNull.setScale(0, RoundingMode.HALF_EVEN).unscaledValue();
        return units.bitLength() < Long.SIZE ? units.longValue() : null; // Beyond what an amount can say: not shown.
    }
}
