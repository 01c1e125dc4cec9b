package io.atlas.console.view;

import java.util.List;

/**
 * One tile of the trader control center. Its numbers are for the eye: floating point.
 *
 * @param value decimal text, empty while it is not known
 * @param word its class by the configured thresholds, empty while it is not known
 * @param extra a second figure, empty if none
 * @param spark the last 60 seconds, oldest first
 */
public record Tile(String value, String unit, String word, String extra, List<Double> spark, String formula) {
    public Tile {
        spark = List.copyOf(spark);
    }
}
