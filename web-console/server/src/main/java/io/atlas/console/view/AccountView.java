package io.atlas.console.view;

import java.util.List;

/**
 * An account's money, marked at mid, in units of 1e-8 of the quote asset. A figure that needs a price nobody knows yet is
 * null.
 *
 * @param startCash what was paid in of the quote asset
 * @param netLiquidation Σ total × mid, rounded half even
 * @param pnl netLiquidation less all deposits at the same mids
 * @param buyingPower what a buy order may still reserve
 * @param exposure Σ position × mid without the quote asset, long positive
 */
public record AccountView(
        String account,
        String quote,
        long startCash,
        Long netLiquidation,
        Long pnl,
        long buyingPower,
        Long exposure,
        List<Holding> holdings) {
    public AccountView {
        holdings = List.copyOf(holdings);
    }

    /** The asset's holding; zeros if the account has none. */
    public Holding holding(String asset) {
        for (Holding holding : holdings) {
            if (holding.asset().equals(asset)) {
                return holding;
            }
        }
        return new Holding(asset, 0, 0, 0);
    }
}
