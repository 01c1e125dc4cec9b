package io.atlas.console.channel;

import io.atlas.console.view.SymbolMarket;
import io.atlas.domain.FixedPoint;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Figures about a market as canonical text; empty where there is none. */
final class Figures {
    private Figures() {}

    /** A price; 0 stands for none. */
    static String px(long px) {
        return px == 0 ? "" : FixedPoint.format(px);
    }

    static String spread(SymbolMarket market) {
        return market.midPx() == 0 ? "" : FixedPoint.format(market.askPx() - market.bidPx());
    }

    /** Spread over mid, in hundredths of a percent, two decimals. */
    static String spreadBp(SymbolMarket market) {
        if (market.midPx() == 0) {
            return "";
        }
        BigDecimal spread = BigDecimal.valueOf(market.askPx() - market.bidPx());
        return plain(spread.multiply(BigDecimal.valueOf(10_000))
                .divide(BigDecimal.valueOf(market.midPx()), 2, RoundingMode.HALF_UP));
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
