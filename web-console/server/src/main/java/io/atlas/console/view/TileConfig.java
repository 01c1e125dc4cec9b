package io.atlas.console.view;

/**
 * Where the words of the tiles begin.
 *
 * @param volatilityNormal percent a year: CALM below
 * @param volatilityElevated NORMAL below
 * @param volatilityExtreme ELEVATED below, EXTREME from here
 * @param spreadTightBp TIGHT below
 * @param spreadWideBp WIDE from here
 * @param liquidityThin quote amount within ±10 bp: THIN below
 * @param liquidityDeep DEEP from here
 * @param trendBias BUYERS from here, SELLERS from its negative
 */
public record TileConfig(
        double volatilityNormal,
        double volatilityElevated,
        double volatilityExtreme,
        double spreadTightBp,
        double spreadWideBp,
        double liquidityThin,
        double liquidityDeep,
        int trendBias) {
    /** Of the demo's market. */
    public static final TileConfig DEFAULT = new TileConfig(15, 35, 80, 1, 5, 500_000, 5_000_000, 20);
}
