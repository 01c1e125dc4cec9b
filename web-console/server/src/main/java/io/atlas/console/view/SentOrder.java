package io.atlas.console.view;

import io.atlas.domain.OrdType;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;

/**
 * An order the console's FIX client has sent, before the log shows it. Prices and quantities in units of 1e-8.
 *
 * @param key its ClOrdID(11)
 * @param px limit; 0 for a market order
 * @param timeNs when it was sent, epoch nanoseconds
 */
public record SentOrder(
        String account,
        String key,
        String symbol,
        Side side,
        OrdType ordType,
        TimeInForce tif,
        long qty,
        long px,
        long timeNs) {}
