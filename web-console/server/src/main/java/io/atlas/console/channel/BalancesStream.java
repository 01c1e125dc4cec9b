package io.atlas.console.channel;

import io.atlas.console.view.AccountView;
import io.atlas.console.view.ConsoleView;
import io.atlas.console.view.Holding;
import io.atlas.console.view.SymbolMarket;
import io.atlas.domain.FixedPoint;

/** {@code balances}: the money of one account, marked at mid. */
final class BalancesStream extends StateStream {
    private final ConsoleView view;
    private final String account;
    private long seen = -1;

    BalancesStream(ConsoleView view, String account) {
        super(4, true);
        this.view = view;
        this.account = account;
    }

    @Override
    void look(long nowNs) {
        long version = view.balancesVersion(account);
        for (SymbolMarket market : view.markets()) {
            version += market.bookChanges() + market.trades(); // Each only rises: any change shows in the sum.
        }
        if (version == seen) {
            return;
        }
        seen = version;
        AccountView now = view.balancesOrNull(account);
        text("account", account);
        text("quote", now.quote());
        text("startCash", FixedPoint.format(now.startCash()));
        text("netLiquidation", figure(now.netLiquidation()));
        text("pnl", figure(now.pnl()));
        text("buyingPower", FixedPoint.format(now.buyingPower()));
        text("exposure", figure(now.exposure()));
        text(
                "formula",
                "net liquidation = Σ total × mid; PnL = net liquidation − deposits at the same mids; buying power = "
                        + "available + unused borrow limit of " + now.quote()
                        + ", not below 0; exposure = Σ position × mid, long positive");
        for (Holding holding : now.holdings()) {
            item(holding.asset(), Rows.holding(holding));
        }
    }

    private static String figure(Long unitsOrNull) {
        return unitsOrNull == null ? "" : FixedPoint.format(unitsOrNull);
    }
}
