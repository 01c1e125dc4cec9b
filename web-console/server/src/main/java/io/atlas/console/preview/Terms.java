package io.atlas.console.preview;

import io.atlas.domain.OrdType;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;

/**
 * What somebody wants to trade, checked against the instrument's steps.
 *
 * @param px limit price; 0 for a market order
 */
public record Terms(String account, String symbol, Side side, OrdType ordType, TimeInForce tif, long qty, long px) {}
