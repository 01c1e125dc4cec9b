package io.atlas.console.view;

/** The four tiles of a symbol. */
public record Tiles(Tile volatility, Tile spread, Tile liquidity, Tile trend) {}
