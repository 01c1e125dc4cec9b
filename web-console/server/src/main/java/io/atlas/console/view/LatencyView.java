package io.atlas.console.view;

/** Milliseconds of each hop (median) and of the whole way of an order to its first answer; NaN where nothing was measured. */
public record LatencyView(
        double gateway, double kafka, double oms, double venue, double push, double endToEndP50, double endToEndP99) {}
